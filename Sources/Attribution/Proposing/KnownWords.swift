/// What words of stages and channels mean.
enum KnownWords {
  // MARK: Stages

  private static let won: Set = [
    "won", "closedwon", "signed", "gewonnen", "unterschrieben", "gagné", "gagnée", "signé",
    "signée",
    "ganado", "ganada",
  ]
  private static let lost: Set = [
    "lost", "closedlost", "disqualified", "abandoned", "verloren", "perdu", "perdue",
    "perdido", "perdida",
  ]
  /// `Not won` is no win.
  private static let negations: Set = ["not", "nicht", "non", "pas"]
  private static let truths: Set = ["1", "true", "yes", "y"]
  private static let untruths: Set = ["0", "false", "no", "n"]

  /// Whether a text is a yes or a no.
  static func isAnswer(_ text: String) -> Bool {
    let word = text.lowercased()
    return truths.contains(word) || untruths.contains(word)
  }

  enum Outcome: Sendable { case won, lost, neither }

  /// - Parameter saysWhetherWon: Whether the column is one like `Is Won`, whose values are yes and no.
  static func outcome(of stage: String, saysWhetherWon: Bool) -> Outcome {
    let lowercased = stage.lowercased()
    if saysWhetherWon, truths.contains(lowercased) { return .won }
    if saysWhetherWon, untruths.contains(lowercased) { return .lost }
    let words = Set(lowercased.split { !$0.isLetter }.map(String.init))
    if !words.isDisjoint(with: lost) { return .lost }
    return words.isDisjoint(with: won) || !words.isDisjoint(with: negations) ? .neither : .won
  }

  // MARK: Channels

  /// Teams with the beginnings of words that show their work; the first team with one of them.
  private static let teams: KeyValuePairs<String, [String]> = [
    "sdr": ["sdr", "bdr", "outbound", "prospecting", "cold", "kaltakquise", "kaltanruf"],
    "partner": [
      "partner", "referral", "reseller", "affiliate", "alliance", "empfehlung", "vermittl",
      "recommandation", "partenaire", "partenariat", "revendeur",
    ],
    "sales": [
      "call", "meeting", "demo", "task", "proposal", "visit", "reply", "negotiation", "discovery",
      "appointment", "anruf", "telefonat", "termin", "termine", "besuch", "vorführung", "gespräch",
      "erstgespräch", "angebot", "appel", "rendez", "rdv", "réunion", "démo", "devis",
    ],
    "marketing": [
      "email", "mail", "newsletter", "webinar", "paid", "organic", "social", "content", "event",
      "conference", "show", "tradeshow", "seminar", "search", "seo", "ppc", "cpc", "cpm", "ad",
      "ads", "advert", "display", "banner", "retargeting", "direct", "download", "blog", "video",
      "podcast", "sponsor", "web", "form", "campaign", "print", "mailing", "messe", "messestand",
      "messebesuch", "veranstaltung", "anzeige", "werb", "kampagne", "salon", "foire",
      "événement", "publicité", "annonce", "recherche", "courriel", "infolettre",
    ],
  ]

  /// Words that count only as a whole: `ad` is no beginning of `admin`.
  private static let wholeWords: Set = [
    "ad", "ads", "show", "mail", "cold", "event", "form", "task", "termin", "termine", "messe",
    "salon",
  ]

  /// The team that a channel's words speak of; nil if they speak of none.
  static func team(ofChannel channel: String) -> String? {
    let words = headerWords(channel)
    return teams.first { _, beginnings in
      beginnings.contains { beginning in
        words.contains {
          wholeWords.contains(beginning)
            ? $0 == beginning || $0 == beginning + "s" : $0.hasPrefix(beginning)
        }
      }
    }?.key
  }

  // MARK: Values that have other names

  /// Marketo's numbers of activities, as its documentation has them.
  private static let marketoActivities: KeyValuePairs<String, String> = [
    "1": "web_visit", "2": "form", "3": "web_link_click", "6": "email_sent",
    "7": "email_delivered", "8": "email_bounced", "9": "email_unsubscribed", "10": "email_open",
    "11": "email_click", "46": "interesting_moment", "104": "program_status",
  ]

  private static let mediums: KeyValuePairs<String, [String]> = [
    "paid_search": ["cpc", "ppc", "paidsearch", "paid_search", "sem"],
    "paid_social": ["paid_social", "paidsocial", "paid-social", "cpc-social"],
    "organic_search": ["organic"], "organic_social": ["social", "organic_social"],
    "email": ["email", "e-mail", "newsletter"], "referral": ["referral"],
    "display": ["display", "banner", "cpm"], "affiliate": ["affiliate"], "direct": ["(none)"],
  ]
  /// Currencies as CRMs write them out.
  private static let currencies: KeyValuePairs<String, String> = [
    "us dollar": "USD", "euro": "EUR", "pound sterling": "GBP", "british pound": "GBP",
    "canadian dollar": "CAD", "australian dollar": "AUD", "swiss franc": "CHF",
  ]

  /// The code of a currency that is written out.
  static func currencyCode(of value: String) -> String? {
    let name = value.lowercased()
    return currencies.first { $0.key == name }?.value
  }

  private static let socialNetworks: Set = [
    "linkedin", "facebook", "instagram", "twitter", "x", "tiktok", "reddit", "youtube",
  ]

  /// What a value is better called; nil where it keeps its name.
  static func name(of value: String, by names: KnownRule.ValueNames) -> String? {
    switch names {
    case .asTheyAre: return nil
    case .marketoActivities: return marketoActivities.first { $0.key == value }?.value
    case .mediums:
      let parts = value.lowercased().split(separator: " / ", maxSplits: 1).map(String.init)
      guard let medium = parts.first,
        let name = mediums.first(where: { $0.value.contains(medium) })?.key
      else { return nil }
      let isSocial = parts.count == 2 && socialNetworks.contains(parts[1])
      return name == "paid_search" && isSocial ? "paid_social" : name
    }
  }
}
