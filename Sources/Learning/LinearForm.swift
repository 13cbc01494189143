import Evidence
import Scoring

/// Which columns of a linear model are bent, and which pairs of them are multiplied, by their names.
///
/// Knots and ranges are fitted to the rows at hand, like weights, so that the same form is fitted to other rows too.
package struct LinearForm: Sendable, Equatable, Codable {
    /// Columns with a spline.
    package var splines: [String]
    package var interactions: [Pair]

    /// Two columns whose product is one more.
    package struct Pair: Sendable, Equatable, Codable {
        package var first: String
        package var second: String

        package init(_ first: String, _ second: String) {
            self.first = first
            self.second = second
        }
    }

    package init(splines: [String] = [], interactions: [Pair] = []) {
        self.splines = splines
        self.interactions = interactions
    }

    /// Weights of the columns alone.
    package static let plain = LinearForm()

    package var isPlain: Bool { splines.isEmpty && interactions.isEmpty }
    /// What it has besides the columns, as it follows the name of the model; empty where it has nothing.
    var words: String {
        var parts: [String] = []
        if !splines.isEmpty { parts.append("natural splines of \(NumberText.counted(splines.count, "column"))") }
        if !interactions.isEmpty { parts.append(NumberText.counted(interactions.count, "interaction")) }
        return parts.isEmpty ? "" : ", \(parts.joined(separator: " and ")),"
    }
    /// Of two forms, the smaller is the simpler.
    var size: Int { splines.count + interactions.count }
}

extension LinearForm {
    /// The terms over the rows of a matrix; those that these rows or columns do not allow are left out.
    ///
    /// - Parameters:
    ///   - matrix: the rows that are fitted.
    ///   - weights: what the rows count for; those without weight set neither knot nor range.
    ///   - columns: what the columns of the matrix are.
    ///   - seed: of the sample of rows that sets the knots, where there are many.
    /// - Returns: splines and interactions over these columns.
    func terms(
        over matrix: DesignMatrix, weights: [Double]?, _ columns: [LinearColumn], seed: Int64
    ) -> LinearTerms {
        guard !isPlain else { return .none }
        let places = Dictionary(columns.enumerated().map { ($1.name, $0) }) { first, _ in first }
        var terms = LinearTerms.none
        let sample = TreeSample.chosen(FormChoice.sampleRows, of: matrix.rowCount, seed: seed)
        for name in splines {
            guard let column = places[name], column < matrix.denseWidth,
                let spline = Spline(
                    column, over: sample.map { matrix.dense[$0 * matrix.denseWidth + column] },
                    weights: weights.map { weights in sample.map { weights[$0] } })
            else { continue }
            terms.splines.append(spline)
        }
        for pair in interactions {
            guard let first = places[pair.first], let second = places[pair.second] else { continue }
            terms.interactions.append(Interaction(matrix.factor(first, weights), matrix.factor(second, weights)))
        }
        return terms
    }
}

extension Spline {
    /// Different values that a column needs.
    private static let leastValues = 10
    /// Shares of the rows at which knots stand, from the most knots to the fewest (Harrell, table 2.3).
    private static let shares: [(rows: Int, shares: [Double])] = [
        (100, [0.05, 0.275, 0.5, 0.725, 0.95]), (30, [0.05, 0.35, 0.65, 0.95]), (0, [0.1, 0.5, 0.9]),
    ]

    /// Knots at quantiles of a column; `nil` where it has too few values.
    init?(_ column: Int, over values: [Double], weights: [Double]?) {
        let rows = values.indices.map { (value: values[$0], weight: weights?[$0] ?? 1) }.filter { $0.weight > 0 }
            .sorted { $0.value < $1.value }
        let distinct = zip(rows, rows.dropFirst()).count { $0.value < $1.value } + 1
        guard distinct >= Self.leastValues, let own = Self.shares.first(where: { rows.count >= $0.rows }) else {
            return nil
        }
        let total = rows.reduce(0) { $0 + $1.weight }
        var knots: [Double] = []
        var (place, sofar) = (0, rows[0].weight)
        for share in own.shares {
            while sofar < share * total, place + 1 < rows.count {
                place += 1
                sofar += rows[place].weight
            }
            let knot = rows[place].value
            // A value that many rows share is one knot.
            if knots.last.map({ $0 < knot }) ?? true { knots.append(knot) }
        }
        self.init(column: column, knots: knots)
        if !isUsable { return nil }
    }
}

extension DesignMatrix {
    /// The values of a dense column.
    func denseColumn(_ column: Int) -> [Double] {
        (0..<rowCount).map { dense[$0 * denseWidth + column] }
    }

    /// A column as a factor that is kept within what these rows hold.
    func factor(_ column: Int, _ weights: [Double]?) -> Interaction.Factor {
        guard column < denseWidth else { return Interaction.Factor(column: column) }
        var (low, high) = (Double.infinity, -Double.infinity)
        for row in 0..<rowCount where weights?[row] != 0 {
            let value = dense[row * denseWidth + column]
            (low, high) = (min(low, value), max(high, value))
        }
        guard low <= high else { return Interaction.Factor(column: column, range: 0...0) }
        let bound = LinearTerms.bound
        return Interaction.Factor(
            column: column, range: min(max(low, -bound), bound)...min(max(high, -bound), bound))
    }

    /// Some rows, in the order given.
    func selecting(_ rows: [Int]) -> DesignMatrix {
        let blocks = blockWidths.count
        return DesignMatrix(
            rowCount: rows.count, denseWidth: denseWidth,
            dense: rows.flatMap { dense[$0 * denseWidth..<($0 + 1) * denseWidth] }, blockWidths: blockWidths,
            levels: rows.flatMap { levels[$0 * blocks..<($0 + 1) * blocks] })
    }
}
