/// What a column of the linear view, written out, stands for.
package struct LinearColumn: Sendable, Equatable {
    package var name: String
    /// The feature that it is of, by its place in the plan.
    package var feature: Int
    /// Whether it is a number as such: no indicator, part of a moment, or slot of a category.
    package var isNumber: Bool

    package init(name: String, feature: Int, isNumber: Bool) {
        self.name = name
        self.feature = feature
        self.isNumber = isNumber
    }
}

extension FeaturePlan {
    /// The columns of the linear matrix, written out.
    package var linearColumns: [LinearColumn] {
        func columns(_ names: (Feature) -> [String]) -> [LinearColumn] {
            features.enumerated().flatMap { place, feature in
                names(feature).map {
                    LinearColumn(name: $0, feature: place, isNumber: feature.numberNames.contains($0))
                }
            }
        }
        return columns(\.denseNames) + columns(\.blockNames)
    }
}

extension LinearTerms {
    /// Names of the terms' columns: `age, bend 1`, `age × balance`.
    ///
    /// - Parameter columns: names of the columns of the view, written out.
    /// - Returns: a name for each term's column, in their order.
    package func names(_ columns: [String]) -> [String] {
        splines.flatMap { spline in (1...spline.width).map { "\(columns[spline.column]), bend \($0)" } }
            + interactions.map { "\(columns[$0.first.column]) × \(columns[$0.second.column])" }
    }
}
