import Columns
package import Evidence
import Warehouse

/// Looks for columns of text that hold numbers, dates or times: in a table for which there is no brief, among the
/// categories of a dataset, and in its label.
package struct DisguisedColumns: Sendable {
    private let relation: CheckedRelation

    /// Rows whose texts are tried in all forms, which is dear.
    private static let partRows = 20_000
    /// Distinct texts past which a column is none of categories.
    private static let categories = 1_000
    /// Share of one form from which on few texts are no categories.
    private static let formed = 0.95
    private static let purpose = "looking for numbers and dates that are text"

    package init(_ relation: CheckedRelation) { self.relation = relation }

    /// A warning for each column of a table for which there is no brief.
    ///
    /// - Parameter ask: runs plans where the data is.
    /// - Returns: the warnings, in the order of the columns.
    /// - Throws: what `ask` throws.
    package func findings(ask: @escaping Asking) async throws -> [Finding] {
        try await found(among: nil, ask: ask).map { $0.finding(.bare) }
    }

    /// A warning for each feature that is taken for categories.
    ///
    /// - Parameters:
    ///   - names: the features.
    ///   - ask: runs plans where the data is.
    /// - Returns: the warnings, in the order of the columns.
    /// - Throws: what `ask` throws.
    package func findings(amongFeatures names: Set<String>, ask: @escaping Asking) async throws -> [Finding] {
        try await found(among: names, ask: ask).map { $0.finding(.categories) }
    }

    /// A warning for a label that is taken for classes.
    ///
    /// - Parameters:
    ///   - label: the label's column.
    ///   - ask: runs plans where the data is.
    /// - Returns: the warning; `nil` where its texts are names.
    /// - Throws: what `ask` throws.
    package func finding(ofLabel label: String, ask: @escaping Asking) async throws -> Finding? {
        try await found(among: [label], ask: ask).first?.finding(.label)
    }

    /// An error about a label, saying what its texts are and what makes numbers or moments of them.
    ///
    /// - Parameters:
    ///   - finding: the error.
    ///   - label: the label's column.
    ///   - ask: runs plans where the data is.
    /// - Returns: the finding as it was where they are neither.
    /// - Throws: what `ask` throws.
    package func explained(
        _ finding: Finding, ofLabel label: String, ask: @escaping Asking
    ) async throws -> Finding {
        guard let text = try await found(among: [label], ask: ask).first else { return finding }
        var finding = finding
        finding.message += ": it is text, but \(text.holds)"
        finding.advice = text.advice
        return finding
    }

    /// The columns, in their order.
    func found(among names: Set<String>?, ask: @escaping Asking) async throws -> [DisguisedText] {
        let texts = relation.columns.filter { $0.type == .text && names?.contains($0.name) != false }
        guard !texts.isEmpty else { return [] }
        let list = SQL(texts.map { "\(Identifier($0.name))" as SQL })
        let some = CheckedRelation(
            rows: "(SELECT \(list) FROM \(relation.rows) LIMIT \(Self.partRows)) AS part", isStored: false,
            columns: texts)
        var part = FactFinder(some, purpose: Self.purpose, ask: ask)
        let shapes = try texts.map(Shape.init)
        try await part.find(shapes.flatMap { [$0.present, $0.digits] })
        let likely = try shapes.filter { 2 * part.facts.count($0.digits) > part.facts.count($0.present) }.map { shape in
            (column: shape.column, forms: try TextForm.all.map { try Fact(countOf: $0.holds(for: shape.text)) })
        }
        try await part.find(likely.flatMap(\.forms))
        var whole = FactFinder(relation, purpose: Self.purpose, ask: ask)
        let tests = try likely.compactMap { column, forms in
            let counts = forms.map { part.facts.count($0) }
            guard let most = counts.max(), most > 0, let best = counts.firstIndex(of: most) else { return nil as Test? }
            return try Test(column, TextForm.all[best])
        }
        try await whole.find(tests.flatMap(\.all))
        return tests.compactMap { $0.text(whole.facts) }
    }

    /// Whether most texts of a column begin as numbers, dates and times do.
    private struct Shape {
        let column: EngineColumn
        let present: Fact
        let digits: Fact

        var text: SQL { ColumnSQL(column).text }

        init(_ column: EngineColumn) throws {
            self.column = column
            present = try Fact(aggregate: ColumnSQL(column).presentCount)
            digits = try Fact(countOf: "regexp_matches(\(ColumnSQL(column).text), \(TextForm.beginning))")
        }
    }

    /// Whether all rows bear a form out.
    private struct Test {
        private let name: String
        private let form: TextForm
        private let present: Fact
        private let distinct: Fact
        private let matching: Fact
        private let marker: Fact
        private let marked: Fact
        private let padded: Fact

        init(_ column: EngineColumn, _ form: TextForm) throws {
            let sql = ColumnSQL(column)
            (name, self.form) = (column.name, form)
            present = try Fact(aggregate: sql.presentCount)
            distinct = try Fact(aggregate: "approx_count_distinct(\(sql.text))")
            matching = try Fact(countOf: form.holds(for: sql.text))
            marker = try Fact(aggregate: DisguisedText.marker(in: sql.text))
            marked = try Fact(countOf: DisguisedText.isMarker(sql.text))
            padded = try Fact(countOf: TextForm.isPadded(sql.text))
        }

        var all: [Fact] { [present, distinct, matching, marker, marked, padded] }

        func text(_ facts: Facts) -> DisguisedText? {
            let (present, matching) = (facts.count(present), facts.count(matching))
            let isMany = 2 * facts.count(distinct) > present || facts.count(distinct) > DisguisedColumns.categories
            let share = isMany ? 0.5 : DisguisedColumns.formed
            guard 2 * matching > present, Double(matching) > share * Double(present - facts.count(marked)) else {
                return nil
            }
            // A few digits are names of things where all are, and so are digits behind a zero, such as postcodes.
            if form == .number, matching == present && !isMany || facts.count(padded) > 0 { return nil }
            return DisguisedText(
                name: name, form: form, matching: matching, present: present, marker: facts[marker].text)
        }
    }
}
