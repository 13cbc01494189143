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

    @Test(arguments: [
        ["$9,700.13", "$12.50", "$640"], ["USD 9,700.13", "USD 12"], ["-$5.00", "$1,234.50"],
        ["US$ 12", "US$ 1,200.5"],
        ["£12", "12 £"],
    ])
    func `a sign of a currency makes money, whichever side it stands`(texts: [String]) throws {
        #expect(try form(texts) == .money(.point))
    }

    @Test(arguments: [
        ["€ 1.234,50", "€ 12"], ["1.234,50 €", "12,5 €"], ["EUR 1.200", "EUR 12.300"], ["1 234,50 €", "1\u{A0}000 €"],
    ])
    func `money has decimal commas where its numbers do`(texts: [String]) throws {
        #expect(try form(texts) == .money(.comma))
    }

    @Test func `per cent are numbers with their sign`() throws {
        #expect(try form(["12.5 %", "3%", "100 %"]) == .percent(.point))
        #expect(try form(["12,5 %", "3%"]) == .percent(.comma))
    }

    @Test func `what only looks like money is none`() throws {
        #expect(try form(["ABC 12", "XY 13"]) == nil)
        #expect(try form(["$A", "12 kg"]) == nil)
    }

    @Test(arguments: [
        ("-$9,700.13", TextForm.money(.point), -9700.13), ("€ 1.234,50", .money(.comma), 1234.5),
        ("EUR 12", .money(.point), 12), ("12.5 %", .percent(.point), 12.5), ("12,5 %", .percent(.comma), 12.5),
        ("1 234,50 €", .money(.comma), 1234.5),
    ])
    func `the cure makes the number`(text: String, form: TextForm, number: Double) throws {
        let table = try connection.query("SELECT \(form.value(of: "\(Literal(text))")) AS v")
        #expect(table["v"] == .double(Values([number], filler: 0)))
        let other = try connection.query("SELECT \(form.value(of: "'n/a'")) AS v")
        #expect(other["v"] == .double(Values([nil], filler: 0)))
    }

    @Test func `months are moments, the first day of each`() throws {
        #expect(try form(["2016-01", "2016-12"]) == .date(format: "%Y-%m"))
        #expect(try form(["2016/01", "2016/12"]) == .date(format: "%Y/%m"))
        #expect(try form(["01/2016", "12/2016"]) == .date(format: "%m/%Y"))
        #expect(try form(["01.2016", "12.2016"]) == .date(format: "%m.%Y"))
        #expect(try form(["1.2016", "12.2016"]) == .number)
        #expect(try form(["4711-03", "4712-04"]) == nil)
    }

    @Test func `two digits are a short year, and none of the first century`() throws {
        #expect(try form(["21.10.24", "14.11.24"]) == .date(format: "%d.%m.%y"))
        #expect(try form(["21.10.24 08:43", "14.11.24 09:10"]) == .date(format: "%d.%m.%y %H:%M"))
        #expect(try form(["21/10/24", "14/11/24"]) == .date(format: "%d/%m/%y"))
        #expect(try form(["21.10.2024", "14.11.2024"]) == .date(format: "%d.%m.%Y"))
    }
}
