import Columns
import Testing
import Warehouse

@testable import DataQuality

/// What is known of a table after one look.
struct TableSurveyTests {
    @Test func textsThatHoldSomethingElseAreSeen() async throws {
        var bench = try SurveyBench()
        try bench.add(
            "t",
            """
            SELECT printf('%02d.%02d.2024', 1 + i % 28, 1 + i % 12) AS day, replace(printf('%.2f', i * 1.5), '.', ',') AS price, \
            CASE WHEN i % 50 = 0 THEN 'n/a' ELSE CAST(i AS VARCHAR) END AS nearly, 'k' || (i % 3) AS kind, \
            CAST(10000 + i AS VARCHAR) AS zip, CASE WHEN i = 0 THEN 'n/a' ELSE printf('%05d', 700 + i) END AS postcode, \
            CASE WHEN i % 5 = 0 THEN 'Unknown' ELSE CAST(1900 + i % 60 AS VARCHAR) END AS built, i * 0.5 AS half, CAST(i AS DOUBLE) AS whole FROM range(400) AS r(i)
            """)
        let table = try await bench.table("t")
        #expect(table["day"]?.form == .date(format: "%d.%m.%Y"))
        #expect(table["price"]?.form == .decimalComma)
        #expect(table["nearly"]?.form == .number)
        // Texts of digits alone are names, such as of places.
        #expect(table["zip"]?.form == nil)
        // Behind a zero they are names too, whatever else marks a missing one.
        #expect(table["postcode"]?.form == nil)
        // However often a value is missing, the others say what the column holds.
        #expect(table["built"]?.form == .number)
        #expect(table["kind"]?.form == nil)
        #expect(table["kind"]?.values.map(\.text) == ["k0", "k1", "k2"])
        #expect(table["half"]?.isWhole == false)
        #expect(table["whole"]?.isWhole == true)
    }

    @Test func wholeNumbersAreMonthsWhereTheirNameSaysSo() async throws {
        var bench = try SurveyBench()
        try bench.add(
            "t",
            """
            SELECT 201600 + 1 + i % 12 AS period, 201600 + 1 + i % 12 AS code, CAST(201600 + 1 + i % 12 AS VARCHAR) AS month, \
            i % 12 + 1 AS "of month" FROM range(400) AS r(i)
            """)
        let table = try await bench.table("t")
        #expect(table["period"]?.form == .joinedMonth)
        #expect(table["period"]?.isMoment == true)
        #expect(table["month"]?.form == .joinedMonth)
        #expect(table["code"]?.form == nil)
        #expect(table["of month"]?.form == nil)
        // The first of January 2016, in microseconds since 1970.
        #expect(table["period"]?.earliest == 1_451_606_400_000_000)
        #expect(table["month"]?.earliest == 1_451_606_400_000_000)
    }

    @Test func aKeyIsTheFewestColumnsThatNameARow() async throws {
        var bench = try SurveyBench()
        try bench.add(
            "stays",
            """
            SELECT i * 7919 % 100003 AS amount, 'p' || (i // 4) AS patient_id, DATE '2024-01-01' + CAST(i % 4 AS INTEGER) AS day, \
            i % 2 AS y FROM range(400) AS r(i)
            """)
        let stays = try await bench.table("stays")
        #expect(try await KeyFinder(stays, label: "y").key(ask: bench.ask) == ["patient_id", "day"])
        try bench.add("orders", "SELECT i AS amount, 'o' || i AS order_id FROM range(100) AS r(i)")
        let orders = try await bench.table("orders")
        #expect(try await KeyFinder(orders).key(ask: bench.ask) == ["order_id"])
        try bench.add("amounts", "SELECT i * 7919 % 100003 AS amount, i % 5 AS size FROM range(400) AS r(i)")
        let amounts = try await bench.table("amounts")
        #expect(try await KeyFinder(amounts).key(ask: bench.ask) == [])
    }

    @Test(arguments: [
        ("customers", ["customer_id", "age", "churned"], "churned"), ("iris", ["a", "b", "species"], "species"),
        ("data", ["x1", "x2", "target"], "target"), ("loans", ["default", "income", "student"], "default"),
    ])
    func theLabelIsGuessedByItsNameAndPlace(name: String, columns: [String], label: String) {
        let table = SurveyedTable(
            name: name, rows: 100,
            columns: columns.map {
                SurveyedColumn(
                    column: .init(name: $0, engineType: "BIGINT", type: .integer), present: 100, distinct: 3)
            })
        #expect(LabelGuess.candidates(in: [table]).first?.column == label)
    }

    @Test(arguments: [
        // An answer in the last column is a better guess than an amount of money beside it,
        ("umsatz", "gekauft_am_stand", "'ja'", "'nein'", "gekauft_am_stand"),
        // other two values are not,
        ("umsatz", "halle", "'nord'", "'sued'", "umsatz"),
        // and nothing beats a name that says so.
        ("target", "halle", "'ja'", "'nein'", "target"),
    ])
    func anAnswerBesideMoneyIsTheLabel(first: String, last: String, yes: String, no: String, label: String) async throws
    {
        var bench = try SurveyBench()
        let (yes, no) = (SQL(dataset: yes), SQL(dataset: no))
        try bench.add(
            "kunden",
            """
            SELECT i % 7 AS besuche, i * 1.5 AS \(Identifier(first)),
                CASE WHEN i % 3 = 0 THEN \(yes) ELSE \(no) END AS \(Identifier(last)) FROM range(100) AS r(i)
            """)
        let guesses = LabelGuess.candidates(in: [try await bench.table("kunden")])
        #expect(guesses.first?.column == label, "\(guesses)")
        #expect(guesses.map(\.score) == guesses.map(\.score).sorted(by: >))
    }

    @Test func theMomentOfPredictionIsNoBirthAndNoEnd() async throws {
        var bench = try SurveyBench()
        try bench.add(
            "t",
            """
            SELECT DATE '1980-01-01' + CAST(i AS INTEGER) AS birth_date, DATE '2024-01-01' + CAST(i AS INTEGER) AS created_at, \
            DATE '2024-02-01' + CAST(i AS INTEGER) AS closed_at FROM range(100) AS r(i)
            """)
        let choices = TimeChoice.candidates(in: try await bench.table("t"))
        #expect(choices.map(\.column) == ["created_at", "closed_at"])
        #expect(choices[1].score <= TimeChoice.late)
    }

    @Test(arguments: [
        ("orderDate", ["order", "date"]), ("Order Date", ["order", "date"]), ("order_date", ["order", "date"]),
        ("Größe.cm", ["größe", "cm"]), ("🙂", []), ("mean radius", ["mean", "radius"]),
    ])
    func namesAreWords(name: String, words: [String]) {
        #expect(NameWords(name).words == words)
    }

    @Test(arguments: [("customers", "customer"), ("categories", "category"), ("boxes", "box"), ("class", "class")])
    func aTableIsOfThings(name: String, thing: String) {
        #expect(NameWords(name).singular == thing)
    }
}
