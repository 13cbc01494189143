import Columns
import Testing
import Warehouse

@testable import DataQuality

/// How texts are written, read with the engine.
@Suite struct TextFormTests {
    private let connection: Connection

    init() throws {
        connection = try SurveyBench().connection
    }

    /// The first form that most texts have.
    private func form(_ texts: [String]) throws -> TextForm? {
        let rows = SQL(texts.map { "(\(Literal($0)))" as SQL })
        let counts = SQL(
            TextForm.all.enumerated().map { place, form -> SQL in
                "CAST(count_if(\(form.holds(for: "v"))) AS BIGINT) AS \(Identifier("c\(place)"))"
            })
        let table = try connection.query("SELECT \(counts) FROM (VALUES \(rows)) AS t(v)")
        let found = table.columns.map { column -> Int64 in
            if case .integer(let values) = column { values[0] ?? 0 } else { 0 }
        }
        let most = found.max() ?? 0
        return most > 0 ? found.firstIndex(of: most).map { TextForm.all[$0] } : nil
    }

    @Test func `commas before three digits everywhere stand between thousands`() throws {
        #expect(try form(["9,700", "12,500", "1,234,567.5", "640"]) == .groupedNumber)
    }

    @Test func `other commas are decimal`() throws {
        #expect(try form(["9,7", "12,5", "640"]) == .decimalComma)
        #expect(try form(["0,125", "0,250", "0,500"]) == .decimalComma)
        #expect(try form(["1.234,50", "1.435,96"]) == .decimalComma)
    }

    @Test func `two digits are a short year, and none of the first century`() throws {
        #expect(try form(["21.10.24", "14.11.24"]) == .date(format: "%d.%m.%y"))
        #expect(try form(["21.10.24 08:43", "14.11.24 09:10"]) == .date(format: "%d.%m.%y %H:%M"))
        #expect(try form(["21/10/24", "14/11/24"]) == .date(format: "%d/%m/%y"))
        #expect(try form(["21.10.2024", "14.11.2024"]) == .date(format: "%d.%m.%Y"))
    }
}
