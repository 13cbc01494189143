import Columns
package import Evidence
import Warehouse

/// A dataset beside an earlier one of the same name: volume, columns, units.
package struct SnapshotComparison: Sendable {
    private let current: CheckedRelation
    private let earlier: CheckedRelation
    /// What messages call the earlier one, such as `run 2026-02-01-late-flights-1a2b`.
    private let name: String

    /// Times fewer or more rows from which on it is said: what is loaded twice has exactly so many.
    private static let volumeFactor = 2

    package init(_ current: CheckedRelation, since earlier: CheckedRelation, named name: String) {
        self.current = current
        self.earlier = earlier
        self.name = name
    }

    /// Compares the two.
    ///
    /// - Returns: warnings and notes, in a fixed order.
    /// - Throws: what `ask` throws.
    package func findings(ask: @escaping Asking) async throws -> [Finding] {
        var now = FactFinder(current, purpose: "the comparison with \(name)", ask: ask)
        var then = FactFinder(earlier, purpose: "the comparison with \(name)", ask: ask)
        return try await volume(&now, &then) + schema() + units(&now, &then)
    }

    private func volume(_ now: inout FactFinder, _ then: inout FactFinder) async throws -> [Finding] {
        let count = try Fact(aggregate: "count(*)")
        try await now.find([count])
        try await then.find([count])
        let (rows, before) = (now.facts.count(count), then.facts.count(count))
        let isFar = rows >= before * Self.volumeFactor || rows * Self.volumeFactor <= before
        guard isFar, rows != before else { return [] }
        return [
            Finding(
                .warning, .volumeChanged,
                "the dataset has \(NumberText.counted(rows, "row")); it had \(NumberText.count(before)) in \(name)",
                advice: "see whether a source was cut off or loaded twice, or a join gives more rows", count: rows)
        ]
    }

    private func schema() -> [Finding] {
        let gone = earlier.columns.filter { current.column($0.name) == nil }
        var new = current.columns.filter { earlier.column($0.name) == nil }
        var findings: [Finding] = []
        for column in gone {
            let alike = new.first { $0.type == column.type && Self.looksAlike($0.name, column.name) }
            new.removeAll { $0 == alike }
            let since = alike.map { "; '\($0.name)' is new, of the same type, and looks like it" } ?? ""
            findings.append(
                Finding(
                    .warning, .schemaChanged, "column '\(column.name)' of \(name) is gone\(since)",
                    advice: alike == nil
                        ? "see whether the source lost it" : "name it as before with AS, where it is the same",
                    column: column.name))
        }
        for column in current.columns {
            guard let before = earlier.column(column.name), before.type != column.type else { continue }
            findings.append(
                Finding(
                    .warning, .schemaChanged,
                    "column '\(column.name)' is \(column.engineType); it was \(before.engineType) in \(name)",
                    advice: "look for a value in the source that is not of the old type", column: column.name))
        }
        return findings
            + new.map { column in
                Finding(
                    .note, .schemaChanged, "column '\(column.name)' is new since \(name)",
                    advice: "exclude it where it is no feature", column: column.name)
            }
    }

    /// Whether two names share most of their words, or few letters differ.
    private static func looksAlike(_ first: String, _ second: String) -> Bool {
        if Spelling.nearest(to: first, among: [second]) != nil { return true }
        let separators: (Character) -> Bool = { !$0.isLetter && !$0.isNumber }
        let (a, b) = (
            Set(first.lowercased().split(whereSeparator: separators)),
            Set(second.lowercased().split(whereSeparator: separators))
        )
        return 2 * a.intersection(b).count >= max(a.count, b.count) && !a.isEmpty
    }

    private func units(_ now: inout FactFinder, _ then: inout FactFinder) async throws -> [Finding] {
        let shared = current.columns.compactMap { column -> ColumnSQL? in
            let own = ColumnSQL(column)
            guard own.isNumber, !current.key.contains(column.name),
                earlier.column(column.name).map({ ColumnSQL($0).isNumber }) ?? false
            else { return nil }
            return own
        }
        var facts: [(ColumnSQL, Fact)] = []
        for column in shared { facts.append((column, try ColumnShape.fact(column))) }
        try await now.find(facts.map(\.1))
        try await then.find(facts.map(\.1))
        return facts.compactMap { column, fact in
            let name = column.column.name
            guard let shape = ColumnShape(name, now.facts[fact]), let before = ColumnShape(name, then.facts[fact]),
                let change = shape.change(from: before)
            else { return nil }
            return Finding(
                .warning, .unitChanged,
                "column '\(name)' looks as if its unit had changed since \(self.name): \(change.words)",
                advice: "ask where the data comes from; bring all rows to one unit in the dataset's SQL", column: name,
                evidence: [
                    "median": .number(shape.quantiles[2]), "median_before": .number(before.quantiles[2]),
                    "factor": .number(change.factor),
                ])
        }
    }
}
