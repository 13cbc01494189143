import Columns
package import Warehouse

/// Looks at a table for the first time: one scan for all columns, then one for the values of those that have few.
package struct TableSurvey: Sendable {
    private let name: String
    private let columns: [EngineColumn]
    private let rows: Int

    /// Values up to which a column is a list of kinds.
    package static let fewValues = 101
    /// Rows up to which distinct values are counted exactly; of more they are estimated first.
    private static let exactRows = 2_000_000
    /// Columns that are looked at; a table of more is not for a person to read.
    private static let mostColumns = 2_000
    /// Rows whose texts are tried in all forms.
    private static let partRows = 20_000
    /// Share of the texts that have one form from which on the column is taken for what they say.
    private static let formed = 0.95

    package init(name: String, columns: [EngineColumn], rows: Int) {
        self.name = name
        self.columns = columns
        self.rows = rows
    }

    /// The table as it was found.
    ///
    /// - Throws: what `ask` throws.
    package func table(ask: @escaping Asking) async throws -> SurveyedTable {
        let relation = CheckedRelation(rows: "\(Identifier(opened: name))", columns: columns)
        var finder = FactFinder(relation, purpose: "looking at '\(name)'", ask: ask)
        let readable = columns.filter { $0.type != .unsupported }.prefix(Self.mostColumns)
        let questions = try readable.map { try Questions($0, exactly: rows <= Self.exactRows) }
        try await finder.find(questions.flatMap(\.first))
        // Texts are tried in many forms, which is dear: a part of the rows says which may be theirs.
        let some = CheckedRelation(
            rows: "(SELECT * FROM \(Identifier(opened: name)) LIMIT \(Self.partRows)) AS part", isStored: false,
            columns: columns)
        var part = FactFinder(some, purpose: "looking at '\(name)'", ask: ask)
        try await part.find(questions.flatMap(\.forms))
        let forms = try questions.map { try $0.likely(part.facts) }
        try await finder.find(forms.flatMap { $0?.all ?? [] })
        var found = zip(questions, forms).map { $0.column($1, finder.facts) }
        let further = try zip(questions, found).map { try $0.further($1, of: name, rows: rows) }
        try await finder.find(further.flatMap(\.all))
        for index in found.indices { further[index].complete(&found[index], finder.facts) }
        return SurveyedTable(name: name, rows: rows, columns: found)
    }

    /// A form that the texts of a column may have, how many of all texts have it, how many mark a missing value, and how
    /// many are digits behind a zero.
    private struct Form {
        let form: TextForm
        let count: Fact
        let marked: Fact
        let padded: Fact

        init(_ form: TextForm, of text: SQL) throws {
            self.form = form
            count = try Fact(countOf: form.holds(for: text))
            marked = try Fact(countOf: DisguisedText.isMarker(text))
            padded = try Fact(countOf: TextForm.isPadded(text))
        }

        var all: [Fact] { [count, marked, padded] }

        /// Whether nearly all texts have the form, but for markers of missing values.
        ///
        /// Digits are names where all texts are digits, or some stand behind a zero.
        func holds(_ facts: Facts, present: Int) -> Bool {
            let rows = facts.count(count)
            guard 2 * rows > present, Double(rows) >= TableSurvey.formed * Double(present - facts.count(marked)) else {
                return false
            }
            return form != .number || rows < present && facts.count(padded) == 0
        }
    }

    /// What is asked about a column.
    private struct Questions {
        let column: EngineColumn
        private let present: Fact
        private let distinct: Fact
        private let ends: [Fact]
        private let whole: Fact?
        private let spaces: Fact?
        /// Forms that the values may have; none where the column holds no texts, nor months by its name.
        private let candidates: [TextForm]
        /// Counts of the values that have each.
        let forms: [Fact]

        init(_ column: EngineColumn, exactly: Bool) throws {
            self.column = column
            let name: SQL = "\(Identifier(column.name))"
            let sql = ColumnSQL(column)
            present = try Fact(aggregate: sql.presentCount)
            distinct = try Fact(
                aggregate: exactly ? "count(DISTINCT \(sql.value))" : "approx_count_distinct(\(sql.value))")
            let end: SQL? =
                switch column.type {
                case .date, .timestamp, .instant: "epoch_us(\(SQL.tryCast(name, to: .timestamp)))"
                case .integer, .double: SQL.cast(sql.value, to: .double)
                default: nil
                }
            ends = try end.map { [try Fact(aggregate: "min(\($0))"), try Fact(aggregate: "max(\($0))")] } ?? []
            whole = column.type == .double ? try Fact(countOf: "\(name) <> round(\(name))") : nil
            let isMonth = [.text, .integer].contains(column.type) && NameWords(column.name).speaksOfMonths
            candidates = (isMonth ? [.joinedMonth] : []) + (column.type == .text ? TextForm.all : [])
            forms = try candidates.map { try Fact(countOf: $0.holds(for: sql.text)) }
            spaces =
                column.type == .text
                ? try Fact(aggregate: "avg(length(\(sql.text)) - length(replace(\(sql.text), ' ', '')))") : nil
        }

        var first: [Fact] { [present, distinct] + ends + [whole, spaces].compactMap(\.self) }

        /// The form that most texts of a part have.
        func likely(_ facts: Facts) throws -> Form? {
            let counts = forms.map { facts.count($0) }
            guard let most = counts.max(), most > 0, let index = counts.firstIndex(of: most) else { return nil }
            return try Form(candidates[index], of: ColumnSQL(column).text)
        }

        func column(_ likely: Form?, _ facts: Facts) -> SurveyedColumn {
            var found = SurveyedColumn(
                column: column, present: facts.count(present), distinct: facts.count(distinct))
            if ends.count == 2 {
                let (least, greatest) = (facts[ends[0]], facts[ends[1]])
                (found.earliest, found.latest) = (least.integer.map(Int64.init), greatest.integer.map(Int64.init))
                (found.least, found.greatest) = (least.number, greatest.number)
            }
            found.isWhole = whole.map { facts.count($0) == 0 } ?? false
            found.spaces = spaces.flatMap { facts[$0].number } ?? 0
            // A column of a few words is never one of dates.
            if let likely, found.distinct > 2, likely.holds(facts, present: found.present) { found.form = likely.form }
            return found
        }

        /// What is asked once it is known how many values there are, and what they are.
        func further(_ found: SurveyedColumn, of table: String, rows: Int) throws -> Further {
            var values: Fact?
            if found.distinct <= TableSurvey.fewValues, [.text, .integer, .boolean].contains(column.type) {
                let name = Identifier(column.name)
                values = try Fact(
                    query: """
                        SELECT \(SQL.text("\(name)")) AS value, count(*) AS n FROM \(Identifier(opened: table))
                        WHERE \(name) IS NOT NULL GROUP BY value ORDER BY n DESC, value LIMIT \(TableSurvey.fewValues)
                        """)
            }
            var ends: [Fact] = []
            if case .date? = found.form {
                ends = [
                    try Fact(aggregate: "epoch_us(min(\(found.value)))"),
                    try Fact(aggregate: "epoch_us(max(\(found.value)))"),
                ]
            }
            return Further(values: values, ends: ends)
        }
    }

    private struct Further {
        let values: Fact?
        let ends: [Fact]

        var all: [Fact] { [values].compactMap(\.self) + ends }

        func complete(_ column: inout SurveyedColumn, _ facts: Facts) {
            if let values {
                column.values = facts.rows(values).map { row in
                    SurveyedColumn.ValueCount(text: row.first?.text ?? "", rows: row.last?.integer ?? 0)
                }
            }
            guard ends.count == 2 else { return }
            column.earliest = facts[ends[0]].integer.map(Int64.init)
            column.latest = facts[ends[1]].integer.map(Int64.init)
        }
    }
}
