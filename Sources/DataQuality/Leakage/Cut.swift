package import Columns
package import Warehouse

/// A moment at which the sources are cut, and the step of predictions before it that are compared.
package struct Cut: Sendable, Equatable {
    /// Microseconds since 1970 in UTC; what was learnt later is hidden.
    package let at: Int64
    /// Predictions after this moment and up to the cut are compared; where both are equal, those at the cut.
    package let after: Int64

    package init(at: Int64, after: Int64) {
        self.at = at
        self.after = after
    }

    /// A cut at which nothing was known yet: the year 1.
    static let beforeAll = Cut(at: -62_135_596_800_000_000, after: -62_135_596_800_000_000)

    /// The cut as a value without a zone.
    var moment: SQL { "\(Literal.timestamp(at, .timestamp))" }

    /// Whether a prediction is within the step before the cut.
    func covers(_ time: EngineColumn) -> SQL {
        let name = Identifier(time.name)
        // In the column's own type, so that the engine can skip what lies outside.
        func literal(_ microseconds: Int64) -> SQL {
            switch time.type {
            case .date: "\(Literal.timestamp(microseconds, .date))"
            case .instant: "\(Literal.timestamp(microseconds, .instant))"
            default: "\(Literal.timestamp(microseconds, .timestamp))"
            }
        }
        guard after < at else { return "\(name) = \(literal(at))" }
        // Just after: a step begins where the one before it ends.
        let first = after + (time.type == .date ? 86_400_000_000 : 1)
        return "\(name) BETWEEN \(literal(first)) AND \(literal(at))"
    }
}

/// How many cuts there are.
package enum CutRule: Sendable, Equatable {
    /// So many, spread evenly over the predictions.
    case count(Int)
    /// One at every moment of prediction.
    case exhaustive

    package static let standard = CutRule.count(12)
}

/// Chooses the cuts from the moments of prediction.
package enum CutChoice {
    /// A step holds this part of the rows that fall to a cut, but not fewer than ``stepRows``.
    private static let stepsPerCut = 25.0
    private static let stepRows = 50.0

    /// The query whose answer ``cuts(from:)`` reads.
    ///
    /// - Parameters:
    ///   - rule: how many.
    ///   - time: the moments of prediction.
    ///   - rows: a query that gives the dataset.
    ///   - count: its rows.
    /// - Returns: a query of two columns, `since` and `cut`, a row a cut.
    package static func query(_ rule: CutRule, time: EngineColumn, rows: SQL, count: Int) -> SQL {
        let moment = SQL.tryCast("\(Identifier(time.name))", to: .timestamp)
        let times: SQL = "SELECT \(moment) AS moment FROM (\(rows)) AS d WHERE \(Identifier(time.name)) IS NOT NULL"
        guard case .count(let cuts) = rule else {
            return
                "SELECT moment AS since, moment AS cut FROM (SELECT DISTINCT moment FROM (\(times)) AS t) AS t ORDER BY 1"
        }
        let share = 1 / Double(max(1, cuts))
        let step = max(share / stepsPerCut, min(share, stepRows / Double(max(1, count))))
        let bounds = (0..<max(1, cuts)).map { index -> SQL in
            let at = (Double(index) + 0.5) * share
            return """
                SELECT percentile_disc(\(Literal(max(0, at - step)))) WITHIN GROUP (ORDER BY moment) AS since, \
                percentile_disc(\(Literal(at))) WITHIN GROUP (ORDER BY moment) AS cut FROM t
                """
        }
        return """
            WITH t AS (\(times)) SELECT DISTINCT since, cut FROM (\(SQL(bounds, separatedBy: " UNION ALL "))) AS b \
            WHERE cut IS NOT NULL ORDER BY cut
            """
    }

    /// The cuts in order; two of one moment become one.
    package static func cuts(from answer: Table) -> [Cut] {
        guard case .timestamp(let after, _)? = answer["since"], case .timestamp(let at, _)? = answer["cut"] else {
            return []
        }
        var cuts: [Cut] = []
        for row in 0..<answer.rowCount {
            guard let end = at[row], let start = after[row], end != cuts.last?.at else { continue }
            cuts.append(Cut(at: end, after: start))
        }
        return cuts
    }
}
