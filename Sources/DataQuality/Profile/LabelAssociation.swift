import Columns
import Evidence
import Warehouse

/// What goes with the label, each column in bins.
struct LabelAssociation {
    private let table: ProfileTable
    private let label: ProfileTable.Column
    private let values: ValueCounts
    private let rows: Int
    /// Whether the label is a class rather than a number.
    let isClass: Bool

    /// - Parameters:
    ///   - label: the column.
    ///   - table: the rows.
    ///   - values: the label's own.
    ///   - rows: rows with a label.
    init(_ label: ProfileTable.Column, _ table: ProfileTable, _ values: ValueCounts, rows: Int) {
        self.table = table
        self.label = label
        self.values = values
        self.rows = rows
        let isWhole = label.kind == .number && label.engine.type == .integer
        isClass =
            label.kind == .text || label.kind == .boolean
            || (label.kind == .number && values.distinct.count <= (isWhole ? Limits.integerClasses : 2))
    }

    /// The label with its associations; of classes too many to tell apart there are none.
    func profile(_ asker: ProfileAsker) async throws -> ProfiledLabel {
        let isUsable = values.distinct.count > 1 && (!isClass || values.distinct.count <= Limits.textClasses)
        let strengths = isUsable ? (isClass ? try await classes(asker) : try await numbers(asker)) : [:]
        let names = Dictionary(uniqueKeysWithValues: table.columns.map { ($0.number, $0.name) })
        let associations = strengths.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.compactMap { number, strength in
            names[number].map { ProfiledLabel.Association(column: $0, strength: strength) }
        }
        return ProfiledLabel(
            column: label.name, rows: rows, measure: isClass ? .cramersV : .correlationRatio,
            classes: isClass ? values.top.map { .init(value: $0.value.text, count: $0.count) } : [],
            associations: associations)
    }

    /// The label's values of the sample.
    private var labels: SQL {
        let own = label.isNumeric ? ProfileTable.numbers : ProfileTable.texts
        let present: SQL = label.isNumeric ? "isfinite(v)" : "v IS NOT NULL"
        return "(SELECT r, v AS y FROM \(own) WHERE c = \(label.number) AND \(present)) AS labels"
    }

    private var pairs: SQL {
        """
        SELECT b.c AS c, b.b AS x, y FROM \(ColumnBins.table) AS b JOIN \(labels) ON b.r = labels.r
        WHERE b.c <> \(label.number)
        """
    }

    private func classes(_ asker: ProfileAsker) async throws -> [Int: Double] {
        let counts: SQL = "SELECT c, x, y, count(*) AS n FROM (\(pairs)) AS pairs GROUP BY c, x, y"
        var found: [Int: Double] = [:]
        for row in try await asker.rows(Contingency.query(counts, by: ["c"])) {
            guard let number = row[0].integer else { continue }
            found[number] = Contingency(row.dropFirst())?.correctedCramersV
        }
        return found
    }

    /// The correlation ratio from ε²: the share of the variance that lies between bins, less what chance would give.
    private func numbers(_ asker: ProfileAsker) async throws -> [Int: Double] {
        // Sums in the order of the rows, by one thread for each bin, are the same in every call.
        let rows = try await asker.attempt(
            """
            SELECT c, x, count(*), avg(y ORDER BY r), CAST(var_pop(y ORDER BY r) AS DOUBLE) FROM
            (SELECT b.c AS c, b.b AS x, y, b.r AS r FROM \(ColumnBins.table) AS b JOIN \(labels) ON b.r = labels.r
            WHERE b.c <> \(label.number)) AS pairs GROUP BY c, x ORDER BY c, x
            """)
        return Dictionary(grouping: rows ?? []) { $0[0].integer ?? -1 }.compactMapValues { bins in
            let counts = bins.map { Double($0[2].integer ?? 0) }
            let (means, variances) = (bins.map { $0[3].number ?? 0 }, bins.map { $0[4].number ?? 0 })
            let total = counts.reduce(0, +)
            let mean = zip(counts, means).map(*).reduce(0, +) / total
            let within = zip(counts, variances).map(*).reduce(0, +)
            let between = zip(counts, means).map { $0 * ($1 - mean) * ($1 - mean) }.reduce(0, +)
            guard within + between > 0, total > Double(bins.count) else { return nil }
            let unexplained = (within / (within + between)) * (total - 1) / (total - Double(bins.count))
            return max(0, 1 - unexplained).squareRoot()
        }
    }
}
