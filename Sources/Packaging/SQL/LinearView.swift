import Columns
import Scoring
import Warehouse

/// The linear view of a row: the inputs that it needs as columns of a stage, and its columns made of them.
struct LinearView {
    private(set) var inputs: [StageColumn] = []
    /// The dense columns in their order.
    private(set) var dense: [SQL] = []
    /// The input with the slot of each one-hot block, and the slots.
    private(set) var blocks: [(slot: Identifier, width: Int)] = []

    /// - Parameters:
    ///   - plan: the plan whose linear view it is.
    ///   - names: names for the columns of the stage.
    init(of plan: FeaturePlan, _ names: StageNames) {
        for feature in plan.features { append(feature, names) }
    }

    private mutating func append(_ feature: Feature, _ names: StageNames) {
        let source = feature.source
        switch feature.treatment {
        case .number(let number): append(number, of: input(Inputs.number(source), names))
        case .boolean(let boolean):
            let value = input(Inputs.boolean(source), names)
            if boolean.varies { dense.append("COALESCE(\(value), \(Literal(boolean.fill ? 1.0 : 0.0)))") }
            if boolean.missingIndicator { dense.append(Inputs.isMissing("\(value)")) }
        case .category(let category):
            let slot = Inputs.slot(source, category, missing: .integer(Int64(category.missing)))
            blocks.append((input(slot, names), category.width))
        case .calendar(let calendar): append(calendar, of: source, feature.kind.timestampKind, names)
        }
    }

    private mutating func append(
        _ calendar: CalendarTreatment, of source: String, _ kind: TimestampKind, _ names: StageNames
    ) {
        for cycle in calendar.parts {
            let index = input(Inputs.part(cycle.part, of: source, kind), names)
            let table = cycle.table
            for column in table[0].indices {
                // A missing moment is the circle's centre.
                let value = Lookup.value(at: "\(index)", in: table.map { $0[column] })
                dense.append("COALESCE(\(value), \(Literal(0.0)))")
            }
        }
        if calendar.missingIndicator {
            dense.append("\(input(Inputs.isMissing(moment: source, kind), names))")
        }
        if let elapsed = calendar.elapsed {
            append(elapsed.number, of: input(Inputs.seconds(from: elapsed.since, to: source, kind), names))
        }
    }

    private mutating func append(_ number: NumberTreatment, of value: Identifier) {
        if number.writesValue {
            let (low, high) = number.ends
            let bounded = SQL.least([
                .greatest(["COALESCE(\(value), \(Literal(number.median)))", "\(Literal(low))"]), "\(Literal(high))",
            ])
            dense.append("(\(bounded) - \(Literal(number.mean))) / \(Literal(number.scale))")
        }
        if number.missingIndicator { dense.append(Inputs.isMissing("\(value)")) }
    }

    /// A new input.
    private mutating func input(_ value: SQL, _ names: StageNames) -> Identifier {
        let name = names.column("input", inputs.count)
        inputs.append(StageColumn(name: name, value: value))
        return name
    }
}

extension NumberTreatment {
    /// The values that are standardised to ± the bound: those beyond them are taken for them, so that no engine meets
    /// an overflow.
    fileprivate var ends: (low: Double, high: Double) {
        let greatest = Double.greatestFiniteMagnitude
        return (max(mean - Self.bound * scale, -greatest), min(mean + Self.bound * scale, greatest))
    }
}
