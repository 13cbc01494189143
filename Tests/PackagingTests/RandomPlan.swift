import Columns
import Scoring
import TestSupport

/// Treatments that were drawn, not fitted.
enum RandomPlan {
    /// A plan over some of a table's columns, or over none of them.
    static func over(_ table: Table, using generator: inout SeededGenerator) -> FeaturePlan {
        let moments = zip(table.names, table.columns).filter { $1.type.isMoment }.map(\.0)
        let share = generator.pick(0.0, 0.5, 1, 1, 1)
        var features: [Feature] = []
        for (name, column) in zip(table.names, table.columns) {
            guard Double.random(in: 0..<1, using: &generator) < share, let kind = FeatureKind(column.type) else {
                continue
            }
            let others = moments.filter { $0 != name && table[$0]?.type == column.type }
            features.append(
                Feature(
                    name: "f of \(name)", source: name, kind: kind,
                    treatment: treatment(of: column, others: others, using: &generator)))
        }
        return FeaturePlan(features: features)
    }

    private static func treatment(
        of column: Column, others: [String], using generator: inout SeededGenerator
    ) -> Treatment {
        switch column {
        case .integer, .double: return .number(number(using: &generator))
        case .boolean:
            let varies = Bool.random(using: &generator)
            return .boolean(
                BooleanTreatment(
                    fill: Bool.random(using: &generator), varies: varies,
                    missingIndicator: !varies || Bool.random(using: &generator)))
        case .text(let texts):
            let levels = texts.dictionary.filter { $0 != "unseen" && Bool.random(using: &generator) }
            return .category(CategoryTreatment(levels: levels, minimumCount: 1))
        case .timestamp:
            let parts = CalendarPart.allCases.filter { _ in Bool.random(using: &generator) }.map {
                CalendarTreatment.Cycle(part: $0, harmonics: Int.random(in: 1...3, using: &generator))
            }
            let elapsed = others.randomElement(using: &generator).map {
                ElapsedTreatment(since: $0, number: number(using: &generator))
            }
            return .calendar(
                CalendarTreatment(
                    parts: parts, missingIndicator: parts.isEmpty || Bool.random(using: &generator), elapsed: elapsed))
        }
    }

    private static func number(using generator: inout SeededGenerator) -> NumberTreatment {
        let scale = generator.pick(0.0, 1e-300, 0.3, 7, 1e9)
        return NumberTreatment(
            median: Double.random(in: -5...5, using: &generator), mean: Double.random(in: -5...5, using: &generator),
            scale: scale, missingIndicator: scale == 0 || Bool.random(using: &generator))
    }
}

extension SeededGenerator {
    /// One of some numbers.
    mutating func pick(_ numbers: Double...) -> Double { numbers[Int.random(in: 0..<numbers.count, using: &self)] }
}
