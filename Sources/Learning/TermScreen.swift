import Columns
import Evidence
import Scoring

/// Finds the bends and products of columns that a fitted linear model lacks.
///
/// Each is judged by the score statistic of what it has besides its own columns (Rao; see `ScoreTest`), against the
/// residuals of the model on training rows. Validation rows have no part in it.
struct TermScreen {
    /// Splines and interactions at most, and columns whose products are tried.
    private static let (mostSplines, mostInteractions, mostFactors) = (8, 10, 16)

    private let path: LinearPath
    private let matrix: DesignMatrix
    private let columns: [LinearColumn]
    private let test: ScoreTest
    private let threads: Int
    private let weights: [Double]?
    /// Columns that may be bent or multiplied: their names are theirs alone, and no promise stands on them.
    private let free: [Int]

    /// Takes a fitted form and the rows that it was fitted to, without terms.
    init(_ path: LinearPath, _ matrix: DesignMatrix, _ target: Target, _ input: TrainingInput) {
        self.path = path
        self.matrix = matrix
        columns = input.columns
        threads = input.threads
        weights = target.weights
        test = ScoreTest(path, target, threads: input.threads)
        let bound = Set(input.columns.filter { $0.isNumber && input.monotone[$0.name] != nil }.map(\.feature))
        let counts = Dictionary(input.columns.map { ($0.name, 1) }, uniquingKeysWith: +)
        free = input.columns.indices.filter { place in
            !bound.contains(input.columns[place].feature) && counts[input.columns[place].name] == 1
        }
    }

    /// The form with what the rows speak for; `nil` where there is nothing.
    func form(adding kind: TermKind) -> LinearForm? {
        var form = path.form
        switch kind {
        case .splines: form.splines = splines().map { columns[$0].name }
        case .interactions:
            form.interactions = pairs().map { LinearForm.Pair(columns[$0].name, columns[$1].name) }
        }
        return form == path.form ? nil : form
    }

    /// Numbers that bend, in the order of the columns.
    private func splines() -> [Int] {
        let splines = free.filter { columns[$0].isNumber && $0 < matrix.denseWidth }
            .compactMap { Spline($0, over: matrix.denseColumn($0), weights: weights) }
        let excesses = Parallel.map(count: splines.count, threads: threads) { place in
            let spline = splines[place]
            let bends = DesignMatrix(
                rowCount: matrix.rowCount, denseWidth: 1, dense: matrix.denseColumn(spline.column), blockWidths: [],
                levels: []
            ).adding(LinearTerms(splines: [Spline(column: 0, knots: spline.knots)]))
            return test.excess((0...spline.width).map(bends.denseColumn), controls: 1, tried: splines.count)
        }
        return Self.strongest(excesses, most: Self.mostSplines).map { splines[$0].column }
    }

    /// Pairs of the strongest columns.
    private func pairs() -> [(Int, Int)] {
        let strengths = strengths
        let factors = free.filter { strengths[$0] > 0 }
            .sorted { (-strengths[$0], $0) < (-strengths[$1], $1) }.prefix(Self.mostFactors).sorted()
        let values = factors.map(matrix.written)
        let pairs = factors.indices.flatMap { second in
            (0..<second).filter { columns[factors[$0]].feature != columns[factors[second]].feature }
                .map { (first: $0, second: second) }
        }
        let excesses = Parallel.map(count: pairs.count, threads: threads) { place in
            let (first, second) = (values[pairs[place].first], values[pairs[place].second])
            let product = first.indices.map { first[$0] * second[$0] }
            return test.excess([first, second, product], controls: 2, tried: pairs.count)
        }
        return Self.strongest(excesses, most: Self.mostInteractions)
            .map { (factors[pairs[$0].first], factors[pairs[$0].second]) }
    }

    /// Places of what stands out most, in their own order.
    private static func strongest(_ excesses: [Double], most: Int) -> [Int] {
        excesses.indices.filter { excesses[$0] > 0 }
            .sorted { (-excesses[$0], $0) < (-excesses[$1], $1) }.prefix(most).sorted()
    }

    /// How far each column moves the scores: the deviation of what it and its bends add, over all outputs.
    private var strengths: [Double] {
        let (own, wide) = (matrix.denseWidth, path.matrix.denseWidth)
        var places = (0..<matrix.width).map { [$0 < own ? $0 : $0 - own + wide] }
        var next = own
        for spline in path.terms.splines {
            places[spline.column] += next..<next + spline.width
            next += spline.width
        }
        return places.map { places in
            let columns = places.map(path.matrix.written)
            return path.model.weights.reduce(0) { sum, weights in
                let added = (0..<matrix.rowCount).map { row in
                    places.indices.reduce(0) { $0 + weights[places[$1]] * columns[$1][row] }
                }
                let mean = added.reduce(0, +) / Double(added.count)
                return sum + added.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            }
        }
    }
}

extension DesignMatrix {
    /// The values of a column, written out.
    fileprivate func written(_ column: Int) -> [Double] {
        guard column >= denseWidth else { return denseColumn(column) }
        let (block, level) = LinearTerms.slot(of: column, denseWidth: denseWidth, blockWidths: blockWidths)
        return (0..<rowCount).map { levels[$0 * blockWidths.count + block] == Int32(level) ? 1 : 0 }
    }
}
