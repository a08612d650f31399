import Foundation
import Testing

/// `csv-metadata.json` against the files that it is about, by a reader of our own.
struct `Metadata of tables` {
  private struct Group: Decodable {
    let dialect: Dialect
    let tables: [Table]
  }

  private struct Dialect: Decodable {
    let delimiter: String
    let lineTerminators: [String]
  }

  private struct Table: Decodable {
    let url: String
    let tableSchema: Schema

    struct Schema: Decodable {
      let columns: [Column]
      let primaryKey: [String]?
    }
  }

  private struct Column: Decodable {
    let name: String
    let titles: String
    let required: Bool?
    let datatype: Datatype?
    let description: String?

    enum CodingKeys: String, CodingKey {
      case name, titles, required, datatype
      case description = "dc:description"
    }

    struct Datatype: Decodable {
      let base: String
      let format: Format?
    }

    enum Format: Decodable {
      case pattern(String)
      case decimalMark(String)

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let pattern = try? container.decode(String.self) {
          self = .pattern(pattern)
        } else {
          self = .decimalMark(try container.decode([String: String].self)["decimalChar"]!)
        }
      }
    }

    /// Whether a cell that is not empty is what the column is said to hold.
    func allows(_ cell: String) throws -> Bool {
      switch (datatype?.base, datatype?.format) {
      case ("string", nil): true
      case ("string", .pattern(let pattern)): try cell.wholeMatch(of: Regex(pattern)) != nil
      case ("integer", nil): cell.wholeMatch(of: /-?[0-9]+/) != nil
      case ("decimal", nil): cell.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
      case ("decimal", .decimalMark(",")): cell.wholeMatch(of: /-?[0-9]+(,[0-9]+)?/) != nil
      case ("dateTime", .pattern("yyyy-MM-ddTHH:mm:ssX")):
        cell.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/) != nil
      case ("dateTime", .pattern("yyyy-MM-ddTHH:mm:ss")):
        cell.wholeMatch(of: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/) != nil
      default: false
      }
    }
  }

  @Test(arguments: ["plain", "excel", "excel-eu"], Fixture.all(in: "reports"))
  func `describe every column of every file as it is`(_ form: String, _ fixture: Fixture) throws {
    let workspace = try Workspace()
    let outcome = try Program.run(
      words(fixture.text("arguments"))
        + ["--quiet", "--csv", form, "--output", workspace.path("out")], in: fixture.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let files = try workspace.contents(of: "out")
    let group = try JSONDecoder().decode(Group.self, from: #require(files["csv-metadata.json"]))
    #expect(group.tables.map(\.url).sorted() == files.keys.filter { $0.hasSuffix(".csv") }.sorted())

    for table in group.tables {
      let data = try #require(files[table.url])
      let start = form == "plain" ? 0 : 3
      let text = String(decoding: data.dropFirst(start), as: UTF8.self)
      #expect(data.prefix(3).elementsEqual([0xEF, 0xBB, 0xBF]) == (start == 3))
      let rows = cells(of: text, separator: group.dialect.delimiter.unicodeScalars.first!)
      let columns = table.tableSchema.columns
      #expect(text.hasSuffix(try #require(group.dialect.lineTerminators.first)))
      #expect(columns.map(\.titles) == rows[0])
      for column in columns {
        #expect(column.name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]*/) != nil)
        #expect(column.description?.hasSuffix(".") == true, "\(table.url): \(column.name)")
        #expect(column.datatype != nil, "\(table.url): \(column.name)")
      }
      for row in rows.dropFirst() {
        for (cell, column) in zip(row, columns) {
          let isRight = try cell.isEmpty ? column.required != true : column.allows(cell)
          #expect(isRight, "\(table.url): \(column.name) is \(cell)")
        }
      }
      if let key = table.tableSchema.primaryKey {
        let places = key.map { name in columns.firstIndex { $0.name == name } ?? -1 }
        #expect(!places.contains(-1))
        let keys = rows.dropFirst().map { row in places.map { Text(row[$0]) } }
        #expect(Set(keys).count == keys.count, "\(table.url)")
      }
    }
  }

  @Test func `is a file that the results list`() throws {
    let company = try SmallCompany()
    #expect(try company.run("run INPUTS --output out --quiet").code == 0)
    #expect(try company.workspace.text("out/run.json").contains(#""path" : "csv-metadata.json""#))
    #expect(try company.run("run INPUTS --output out --quiet").code == 0)
  }
}
