extension FeaturePlan {
    /// Names of the linear matrix's columns, written out: `temp`, `temp is missing`, `carrier=AA`,
    /// `carrier=<other>`, `carrier=<missing>`, `departure.hour sin`, `departure.hour cos 2`, `arrival since departure`.
    package var columnNames: [String] {
        features.flatMap(\.denseNames) + features.flatMap(\.blockNames)
    }
}

extension Feature {
    /// Names of the dense columns.
    var denseNames: [String] {
        switch treatment {
        case .number(let number): number.names(name)
        case .category: []
        case .boolean(let boolean):
            (boolean.varies ? [name] : []) + (boolean.missingIndicator ? ["\(name) is missing"] : [])
        case .calendar(let calendar):
            calendar.parts.flatMap { cycle in
                (1...cycle.harmonics).flatMap { harmonic in
                    let turn = harmonic == 1 ? "" : " \(harmonic)"
                    return ["sin", "cos"].map { "\(name).\(cycle.part.rawValue) \($0)\(turn)" }
                }
            } + (calendar.missingIndicator ? ["\(name) is missing"] : [])
                + (calendar.elapsed.map { $0.number.names("\(name) since \($0.since)") } ?? [])
        }
    }

    /// Names of the columns that are numbers as such.
    var numberNames: [String] {
        switch treatment {
        case .number(let number): number.writesValue ? [name] : []
        case .calendar(let calendar):
            calendar.elapsed.map { $0.number.writesValue ? ["\(name) since \($0.since)"] : [] } ?? []
        case .boolean, .category: []
        }
    }

    /// Names of the one-hot columns.
    var blockNames: [String] {
        guard case .category(let category) = treatment else { return [] }
        return (category.levels + ["<other>", "<missing>"]).map { "\(name)=\($0)" }
    }
}

extension NumberTreatment {
    fileprivate func names(_ name: String) -> [String] {
        (writesValue ? [name] : []) + (missingIndicator ? ["\(name) is missing"] : [])
    }
}
