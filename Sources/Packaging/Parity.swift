package import Scoring

/// What an engine's predictions differ from the ones made in process (contracts, section 6).
package struct Parity: Sendable, Equatable {
    /// Scores agree where |a − b| ≤ this × max(1, |b|), `b` being the score in process.
    package static let tolerance = 1e-9

    /// Rows that were compared.
    package var rows: Int
    /// How many of them were built to part engines; the others are rows of the run.
    package var built: Int
    /// The largest |a − b| / max(1, |b|); infinite where one of them is not a number.
    package var worst: Double
    /// Rows whose class differs and whose score is not near the threshold.
    package var labelsDiffer: Int
    /// Rows whose score lies within the tolerance of the threshold, or whose two best classes of each other.
    package var nearThreshold: Int

    package init(rows: Int, built: Int = 0, worst: Double, labelsDiffer: Int, nearThreshold: Int) {
        self.rows = rows
        self.built = built
        self.worst = worst
        self.labelsDiffer = labelsDiffer
        self.nearThreshold = nearThreshold
    }

    /// The agreement on this one's rows and on rows that were built.
    package func with(built other: Parity) -> Parity {
        Parity(
            rows: rows + other.rows, built: built + other.rows, worst: max(worst, other.worst),
            labelsDiffer: labelsDiffer + other.labelsDiffer, nearThreshold: nearThreshold + other.nearThreshold)
    }

    /// Whether every score agrees, and every label that no rounding can turn.
    package var holds: Bool { worst <= Self.tolerance && labelsDiffer == 0 }

    /// Compares an engine's predictions with those made in process, row by row.
    ///
    /// - Parameters:
    ///   - found: What the engine answers, of the same rows and width as `expected`.
    ///   - expected: What the model answers in process.
    ///   - classIndices: The classes that the engine decided for, or `nil` where it decides none (regression).
    ///   - threshold: Binary: a score of at least this is positive.
    ///   - costs: Multiclass: what decisions cost, where they are made by costs.
    package init(
        of found: Predictions, against expected: Predictions, classIndices: [Int]? = nil, threshold: Double = 0.5,
        costs: [[Double]]? = nil
    ) {
        precondition(found.width == expected.width && found.rowCount == expected.rowCount, "the same rows")
        let width = expected.width
        var (worst, differ, near) = (0.0, 0, 0)
        for (a, b) in zip(found.values, expected.values) where a != b {
            let distance = abs(a - b) / max(1, abs(b))
            worst = distance.isNaN ? .infinity : max(worst, distance)
        }
        if let classIndices {
            let decided = expected.classIndices(threshold: threshold, costs: costs)
            // What is least is decided by costs, and what is greatest without; a cost counts in units of the largest.
            let unit = costs?.joined().max() ?? 1
            let merits =
                costs.map { costs in
                    Predictions(width: width, values: expected.expectedCosts(costs).map { -$0 / unit })
                } ?? expected
            for row in 0..<expected.rowCount {
                let isNear = merits.margin(row, width: width, threshold: threshold) <= Self.tolerance
                if isNear { near += 1 } else if classIndices[row] != decided[row] { differ += 1 }
            }
        }
        self.init(rows: expected.rowCount, worst: worst, labelsDiffer: differ, nearThreshold: near)
    }
}

extension Predictions {
    /// How far a row's score lies from where its class would change.
    fileprivate func margin(_ row: Int, width: Int, threshold: Double) -> Double {
        guard width > 1 else { return abs(values[row] - threshold) }
        var (best, second) = (-Double.infinity, -Double.infinity)
        for value in values[row * width..<(row + 1) * width] {
            if value > best { (best, second) = (value, best) } else { second = max(second, value) }
        }
        return best - second
    }
}

extension Parity: Codable {
    private enum CodingKeys: String, CodingKey {
        case rows, worst
        case built = "built_rows"
        case labelsDiffer = "labels_differ"
        case nearThreshold = "near_threshold"
    }
}

/// `model/parity.json`: each engine that was asked, by its name.
package struct ParityDocument: Sendable, Equatable, Codable {
    /// The version that this code writes.
    package static let version = 1

    package var version = Self.version
    package var tolerance = Parity.tolerance
    package var engines: [String: Parity]

    package init(engines: [String: Parity]) { self.engines = engines }

    /// Whether all engines that were asked give the same answer.
    package var holds: Bool { engines.values.allSatisfy(\.holds) }
}
