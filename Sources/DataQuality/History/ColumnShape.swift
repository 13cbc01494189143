import Columns
import Warehouse

/// How the values of a number column lie: what a change of unit would move.
struct ColumnShape {
    let name: String
    /// Quantiles from low to high.
    let quantiles: [Double]

    static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

    /// The aggregate that finds them.
    static func fact(_ column: ColumnSQL) throws -> Fact {
        let shares = Literal.list(Self.shares.map { .double($0) })
        return try Fact(
            aggregate: "CAST(quantile_disc(CAST(\(column.value) AS DOUBLE), \(shares)) AS VARCHAR)")
    }

    init?(_ name: String, _ cell: Cell) {
        guard case .text(let text) = cell else { return nil }
        let numbers = text.dropFirst().dropLast().split(separator: ",").compactMap {
            Double($0.drop { $0 == " " })
        }
        guard numbers.count == Self.shares.count, numbers.allSatisfy(\.isFinite) else { return nil }
        self.name = name
        quantiles = numbers
    }

    /// A change that units make.
    private static let changes: [(factor: Double, offset: Double, words: String)] = [
        (10, 0, "×10"), (100, 0, "×100"), (1_000, 0, "×1000"), (1_000_000, 0, "×1,000,000"), (0.1, 0, "÷10"),
        (0.01, 0, "÷100"), (0.001, 0, "÷1000"), (0.000_001, 0, "÷1,000,000"), (1.8, 32, "°C → °F"),
        (1 / 1.8, -32 / 1.8, "°F → °C"), (1, 273.15, "°C → K"), (1, -273.15, "K → °C"),
        (1.609344, 0, "miles → kilometres"), (1 / 1.609344, 0, "kilometres → miles"),
        (0.45359237, 0, "pounds → kilograms"), (1 / 0.45359237, 0, "kilograms → pounds"),
        (0.3048, 0, "feet → metres"), (1 / 0.3048, 0, "metres → feet"), (2.54, 0, "inches → centimetres"),
        (1 / 2.54, 0, "centimetres → inches"), (60, 0, "×60"), (1 / 60.0, 0, "÷60"), (3_600, 0, "×3600"),
        (1 / 3_600.0, 0, "÷3600"), (24, 0, "×24"), (1 / 24.0, 0, "÷24"),
    ]

    /// The change of unit that explains how these values differ from earlier ones, far better than no change does.
    func change(from earlier: ColumnShape) -> (words: String, factor: Double)? {
        let spread = earlier.quantiles[4] - earlier.quantiles[0]
        guard spread > 0, quantiles[4] > quantiles[0] else { return nil }
        let unmoved = distance(from: earlier.quantiles, spread: spread)
        let best = Self.changes.map { change in
            let moved = earlier.quantiles.map { $0 * change.factor + change.offset }
            return (change, distance: distance(from: moved, spread: spread * change.factor))
        }.min { $0.distance < $1.distance }
        guard let best, best.distance < 0.15, best.distance * 4 < unmoved else { return nil }
        // A small move may be the world's, unless every quantile has the very factor.
        guard unmoved > 0.3 || isScaled(from: earlier, by: best.0.factor, offset: best.0.offset) else { return nil }
        return (best.0.words, best.0.factor)
    }

    /// Whether each quantile is the earlier one times the factor, within sampling's error of one in twenty.
    private func isScaled(from earlier: ColumnShape, by factor: Double, offset: Double) -> Bool {
        offset == 0
            && zip(quantiles, earlier.quantiles).allSatisfy { now, then in
                then > 0 && (now / (then * factor) - 1).magnitude < 0.05
            }
    }

    private func distance(from others: [Double], spread: Double) -> Double {
        zip(quantiles, others).map { (($0 - $1) / spread).magnitude }.reduce(0, +) / Double(quantiles.count)
    }
}
