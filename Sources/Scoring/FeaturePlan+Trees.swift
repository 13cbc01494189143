extension FeaturePlan {
    /// Columns of the view for trees, in the order of the features.
    ///
    /// A number is itself; a boolean 0 or 1; a category the index of its text, with one code more for texts that are
    /// infrequent or unseen; a moment its calendar parts as people count them, and the seconds since another. What is
    /// missing is NaN. A moment of which only its absence says anything is 1 where it is missing, else 0.
    package var treeColumns: [TreeColumn] { features.flatMap(\.treeColumns) }
}

extension Feature {
    /// The columns of the view for trees that the feature fills.
    var treeColumns: [TreeColumn] {
        switch treatment {
        case .number, .boolean: [TreeColumn(name: name)]
        case .category(let category): [TreeColumn(name: name, levels: category.treeLevels)]
        case .calendar(let calendar):
            calendar.parts.map { TreeColumn(name: "\(name).\($0.part.rawValue)") }
                + (calendar.elapsed.map { [TreeColumn(name: "\(name) since \($0.since)")] } ?? [])
                + (calendar.isOnlyAbsence ? [TreeColumn(name: "\(name) is missing")] : [])
        }
    }
}

extension CategoryTreatment {
    /// Codes of the view for trees: one a level, and one for other texts.
    package var treeLevels: Int { levels.count + 1 }
}

extension CalendarTreatment {
    /// Whether nothing but the absence of the moment is a feature.
    package var isOnlyAbsence: Bool { parts.isEmpty && elapsed == nil }
}
