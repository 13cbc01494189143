import Columns
import Evidence
import Warehouse

/// Numbers or dates that a source gives as text, which one expression in the dataset's SQL turns into features.
struct DisguisedText {
    private let name: String
    /// What most values of the column are.
    private let form: TextForm
    private let matching: Int
    private let present: Int
    /// A marker of a missing value among the others; no other value is ever shown.
    private let marker: String?

    /// Aggregates of one scan; engines take long to plan statements of more.
    private static let aggregatesPerScan = 180

    /// Recognises columns, those where more than half of the values have one form.
    ///
    /// - Parameters:
    ///   - profiles: of columns of text.
    ///   - request: the rows.
    ///   - connection: the engine that holds them.
    /// - Returns: those that were recognised, by name.
    /// - Throws: `WarehouseError` where the engine fails.
    static func find(
        _ profiles: [ColumnProfile], of request: CheckRequest, on connection: Connection
    ) throws -> [TextKey: DisguisedText] {
        // Most texts hold neither numbers nor anything that begins with a digit, as every date does.
        let shapes = try scan(profiles, of: request, on: connection) { column in
            [
                "count(*) FILTER (\(TextForm.number.holds(for: "\(column)")))",
                "count(*) FILTER (\(TextForm.decimalComma.holds(for: "\(column)")))",
                "count(*) FILTER (regexp_matches(\(column), '^\\s*[0-9]'))",
            ]
        }
        let likely = zip(profiles, shapes).filter { profile, shape in
            2 * (shape.counts.max() ?? 0) > request.rowCount - profile.nulls
        }
        let details = try scan(likely.map(\.0), of: request, on: connection) { column in
            [
                """
                min(trim(\(column))) FILTER (lower(trim(\(column))) IN ('', '-', '--', '?', '.', 'n/a', 'na', '#n/a', \
                'nan', 'null', 'none', 'nil', 'missing', 'unknown', 'k. a.', 'k.a.'))
                """
            ] + TextForm.dateFormats.map { "count(try_strptime(\(column), \(Literal($0))))" }
        }
        let found = zip(likely, details).compactMap { likely, detail in
            DisguisedText(likely.0, numbers: likely.1.counts[0], commas: likely.1.counts[1], detail, of: request)
        }
        return Dictionary(found.map { (TextKey($0.name), $0) }) { first, _ in first }
    }

    private init?(_ profile: ColumnProfile, numbers: Int, commas: Int, _ detail: Facts, of request: CheckRequest) {
        var forms: [(form: TextForm, matching: Int)] = [(.number, numbers), (.decimalComma, commas)]
        forms += zip(TextForm.dateFormats, detail.counts.dropFirst()).map { (.date(format: $0), $1) }
        present = request.rowCount - profile.nulls
        let most = forms.map(\.matching).max() ?? 0
        guard 2 * most > present, let best = forms.first(where: { $0.matching == most }) else { return nil }
        name = profile.name
        form = best.form
        matching = most
        marker = detail.text
    }

    /// What a scan says of one column: counts, and the text where there is one.
    private struct Facts {
        var counts: [Int] = []
        var text: String?
    }

    /// The same aggregates of each column, of several columns in one scan.
    private static func scan(
        _ profiles: [ColumnProfile], of request: CheckRequest, on connection: Connection,
        _ aggregates: (Identifier) -> [SQL]
    ) throws -> [Facts] {
        let each = aggregates(Identifier("x")).count
        let size = max(1, aggregatesPerScan / each)
        return try stride(from: 0, to: profiles.count, by: size).flatMap { start in
            let own = profiles[start..<min(start + size, profiles.count)]
            let list = own.flatMap { aggregates(Identifier($0.name)) }.enumerated().map { place, aggregate -> SQL in
                "\(aggregate) AS \(Identifier("fact_\(place)"))"
            }
            let table = try connection.query("SELECT \(SQL(list)) FROM \(request.rows)")
            return own.indices.map { column -> Facts in
                var facts = Facts()
                for place in 0..<each {
                    switch table["fact_\((column - start) * each + place)"] {
                    case .integer(let values)?: facts.counts.append(values.count > 0 ? Int(values[0] ?? 0) : 0)
                    case .text(let values)?:
                        facts.counts.append(0)
                        facts.text = values.count > 0 ? values[0] : nil
                    default: facts.counts.append(0)
                    }
                }
                return facts
            }
        }
    }

    /// A warning that says what the column holds and how it becomes a feature.
    var finding: Finding {
        let others = present - matching
        var message = "column '\(name)' is text and is left out, but "
        if others == 0 {
            message += "all \(NumberText.count(present)) values are \(form.words)"
        } else {
            message += "only \(NumberText.count(others)) of \(NumberText.count(present)) values are no \(form.words)"
            if let marker { message += ", such as '\(marker)'" }
        }
        return Finding(
            .warning, .identifierColumn, message, advice: "write in the dataset's SQL: \(cure)", column: name,
            count: others,
            evidence: ["matching": .integer(Int64(matching)), "rows": .integer(Int64(present))])
    }

    private var cure: String {
        let column =
            "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        return switch form {
        case .number: "TRY_CAST(\(column) AS DOUBLE)"
        case .decimalComma: "TRY_CAST(replace(replace(\(column), '.', ''), ',', '.') AS DOUBLE)"
        case .date(let format): "try_strptime(\(column), '\(format)')"
        }
    }
}
