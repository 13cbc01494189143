import Evidence
import Scoring

/// Rows in LightGBM's bins, over which any number of models may be grown.
struct TreeData {
    let library: LightGBMLibrary
    let columns: [TreeColumn]
    let rowCount: Int
    /// Numbers a row that a model gives.
    let outputs: Int
    let training: LightGBMDataset
    /// The rows that choose; `nil` where there are none.
    let validation: LightGBMDataset?
    /// Rows that choose.
    let validationRows: Int
    /// Bins of all columns together.
    let bins: Int
    /// For each column, whether predictions may only rise (1) or fall (-1) with it.
    private let monotone: [Int]
    private let threads: Int

    /// Puts the rows into bins, block by block.
    ///
    /// - Parameters:
    ///   - input: the rows.
    ///   - library: LightGBM.
    ///   - settings: says the settings that bins depend on, for a number of training rows and of outputs.
    /// - Throws: ``LearningError`` where the rows do not fit LightGBM, or the caller cancelled.
    init(
        _ input: TrainingInput, library: LightGBMLibrary, settings: (_ rows: Int, _ outputs: Int) -> TreeSettings
    ) throws(LearningError) {
        let rows = try TreeRows(input.training)
        let target = input.training.target
        self.library = library
        columns = rows.columns
        rowCount = rows.rowCount
        outputs = target.task == .multiclass ? target.classes.count : 1
        monotone = rows.columns.map { $0.levels == nil ? input.monotone[$0.name]?.sign ?? 0 : 0 }
        threads = rows.rowCount < TreeSettings.threadedRows ? 1 : input.threads
        let parameters = settings(rows.rowCount, outputs).text(
            target, columns: columns, monotone: monotone, threads: threads, seed: input.seed)
        training = try LightGBMDataset(
            training: rows, parameters: parameters, seed: input.seed, library: library, isCancelled: input.isCancelled)
        bins = try training.bins(columns: columns.count)
        validationRows = input.validation.target.rowCount
        var validation: LightGBMDataset?
        if validationRows > 0 {
            let rows = try TreeRows(choosing: input.validation)
            guard rows.columns == columns else { throw .misfit("training and validation differ in their columns") }
            validation = try LightGBMDataset(
                rows, like: training, library: library, isCancelled: input.isCancelled)
        }
        self.validation = validation
        try input.checkCancelled()
    }

    /// The text in which LightGBM takes the parameters of a model over these rows.
    func text(_ settings: TreeSettings, _ input: TrainingInput) -> String {
        settings.text(
            input.training.target, columns: columns, monotone: monotone, threads: threads, seed: input.seed)
    }

    /// Columns with a constraint.
    var constrained: Int { monotone.count { $0 != 0 } }
}
