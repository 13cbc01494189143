import CLightGBM
import Foundation
import Scoring

/// A model that LightGBM is growing.
final class LightGBMBooster {
    private let handle: UnsafeMutableRawPointer
    private let library: LightGBMLibrary
    // LightGBM refers to the rows as long as it grows trees.
    private let datasets: [LightGBMDataset]
    private var buffer: [Double] = []

    init(
        _ training: LightGBMDataset, validation: LightGBMDataset?, parameters: String, library: LightGBMLibrary
    ) throws(LearningError) {
        var handle: UnsafeMutableRawPointer?
        try library.check(library.createBooster(training.handle, parameters, &handle))
        guard let handle else { throw .native("it made no model") }
        self.handle = handle
        self.library = library
        datasets = [training] + (validation.map { [$0] } ?? [])
        if let validation { try library.check(library.addValidation(handle, validation.handle)) }
    }

    deinit { _ = library.freeBooster(handle) }

    /// Grows one more tree for each output; `false` where no split is left to make, and then nothing was added (but
    /// for the first time, where a constant was).
    func grow() throws(LearningError) -> Bool {
        var isFinished: Int32 = 0
        try library.check(library.update(handle, &isFinished))
        return isFinished == 0
    }

    /// Predictions of the validation rows so far, through the objective's link.
    ///
    /// LightGBM adds each tree's leaves to each row's score, so they do not depend on the threads.
    func validationPredictions(outputs: Int) throws(LearningError) -> Predictions {
        var count: Int64 = 0
        try library.check(library.predictionCount(handle, 1, &count))
        if buffer.count != Int(count) { buffer = [Double](repeating: 0, count: Int(count)) }
        try library.check(library.predictions(handle, 1, &count, &buffer))
        guard outputs > 1 else { return Predictions(width: 1, values: buffer) }
        let rows = Int(count) / outputs
        var values = [Double](repeating: 0, count: rows * outputs)
        for output in 0..<outputs {
            for row in 0..<rows { values[row * outputs + output] = buffer[output * rows + row] }
        }
        return Predictions(width: outputs, values: values)
    }

    /// LightGBM's text form of the first rounds, the same bytes at any number of threads.
    func text(rounds: Int) throws(LearningError) -> Data {
        var length: Int64 = 0
        var text = [CChar](repeating: 0, count: 1)
        try library.check(
            library.save(handle, 0, Int32(rounds), LIGHTGBM_IMPORTANCE_SPLIT, Int64(text.count), &length, &text))
        if length > text.count {
            text = [CChar](repeating: 0, count: Int(length))
            try library.check(
                library.save(handle, 0, Int32(rounds), LIGHTGBM_IMPORTANCE_SPLIT, Int64(text.count), &length, &text))
        }
        // The length counts the zero at the end.
        let bytes = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return Self.withoutThreads(Data(bytes))
    }

    /// The line that says the number of threads, which is no part of the model, says the default.
    static func withoutThreads(_ text: Data) -> Data {
        var text = text
        let key = Data("\n[num_threads: ".utf8)
        guard let start = text.range(of: key, options: .backwards)?.upperBound,
            let end = text[start...].firstIndex(of: UInt8(ascii: "]"))
        else { return text }
        text.replaceSubrange(start..<end, with: Data("0".utf8))
        return text
    }
}
