import Columns
import Evidence
import Warehouse

/// Numbers or dates that a source gives as text, which one expression in the dataset's SQL turns into features.
struct DisguisedText {
    /// What most values of the column are.
    private enum Form {
        case number
        case decimalComma
        case date(format: String)
    }

    private let name: String
    private let form: Form
    private let matching: Int
    private let present: Int
    /// A marker of a missing value among the others; no other value is ever shown.
    private let marker: String?

    /// Recognises the column, where more than half of its values have one form.
    ///
    /// - Throws: `WarehouseError` where the engine fails.
    init?(_ profile: ColumnProfile, of request: CheckRequest, on connection: Connection) throws {
        let column = Identifier(profile.name)
        var facts: [SQL] = [
            "count(*) FILTER (isfinite(TRY_CAST(\(column) AS DOUBLE))) AS \(Identifier("numbers"))",
            "count(*) FILTER (regexp_full_match(\(column), '\\s*[+-]?[0-9]+(,[0-9]+)?\\s*')) AS \(Identifier("commas"))",
            """
            min(trim(\(column))) FILTER (lower(trim(\(column))) IN ('', '-', '--', '?', '.', 'n/a', 'na', '#n/a', 'nan', \
            'null', 'none', 'nil', 'missing', 'unknown', 'k. a.', 'k.a.')) AS \(Identifier("marker"))
            """,
        ]
        for (position, format) in TextForm.dateFormats.enumerated() {
            facts.append(
                "count(try_strptime(\(column), \(Literal(format)))) AS \(Identifier("dates_\(position)"))")
        }
        let table = try connection.query("SELECT \(facts) FROM (\(request.rows)) AS dataset")
        func count(_ fact: String) -> Int {
            guard case .integer(let values) = table[fact], values.count > 0 else { return 0 }
            return Int(values[0] ?? 0)
        }
        var forms: [(form: Form, matching: Int)] = [(.number, count("numbers")), (.decimalComma, count("commas"))]
        for (position, format) in TextForm.dateFormats.enumerated() {
            forms.append((.date(format: format), count("dates_\(position)")))
        }
        present = request.rowCount - profile.nulls
        let most = forms.map(\.matching).max() ?? 0
        guard 2 * most > present, let best = forms.first(where: { $0.matching == most }) else { return nil }
        name = profile.name
        form = best.form
        matching = most
        if case .text(let texts) = table["marker"], texts.count > 0 { marker = texts[0] } else { marker = nil }
    }

    /// A warning that says what the column holds and how it becomes a feature.
    var finding: Finding {
        let others = present - matching
        var message = "column '\(name)' is text and is left out, but "
        if others == 0 {
            message += "all \(NumberText.count(present)) values are \(what)"
        } else {
            message += "only \(NumberText.count(others)) of \(NumberText.count(present)) values are no \(what)"
            if let marker { message += ", such as '\(marker)'" }
        }
        return Finding(
            .warning, .identifierColumn, message, advice: "write in the dataset's SQL: \(cure)", column: name,
            count: others,
            evidence: ["matching": .integer(Int64(matching)), "rows": .integer(Int64(present))])
    }

    private var what: String {
        switch form {
        case .number: "numbers"
        case .decimalComma: "numbers with a decimal comma"
        case .date(let format): "dates of the form \(format)"
        }
    }

    private var cure: String {
        let column =
            "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        return switch form {
        case .number: "TRY_CAST(\(column) AS DOUBLE)"
        case .decimalComma: "TRY_CAST(replace(\(column), ',', '.') AS DOUBLE)"
        case .date(let format): "try_strptime(\(column), '\(format)')"
        }
    }
}
