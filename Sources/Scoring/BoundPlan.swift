package import Columns

/// A plan together with the columns of one table: what every view of the plan reads rows from.
///
/// Binding finds the columns, checks their types and looks each distinct text up once; after it nothing can fail,
/// and any rows can be written in any order and in any number of pieces.
package struct BoundPlan: Sendable {
    package let plan: FeaturePlan
    package let rowCount: Int
    let features: [BoundFeature]

    /// Finds the plan's columns in a table by name.
    ///
    /// - Throws: ``ScoringError`` with every missing column (`feature-input-missing`) and every column of another
    ///   type (`feature-input-retyped`). A column without any value is accepted whatever its type.
    package init(_ plan: FeaturePlan, to table: Table) throws(ScoringError) {
        let findings = plan.inputs.findings { name in
            table[name].map { .init(type: $0.type, hasValues: $0.validity.nullCount < $0.count) }
        }
        guard findings.isEmpty else { throw ScoringError(findings) }
        self.plan = plan
        rowCount = table.rowCount
        var tables: [CalendarTreatment.Cycle: CycleTable] = [:]
        features = plan.features.map { feature in
            let column = table[feature.source]
            switch feature.treatment {
            case .number(let number): return .number(NumberSource(column), number)
            case .boolean(let boolean): return .boolean(NumberSource(column), boolean)
            case .category(let category): return .category(CategorySource(column, category))
            case .calendar(let calendar):
                return .calendar(
                    MomentSource(column),
                    calendar.parts.map { cycle in
                        // One table for all features of a cycle, however many there are.
                        let table = tables[cycle] ?? CycleTable(cycle)
                        tables[cycle] = table
                        return table
                    },
                    missingIndicator: calendar.missingIndicator,
                    calendar.elapsed.map { (MomentSource(table[$0.since]), $0.number) })
            }
        }
    }
}

/// A feature with its column and what can be worked out before any row is read.
enum BoundFeature: Sendable {
    case number(NumberSource, NumberTreatment)
    case boolean(NumberSource, BooleanTreatment)
    case category(CategorySource)
    case calendar(MomentSource, [CycleTable], missingIndicator: Bool, (MomentSource, NumberTreatment)?)
}

/// A column read as doubles, NaN where there is no finite value.
enum NumberSource: Sendable {
    case integers(Values<Int64>)
    case doubles(Values<Double>)
    case booleans(Values<Bool>)
    case nothing

    init(_ column: Column?) {
        switch column {
        case .integer(let values): self = .integers(values)
        case .double(let values): self = .doubles(values)
        case .boolean(let values): self = .booleans(values)
        default: self = .nothing
        }
    }
}

/// A column read as microseconds, with ``MomentSource/missing`` where there is no moment.
struct MomentSource: Sendable {
    /// Stands for a missing moment; as a moment it would lie 292,000 years ago.
    static let missing = Int64.min
    let values: Values<Int64>?

    init(_ column: Column?) {
        guard case .timestamp(let values, _) = column else {
            self.values = nil
            return
        }
        self.values = values
    }
}

/// A text column as slots of the category: one look-up for each distinct text of the table.
struct CategorySource: Sendable {
    let codes: TextValues?
    /// The slot of each code.
    let slots: [Int32]
    let missing: Int32

    init(_ column: Column?, _ category: CategoryTreatment) {
        missing = Int32(category.missing)
        guard case .text(let texts) = column else {
            codes = nil
            slots = []
            return
        }
        codes = texts
        slots = texts.dictionary.map { Int32(category.slot(of: $0)) }
    }
}

/// Sines and cosines of a cycle for each value of its part.
struct CycleTable: Sendable {
    let part: CalendarPart
    /// Columns: a sine and a cosine for each harmonic.
    let width: Int
    /// Row-major, `period × width`.
    let values: [Double]

    init(_ cycle: CalendarTreatment.Cycle) {
        part = cycle.part
        width = 2 * cycle.harmonics
        values = (0..<cycle.part.period).flatMap { index in
            (1...cycle.harmonics).flatMap { harmonic in
                let turn = Double(index * harmonic % cycle.part.period) / Double(cycle.part.period)
                return Circle.point(turn: turn)
            }
        }
    }
}

extension Treatment {
    /// The column that time is counted from, where the feature has one.
    package var since: String? {
        guard case .calendar(let calendar) = self else { return nil }
        return calendar.elapsed?.since
    }
}
