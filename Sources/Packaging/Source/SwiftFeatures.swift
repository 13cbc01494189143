import Scoring

extension Feature {
    /// The feature's columns of the view for trees, as Swift.
    func swiftTreeValues(_ index: Int, _ fields: SwiftFields) -> [String] {
        let value = fields.of(source)
        switch treatment {
        case .number: return ["flushed(number(\(value)))"]
        case .boolean: return ["number(\(value).map { $0 ? 1 : 0 })"]
        case .category: return ["number(slot(\(value), levels\(index)).map(Double.init))"]
        case .calendar(let calendar):
            let parts = calendar.parts.map { "number(\($0.part.swift(value)).map { Double($0 + \($0.part.first)) })" }
            let elapsed = calendar.elapsed.map { ["seconds(from: \(fields.of($0.since)), to: \(value))"] } ?? []
            return calendar.isOnlyAbsence ? ["\(value) == nil ? 1 : 0"] : parts + elapsed
        }
    }

    /// The feature's dense columns of the linear view, as Swift.
    func swiftDense(_ fields: SwiftFields) -> [String] {
        let value = fields.of(source)
        switch treatment {
        case .number(let number): return number.swift("number(\(value))")
        case .category: return []
        case .boolean(let boolean):
            return (boolean.varies ? ["(\(value) ?? \(boolean.fill)) ? 1 : 0"] : [])
                + (boolean.missingIndicator ? ["\(value) == nil ? 1 : 0"] : [])
        case .calendar(let calendar):
            let circles = calendar.parts.flatMap { cycle in
                (1...cycle.harmonics).flatMap { harmonic in
                    [false, true].map { isCosine in
                        "circle(\(cycle.part.swift(value)), \(harmonic), \(cycle.part.period), cosine: \(isCosine))"
                    }
                }
            }
            let missing = calendar.missingIndicator ? ["\(value) == nil ? 1 : 0"] : []
            let elapsed = calendar.elapsed.map {
                $0.number.swift("seconds(from: \(fields.of($0.since)), to: \(value))")
            }
            return circles + missing + (elapsed ?? [])
        }
    }

    /// The slot of a category, as Swift.
    func swiftSlot(_ index: Int, _ fields: SwiftFields) -> String? {
        guard case .category(let category) = treatment else { return nil }
        return "slot(\(fields.of(source)), levels\(index)) ?? \(category.missing)"
    }
}

extension NumberTreatment {
    fileprivate func swift(_ value: String) -> [String] {
        (writesValue ? ["standardised(\(value), median: \(median), mean: \(mean), scale: \(scale))"] : [])
            + (missingIndicator ? ["\(value).isNaN ? 1 : 0"] : [])
    }
}

extension CalendarPart {
    /// The place of a moment in the round of the part, as Swift.
    fileprivate func swift(_ value: String) -> String {
        switch self {
        case .month: "\(value).map { civil($0).month - 1 }"
        case .dayOfMonth: "\(value).map { civil($0).day - 1 }"
        case .dayOfWeek: "\(value).map { weekday($0) }"
        case .hour: "\(value).map { Int(microsecondOfDay($0) / 3_600_000_000) }"
        case .minuteOfDay: "\(value).map { Int(microsecondOfDay($0) / 60_000_000) }"
        }
    }
}

extension FeaturePlan {
    /// The slots of each category's texts, compared as bytes.
    var swiftLevels: String {
        features.enumerated().compactMap { index, feature in
            guard case .category(let category) = feature.treatment else { return nil }
            return """
                private let levels\(index): [[UInt8]: Int] = slots([
                \(category.levels.map { "    \($0.swiftLiteral),\n" }.joined())])

                """
        }.joined()
    }
}
