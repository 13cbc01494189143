import Evidence

extension FeaturePlan {
    /// The first thing in the plan that cannot be, or `nil`: a plan without one never traps, whatever the table.
    package var firstFault: String? {
        var names: Set<String> = []
        for feature in features {
            guard names.insert(feature.name).inserted else { return "the feature '\(feature.name)' stands twice" }
            if let fault = feature.fault { return "'\(feature.name)': \(fault)" }
        }
        return nil
    }
}

extension Feature {
    fileprivate var fault: String? {
        switch (kind, treatment) {
        case (.number, .number(let number)): number.fault
        case (.category, .category(let category)): category.fault
        case (.boolean, .boolean(let boolean)): boolean.width > 0 ? nil : "fills no column"
        case (.date, .calendar(let calendar)), (.timestamp, .calendar(let calendar)),
            (.instant, .calendar(let calendar)):
            calendar.fault
        default: "the treatment is of another kind"
        }
    }
}

extension NumberTreatment {
    fileprivate var fault: String? {
        guard median.isFinite, mean.isFinite, scale.isFinite, scale >= 0 else { return "statistics that cannot be" }
        return width > 0 ? nil : "fills no column"
    }
}

extension CategoryTreatment {
    fileprivate var fault: String? {
        guard width <= Limits.categoryWidth else { return "\(width) slots are more than \(Limits.categoryWidth)" }
        return levels.isStrictlySortedByBytes ? nil : "levels that are not sorted or stand twice"
    }
}

extension CalendarTreatment {
    fileprivate var fault: String? {
        guard Set(parts.map(\.part)).count == parts.count else { return "a part stands twice" }
        guard parts.allSatisfy({ (1...$0.part.maximumHarmonics).contains($0.harmonics) }) else {
            return "harmonics that the part does not have"
        }
        guard width > 0 else { return "fills no column" }
        return elapsed?.number.fault
    }
}
