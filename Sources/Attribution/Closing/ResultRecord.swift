import FoundationEssentials

/// What is read of `run.json`. Keys that earlier versions did not write are nil, or empty.
package struct ResultRecord: Sendable {
  /// The version of the program that wrote it.
  package let version: String
  /// The period's name; `all` for every month.
  package let period: String
  /// How the CSV files are written.
  package let form: CSVForm
  /// The definitions in force, with the keys of a definitions file.
  package let definitions: JSONValue
  /// The definitions' zone.
  package let zone: Zone
  /// The names of the models, in run order.
  package let models: [String]
  package let inputs: [Input]
  package let totals: [Total]
  /// Every other file of the folder.
  package let files: [File]
  /// Of the definitions in force.
  package let definitionsFingerprint: String?
  /// Of who was credited with what.
  package let creditFingerprint: String?
  /// Of `run.json` itself.
  package let fingerprint: Fingerprint

  package struct Input: Decodable, Sendable {
    package let name: String
    /// `touchpoints`, `deals` or `lookup`.
    package let kind: String
    package let bytes: Int
    package let fingerprint: String
    /// Rows by outcome.
    package let rows: [String: Int]
  }

  /// Amounts are in minor units of the currency.
  package struct Total: Sendable {
    package let period: String
    package let currency: Currency
    package let model: String
    package let won: Int64
    package let credited: Int64
    package let uncredited: Int64
  }

  package struct File: Decodable, Sendable {
    /// Its path within the folder.
    package let name: String
    package let bytes: Int
    package let fingerprint: String

    enum CodingKeys: String, CodingKey {
      case name = "path"
      case bytes
      case fingerprint
    }
  }

  /// The format that this version writes, and the highest that it reads.
  package static let format = 1

  /// - Parameter path: The folder, for messages.
  /// - Throws: `data`
  init(_ bytes: [UInt8], of path: String) throws(Failure) {
    let decoder = JSONDecoder()
    let data = Data(bytes)
    guard let head = try? decoder.decode(Head.self, from: data), head.program == "smarketing" else {
      throw Failure(.data, [.resultsNotOurs(path)])
    }
    guard head.format <= ResultRecord.format else {
      throw Failure(
        .data,
        [
          .resultsOfLaterFormat(
            path, head.format, by: head.version, readable: ResultRecord.format)
        ])
    }
    guard let body = try? decoder.decode(Body.self, from: data),
      let zone = body.definitions["timeZone"]?.text.flatMap(Zone.init(name:)),
      let form = CSVForm(name: body.csv ?? CSVForm.plain.name, zone: zone)
    else { throw Failure(.data, [.resultsNotUnderstood(path)]) }
    version = head.version
    period = body.period
    self.form = form
    definitions = body.definitions
    self.zone = zone
    models = body.definitions["models"]?.list?.compactMap { $0["name"]?.text } ?? []
    inputs = body.inputs
    var totals: [Total] = []
    for total in body.totals {
      guard let total = total.inMinorUnits else {
        throw Failure(.data, [.resultsNotUnderstood(path)])
      }
      totals.append(total)
    }
    self.totals = totals
    files = body.files
    definitionsFingerprint = body.definitionsFingerprint
    creditFingerprint = body.creditFingerprint
    var builder = Fingerprint.Builder()
    builder.add(bytes.span)
    fingerprint = builder.fingerprint()
  }

  private struct Head: Decodable {
    let format: Int
    let program: String
    let version: String
  }

  private struct Body: Decodable {
    let period: String
    let csv: String?
    let definitions: JSONValue
    let inputs: [Input]
    let totals: [WrittenTotal]
    let files: [File]
    let definitionsFingerprint: String?
    let creditFingerprint: String?
  }

  private struct WrittenTotal: Decodable {
    let period: String
    let currency: String
    let model: String
    let won: String
    let credited: String
    let uncredited: String

    var inMinorUnits: Total? {
      guard let currency = Currency(code: currency.utf8), let won = currency.minorUnits(of: won),
        let credited = currency.minorUnits(of: credited),
        let uncredited = currency.minorUnits(of: uncredited)
      else { return nil }
      return Total(
        period: period, currency: currency, model: model, won: won, credited: credited,
        uncredited: uncredited)
    }
  }
}

extension Currency {
  /// The amount that a text writes, in minor units; nil if it is none.
  func minorUnits(of text: String) -> Int64? {
    let bytes = Array(text.utf8)
    return try? minorUnits(bytes.span)
  }
}
