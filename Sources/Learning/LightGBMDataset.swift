import CLightGBM
import Scoring

/// Rows as LightGBM keeps them, in bins.
final class LightGBMDataset {
    let handle: UnsafeMutableRawPointer
    private let library: LightGBMLibrary

    /// Bins the rows of a matrix; `reference` are the training rows, whose bins validation rows are put into.
    init(
        _ matrix: TreeMatrix, labels: [Float], weights: [Float]?, parameters: String, reference: LightGBMDataset?,
        library: LightGBMLibrary
    ) throws(LearningError) {
        // LightGBM cannot be without a column; one that is always 0 is never asked.
        let columns = max(matrix.columns.count, 1)
        let values =
            matrix.columns.isEmpty ? [Double](repeating: 0, count: matrix.rowCount) : matrix.values
        var handle: UnsafeMutableRawPointer?
        try library.check(
            library.createDataset(
                values, LIGHTGBM_FLOAT64, Int32(matrix.rowCount), Int32(columns), 1, parameters, reference?.handle,
                &handle))
        guard let handle else { throw .native("it made no data set") }
        self.handle = handle
        self.library = library
        try library.check(library.setField(handle, "label", labels, Int32(labels.count), LIGHTGBM_FLOAT32))
        if let weights {
            try library.check(library.setField(handle, "weight", weights, Int32(weights.count), LIGHTGBM_FLOAT32))
        }
        if reference == nil, !matrix.columns.isEmpty { try name(matrix.columns.map(\.name)) }
    }

    deinit { _ = library.freeDataset(handle) }

    private func name(_ names: [String]) throws(LearningError) {
        let texts = LightGBMNames.written(names).map { $0.utf8CString.map(\.self) }
        let joined = texts.flatMap(\.self)
        let status = joined.withUnsafeBufferPointer { bytes in
            var pointers: [UnsafePointer<CChar>?] = []
            var offset = 0
            for text in texts {
                pointers.append(bytes.baseAddress.map { $0 + offset })
                offset += text.count
            }
            return library.setNames(handle, &pointers, Int32(texts.count))
        }
        try library.check(status)
    }
}

/// Names of columns as LightGBM's text form can hold them.
enum LightGBMNames {
    /// Letters and digits of ASCII, `_`, `.` and `-` stay; other characters become `_`; a name that then stands twice
    /// gets a number.
    static func written(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { name in
            let plain = String(
                name.unicodeScalars.map { scalar in
                    let isKept = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                    return isKept || "_.-".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
                })
            let base = plain.isEmpty ? "_" : plain
            var candidate = base
            var number = 2
            while !taken.insert(candidate).inserted {
                candidate = "\(base)_\(number)"
                number += 1
            }
            return candidate
        }
    }
}
