extension LinearTerms {
    /// The columns that the terms read, written out, each as often as it is read.
    var columns: [Int] { splines.map(\.column) + interactions.flatMap { $0.factors.map(\.column) } }

    /// The terms that read a column of which something holds, and the places of their weights among those of all.
    func parts(reading isRead: (Int) -> Bool) -> (terms: LinearTerms, places: [Int]) {
        var part = LinearTerms.none
        var places: [Int] = []
        var next = 0
        for spline in splines {
            if isRead(spline.column) {
                part.splines.append(spline)
                places += next..<next + spline.width
            }
            next += spline.width
        }
        for interaction in interactions {
            if interaction.factors.contains(where: { isRead($0.column) }) {
                part.interactions.append(interaction)
                places.append(next)
            }
            next += 1
        }
        return (part, places)
    }

    /// The terms of a view in which the columns stand in other places.
    func movingColumns(to places: [Int: Int]) -> LinearTerms {
        func moved(_ factor: Interaction.Factor) -> Interaction.Factor {
            Interaction.Factor(column: places[factor.column] ?? factor.column, range: factor.range)
        }
        return LinearTerms(
            splines: splines.map { Spline(column: places[$0.column] ?? $0.column, knots: $0.knots) },
            interactions: interactions.map { Interaction(moved($0.first), moved($0.second)) })
    }
}
