/// Names of people and companies that do not exist.
enum SampleNames {
  typealias Owner = (name: String, team: String)

  /// Who looks after deals: most of them sales people, some at partners.
  static let owners: [Owner] =
    [
      "Aiko Tanaka", "Amara Okafor", "Ben Adler", "Carla Moretti", "Chidi Eze", "Dana Whitfield",
      "Elif Demir", "Erik Lindqvist", "Farah Haddad", "Gita Raman", "Hugo Leclerc", "Ines Prieto",
      "Jonas Weber", "Kenji Mori", "Lena Vogt", "Maya Cohen", "Nils Aaltonen", "Olga Marek",
      "Priya Nair", "Rosa Delgado", "Sam Taylor", "Tomás Rivera",
    ].map { ($0, "sales") }
    + ["Uma Krishnan", "Wei Zhang", "Zoë Peters"].map { ($0, "partner") }

  /// `Juno Freight`; three in a hundred have a comma, as in `Juno Freight, Inc.`
  static func company(_ dice: inout Dice) -> String {
    let name = dice.one(of: beginnings) + dice.one(of: endings) + " " + dice.one(of: trades)
    return dice.chance(perMille: 30) ? name + dice.one(of: [", Inc.", ", Ltd."]) : name
  }

  private static let beginnings = [
    "Al", "Bor", "Cal", "Dor", "El", "Fen", "Gal", "Hel", "Ir", "Jun", "Kel", "Lum", "Mar", "Nor",
    "Or", "Pal", "Quin", "Riv", "Sol", "Tor", "Ul", "Ver", "Wes", "Yar", "Zen",
  ]
  private static let endings = [
    "o", "a", "ano", "aris", "eta", "evo", "ia", "ida", "igo", "ista", "iva", "ona", "ora", "ova",
    "uma", "ura", "én", "ö",
  ]
  private static let trades = [
    "Analytics", "Bank", "Biotech", "Chemicals", "Cloud", "Components", "Dental", "Energy",
    "Foods", "Freight", "Games", "Health", "Insurance", "Labs", "Logistics", "Media", "Motors",
    "Networks", "Optics", "Payments", "Robotics", "Steel", "Textiles", "Travel", "Water",
  ]
}
