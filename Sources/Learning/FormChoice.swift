import Evidence
import Scoring

/// Decides between a plain linear model, one with splines, and one with interactions.
///
/// What a richer form may hold is screened on a sample of the training rows, where chance alone passes one time in
/// twenty. It is kept only where the validation rows confirm it: no worse by the criterion, and with a loss that is lower
/// than the simpler form's by more than half the standard error of the difference, row by row.
struct FormChoice {
    /// Training rows on which forms are compared at most.
    static let sampleRows = 10_000
    /// Validation rows without which nothing is added.
    private static let leastValidationRows = 20
    /// Standard errors by which a richer form has to be better.
    private static let margin = 0.5

    private var fitter: LinearFitter
    private let matrix: DesignMatrix
    private let target: Target
    private let input: TrainingInput
    private let kinds: [TermKind]

    /// Takes the rows that teach, and what may be added.
    init(
        _ fitter: LinearFitter, _ matrix: DesignMatrix, _ target: Target, _ input: TrainingInput,
        adding kinds: Set<TermKind>
    ) {
        self.fitter = fitter
        self.matrix = matrix
        self.target = target
        self.input = input
        self.kinds = TermKind.allCases.filter(kinds.contains)
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
        for kind in kinds {
            try input.checkCancelled()
            let screen = TermScreen(best, sample, own, input)
            guard let form = screen.form(adding: kind) else { continue }
            // A path on a sample is not kept: the penalties beside the best are enough to compare by.
            let near = isWhole ? nil : best.chosen.penalty
            if let richer = try attempt(form, sample, own, near: near), Self.isBetter(richer, than: best) {
                best = richer
            }
        }
        if isWhole { return (best, fitter) }
        if let whole = try attempt(best.form, matrix, target, near: nil) { return (whole, fitter) }
        return (try fitter.path(.plain, matrix, target), fitter)
    }

    /// Fits a form; `nil` where its numbers overflow.
    private mutating func attempt(
        _ form: LinearForm, _ rows: DesignMatrix, _ target: Target, near penalty: Double?
    ) throws(LearningError) -> LinearPath? {
        do throws(LearningError) {
            return try fitter.path(form, rows, target, near: penalty)
        } catch {
            guard error.code == .candidateFailed else { throw error }
            return nil
        }
    }

    /// Whether there is anything to add, and rows that can choose it.
    private var isOpen: Bool {
        guard !kinds.isEmpty, !input.columns.isEmpty, input.columns.count == matrix.width else { return false }
        let weights = input.validation.target.weights
        let judges = weights.map { $0.count { $0 > 0 } } ?? input.validation.target.rowCount
        return judges >= Self.leastValidationRows
    }

    /// Whether validation rows confirm a richer form.
    static func isBetter(_ richer: LinearPath, than simpler: LinearPath) -> Bool {
        guard richer.merit.quality >= simpler.merit.quality, let own = richer.validation, let other = simpler.validation
        else { return false }
        let gain = PairedGain(
            other.losses(of: simpler.model), own.losses(of: richer.model), weights: own.weights)
        return gain.mean > margin * gain.standardError
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
