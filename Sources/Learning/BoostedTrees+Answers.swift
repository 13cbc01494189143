import CLightGBM
package import Foundation
import Libraries
package import Scoring

extension BoostedTrees {
    /// What LightGBM itself answers to rows, of a model in its text form.
    ///
    /// - Parameters:
    ///   - text: The text form, which ``fit(_:)`` gave.
    ///   - matrix: The rows as trees see them.
    ///   - outputs: Numbers a row: 1, or one for each of several classes.
    ///   - threads: At most this many at a time; the answers are the same at any number.
    ///   - folders: Where the library is looked for.
    /// - Returns: Predictions through the objective's link.
    /// - Throws: ``LearningError``: `library-missing`, or what LightGBM says.
    package static func answers(
        of text: Data, to matrix: TreeMatrix, outputs: Int, threads: Int,
        searching folders: [String] = LibraryFolders.all()
    ) throws(LearningError) -> Predictions {
        let library = try LightGBMLibrary(searching: folders)
        library.silence()
        var iterations: Int32 = 0
        var handle: UnsafeMutableRawPointer?
        let terminated = text.map { CChar(bitPattern: $0) } + [0]
        try library.check(library.load(terminated, &iterations, &handle))
        guard let handle else { throw .native("it read no model") }
        defer { _ = library.freeBooster(handle) }
        var values = [Double](repeating: 0, count: matrix.rowCount * outputs)
        guard !values.isEmpty else { return Predictions(width: outputs, values: []) }
        var count: Int64 = 0
        try library.check(
            library.predict(
                handle, matrix.values, LIGHTGBM_FLOAT64, Int32(matrix.rowCount), Int32(matrix.columns.count), 1,
                LIGHTGBM_PREDICT_NORMAL, 0, -1, "num_threads=\(threads)", &count, &values))
        guard count == values.count else { throw .native("it gave \(count) numbers for \(values.count)") }
        return Predictions(width: outputs, values: values)
    }
}
