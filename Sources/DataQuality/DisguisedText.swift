import Columns
import Evidence
import Warehouse

/// Numbers, dates or times that a source gives as text, which one expression in the dataset's SQL turns into features.
struct DisguisedText: Sendable {
    let name: String
    /// What most values of the column are.
    let form: TextForm
    let matching: Int
    let present: Int
    /// A marker of a missing value among the others; no other value is ever shown.
    let marker: String?

    /// Markers of a missing value, in small letters.
    static let markers: SQL = "(\((markerTexts + [""]).map { "\(Literal($0))" as SQL }))"

    /// The markers that show, in small letters.
    static let markerTexts = [
        "-", "--", "?", ".", "n/a", "na", "#n/a", "nan", "null", "none", "nil", "missing", "unknown", "k. a.", "k.a.",
    ]

    /// A pattern that markers match, in any letters and between blanks.
    static var markerPattern: String {
        let escaped = markerTexts.map { $0.replacing("?", with: "[?]").replacing(".", with: "[.]") }
        return "(?i)^\\s*(\(escaped.joined(separator: "|")))\\s*$"
    }

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
            TextForm.tried.map { "count(*) FILTER (\($0.holds(for: "\(column)")))" }
                + ["count(*) FILTER (regexp_matches(\(column), \(TextForm.beginning)))"]
        }
        let likely = zip(profiles, shapes).filter { profile, shape in
            2 * (shape.counts.max() ?? 0) > request.rowCount - profile.nulls
        }
        let details = try scan(likely.map(\.0), of: request, on: connection) { column in
            [marker(in: "\(column)")] + TextForm.moments.map { "count(*) FILTER (\($0.holds(for: "\(column)")))" }
        }
        let found = zip(likely, details).compactMap { likely, detail in
            DisguisedText(likely.0, tried: Array(likely.1.counts.dropLast()), detail, of: request)
        }
        return Dictionary(found.map { (TextKey($0.name), $0) }) { first, _ in first }
    }

    private init?(_ profile: ColumnProfile, tried: [Int], _ detail: Facts, of request: CheckRequest) {
        let counts = tried + detail.counts.dropFirst()
        let present = request.rowCount - profile.nulls
        let most = counts.max() ?? 0
        guard 2 * most > present, let best = counts.firstIndex(of: most) else { return nil }
        self.init(
            name: profile.name, form: TextForm.all[best], matching: most, present: present, marker: detail.text)
    }

    init(name: String, form: TextForm, matching: Int, present: Int, marker: String?) {
        self.name = name
        self.form = form
        self.matching = matching
        self.present = present
        self.marker = marker
    }

    /// Whether a text marks a missing value.
    static func isMarker(_ text: SQL) -> SQL { "lower(trim(\(text))) IN \(markers)" }

    /// The marker of a missing value that a column holds, as an aggregate.
    static func marker(in text: SQL) -> SQL { "min(trim(\(text))) FILTER (\(isMarker(text)))" }

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
}
