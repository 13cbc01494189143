/// What was fitted on the training rows to turn a table into numbers: saved, loaded, and applied to any table by
/// the same code in training, scoring and serving.
///
/// Features stand in the order of the columns they were fitted on. The linear view writes the dense columns of all
/// features in that order, then their one-hot blocks; the view for trees reads the same ``BoundPlan``.
package struct FeaturePlan: Sendable, Equatable, Codable {
    package var features: [Feature]

    package init(features: [Feature]) { self.features = features }

    /// Dense columns of the linear matrix.
    package var denseWidth: Int { features.reduce(0) { $0 + $1.treatment.denseWidth } }
    /// Widths of the one-hot blocks of the linear matrix.
    package var blockWidths: [Int] { features.compactMap(\.treatment.blockWidth) }
    /// Columns of the linear matrix, written out.
    package var width: Int { features.reduce(0) { $0 + $1.treatment.width } }
}

/// One feature: a source column and what was fitted for it.
package struct Feature: Sendable, Equatable {
    /// Distinct within the plan.
    package var name: String
    /// The column of the table that it reads.
    package var source: String
    package var kind: FeatureKind
    package var treatment: Treatment

    package init(name: String, source: String, kind: FeatureKind, treatment: Treatment) {
        self.name = name
        self.source = source
        self.kind = kind
        self.treatment = treatment
    }
}

extension Feature: Codable {
    private enum CodingKeys: String, CodingKey {
        case name, source, kind, fitted
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decode(String.self, forKey: .name)
        source = try fields.decode(String.self, forKey: .source)
        kind = try fields.decode(FeatureKind.self, forKey: .kind)
        treatment =
            switch kind {
            case .number: .number(try fields.decode(NumberTreatment.self, forKey: .fitted))
            case .category: .category(try fields.decode(CategoryTreatment.self, forKey: .fitted))
            case .boolean: .boolean(try fields.decode(BooleanTreatment.self, forKey: .fitted))
            case .date, .timestamp, .instant: .calendar(try fields.decode(CalendarTreatment.self, forKey: .fitted))
            }
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(name, forKey: .name)
        try fields.encode(source, forKey: .source)
        try fields.encode(kind, forKey: .kind)
        switch treatment {
        case .number(let number): try fields.encode(number, forKey: .fitted)
        case .category(let category): try fields.encode(category, forKey: .fitted)
        case .boolean(let boolean): try fields.encode(boolean, forKey: .fitted)
        case .calendar(let calendar): try fields.encode(calendar, forKey: .fitted)
        }
    }
}
