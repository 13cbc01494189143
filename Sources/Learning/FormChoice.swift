import Evidence
import Scoring

/// Decides between a plain linear model, one with splines, and one with interactions.
///
/// What a richer form may hold is screened on a sample of the training rows. It is kept only where the validation rows
/// like it better than the simpler form by more than the standard error of the difference.
struct FormChoice {
    /// Training rows on which forms are compared at most.
    static let sampleRows = 20_000
    /// Validation rows without which nothing is added.
    private static let leastValidationRows = 20

    private var fitter: LinearFitter
    private let matrix: DesignMatrix
    private let target: Target
    private let input: TrainingInput

    init(_ fitter: LinearFitter, _ matrix: DesignMatrix, _ target: Target, _ input: TrainingInput) {
        self.fitter = fitter
        self.matrix = matrix
        self.target = target
        self.input = input
    }

    /// The path of the form that is kept, fitted to all training rows, and the fitter with all that was tried.
    mutating func path() throws(LearningError) -> (path: LinearPath, fitter: LinearFitter) {
        guard isOpen else { return (try fitter.path(input.work?.form ?? .plain, matrix, target), fitter) }
        let rows = TreeSample.chosen(Self.sampleRows, of: matrix.rowCount, seed: input.seed)
        let isWhole = rows.count == matrix.rowCount
        let sample = isWhole ? matrix : matrix.selecting(rows)
        let own = isWhole ? target : target.selecting(rows)
        // A sample may miss a class, or all rows of weight; then nothing is added.
        guard isWhole || own.classWeights.filter({ $0 > 0 }).count == target.classWeights.filter({ $0 > 0 }).count
        else { return (try fitter.path(.plain, matrix, target), fitter) }
        var best = try fitter.path(.plain, sample, own)
        for step in TermScreen.Step.allCases {
            try input.checkCancelled()
            let screen = TermScreen(best, sample, own, input)
            guard let form = screen.form(adding: step) else { continue }
            let richer = try fitter.path(form, sample, own)
            if Self.isBetter(richer, than: best) { best = richer }
        }
        return (isWhole ? best : try fitter.path(best.form, matrix, target), fitter)
    }

    /// Whether there is anything to add, and rows that can choose it.
    private var isOpen: Bool {
        guard !input.columns.isEmpty, input.columns.count == matrix.width else { return false }
        let weights = input.validation.target.weights
        let judges = weights.map { $0.count { $0 > 0 } } ?? input.validation.target.rowCount
        return judges >= Self.leastValidationRows
    }

    /// Whether a form is no worse by the criterion, and its loss lower by more than a standard error, row by row.
    static func isBetter(_ richer: LinearPath, than simpler: LinearPath) -> Bool {
        guard richer.merit.quality >= simpler.merit.quality, let own = richer.validation, let other = simpler.validation
        else { return false }
        let gain = PairedGain(
            other.losses(of: simpler.model), own.losses(of: richer.model), weights: own.weights)
        return gain.mean > gain.standardError
    }
}

/// By how much one loss lies below another on the same rows, whatever their order.
struct PairedGain {
    let mean: Double
    let standardError: Double

    init(_ losses: [Double], _ others: [Double], weights: [Double]?) {
        let gains = zip(losses, others).map { $0 - $1 }
        let weights = weights ?? [Double](repeating: 1, count: gains.count)
        let total = OrderFreeSum.of(weights)
        let mean = OrderFreeSum.of(zip(weights, gains).lazy.map { $0 * $1 }) / total
        let squares = OrderFreeSum.of(
            zip(weights, gains).lazy.map { weight, gain in
                let part = weight * (gain - mean)
                return part * part
            })
        let rows = Double(weights.count { $0 > 0 })
        self.mean = mean
        standardError = (squares * rows / (rows - 1)).squareRoot() / total
    }
}
