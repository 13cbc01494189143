import CLightGBM
import Scoring

/// Rows as LightGBM keeps them, in bins.
///
/// Rows are pushed in blocks as they are written, so that no more than a block of them stands in memory as numbers.
final class LightGBMDataset {
    let handle: UnsafeMutableRawPointer
    private let library: LightGBMLibrary

    /// Bins training rows; the bins come from a sample that the seed draws.
    init(
        training rows: TreeRows, parameters: String, seed: Int64, library: LightGBMLibrary,
        isCancelled: () -> Bool
    ) throws(LearningError) {
        handle = try Self.create(TreeSample(rows, seed: seed), rows: rows.rowCount, parameters, library)
        self.library = library
        try push(rows, isCancelled)
        try library.check(
            library.setField(handle, "label", rows.labels, Int32(rows.rowCount), LIGHTGBM_FLOAT32))
        if let weights = rows.weights {
            try library.check(
                library.setField(handle, "weight", weights, Int32(weights.count), LIGHTGBM_FLOAT32))
        }
        if !rows.columns.isEmpty { try name(rows.columns.map(\.name)) }
    }

    /// Puts rows into the bins of the training rows.
    init(
        _ rows: TreeRows, like training: LightGBMDataset, library: LightGBMLibrary, isCancelled: () -> Bool
    ) throws(LearningError) {
        var handle: UnsafeMutableRawPointer?
        try library.check(library.createByReference(training.handle, Int64(rows.rowCount), &handle))
        guard let handle else { throw .native("it made no data set") }
        self.handle = handle
        self.library = library
        try push(rows, isCancelled)
        try library.check(
            library.setField(handle, "label", rows.labels, Int32(rows.rowCount), LIGHTGBM_FLOAT32))
    }

    /// An empty data set with bins.
    private static func create(
        _ sample: TreeSample, rows: Int, _ parameters: String, _ library: LightGBMLibrary
    ) throws(LearningError) -> UnsafeMutableRawPointer {
        var handle: UnsafeMutableRawPointer?
        var values = sample.values.flatMap(\.self)
        var indices = sample.indices.flatMap(\.self)
        let counts = sample.values.map { Int32($0.count) }
        let status = values.withUnsafeMutableBufferPointer { values in
            indices.withUnsafeMutableBufferPointer { indices in
                var columns: [UnsafeMutablePointer<Double>?] = []
                var places: [UnsafeMutablePointer<Int32>?] = []
                var start = 0
                for count in counts {
                    columns.append(values.baseAddress.map { $0 + start })
                    places.append(indices.baseAddress.map { $0 + start })
                    start += Int(count)
                }
                return library.createFromSample(
                    &columns, &places, Int32(counts.count), counts, Int32(sample.rowCount), Int32(rows), Int64(rows),
                    parameters, &handle)
            }
        }
        try library.check(status)
        guard let handle else { throw .native("it made no data set") }
        return handle
    }

    /// Fills the bins; with the last row the data set is complete.
    private func push(_ rows: TreeRows, _ isCancelled: () -> Bool) throws(LearningError) {
        let width = Int32(max(rows.columns.count, 1))
        try rows.forEachBlock(isCancelled: isCancelled) { values, first, count throws(LearningError) in
            try library.check(
                library.pushRows(
                    handle, values.baseAddress, LIGHTGBM_FLOAT64, Int32(count), width, Int32(first)))
        }
    }

    /// Bins of all columns together: a leaf has a sum of slopes and of curvatures for each.
    func bins(columns: Int) throws(LearningError) -> Int {
        var sum = 0
        for column in 0..<columns {
            var bins: Int32 = 0
            try library.check(library.bins(handle, Int32(column), &bins))
            sum += Int(bins)
        }
        return sum
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
