import CLightGBM
import Foundation
import Libraries

/// LightGBM's own prediction, through its C interface.
struct LightGBM {
    private typealias Load =
        @convention(c) (
            UnsafePointer<CChar>?, UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
        ) -> Int32

    private let booster: UnsafeMutableRawPointer
    private let predictMatrix: LightGBMBoosterPredictForMat
    private let predictRow: LightGBMBoosterPredictForMat

    /// Loads a text form that this process made.
    init(_ text: Data) throws {
        let library = try SharedLibrary.open(
            ["lib_lightgbm.\(SharedLibrary.suffix)"], searching: LibraryFolders.all())
        func function<Function>(_ name: String, _ type: Function.Type) throws -> Function {
            guard let symbol = library.symbol(name), let found = unsafeBitCast(symbol, to: Optional<Function>.self)
            else { throw BenchmarkError("there is no \(name)") }
            return found
        }
        let load = try function("LGBM_BoosterLoadModelFromString", Load.self)
        predictMatrix = try function("LGBM_BoosterPredictForMat", LightGBMBoosterPredictForMat.self)
        let single = "LGBM_BoosterPredictForMatSingleRow"
        guard let row = library.symbol(single) else { throw BenchmarkError("there is no \(single)") }
        predictRow = unsafeBitCast(row, to: LightGBMBoosterPredictForMat.self)
        var handle: UnsafeMutableRawPointer?
        var rounds: Int32 = 0
        let bytes = [UInt8](text) + [0]
        let status = bytes.withUnsafeBytes { load($0.bindMemory(to: CChar.self).baseAddress, &rounds, &handle) }
        guard status == 0, let handle else { throw BenchmarkError("LightGBM does not load the model") }
        booster = handle
    }

    /// Predicts all rows on one thread.
    func predict(_ values: [Double], rows: Int, columns: Int, into predictions: inout [Double]) {
        var count: Int64 = 0
        let status = predictMatrix(
            booster, values, LIGHTGBM_FLOAT64, Int32(rows), Int32(columns), 1, LIGHTGBM_PREDICT_NORMAL, 0, -1,
            "num_threads=1", &count, &predictions)
        precondition(status == 0, "LightGBM predicts")
    }

    /// Attributions of all rows (`pred_contrib`) on some threads: for each row and output one a column, then the base.
    func explain(_ values: [Double], rows: Int, columns: Int, threads: Int, into contributions: inout [Double]) {
        var count: Int64 = 0
        let status = predictMatrix(
            booster, values, LIGHTGBM_FLOAT64, Int32(rows), Int32(columns), 1, Self.contributions, 0, -1,
            "num_threads=\(threads)", &count, &contributions)
        precondition(status == 0, "LightGBM explains")
    }

    /// What `pred_contrib` is called in the C interface.
    private static let contributions: Int32 = 3

    private typealias Row =
        @convention(c) (
            UnsafeMutableRawPointer?, UnsafeRawPointer?, Int32, Int32, Int32, Int32, Int32, Int32,
            UnsafePointer<CChar>?, UnsafeMutablePointer<Int64>?, UnsafeMutablePointer<Double>?
        ) -> Int32

    /// Predicts rows one by one on one thread.
    func predictSingly(
        _ values: [Double], rows: Int, columns: Int, outputs: Int, into predictions: inout [Double]
    ) {
        let call = unsafeBitCast(predictRow, to: Row.self)
        values.withUnsafeBufferPointer { values in
            predictions.withUnsafeMutableBufferPointer { predictions in
                for row in 0..<rows {
                    var count: Int64 = 0
                    _ = call(
                        booster, values.baseAddress.map { $0 + row * columns }, LIGHTGBM_FLOAT64, Int32(columns), 1,
                        LIGHTGBM_PREDICT_NORMAL, 0, -1, "num_threads=1", &count,
                        predictions.baseAddress.map { $0 + row * outputs })
                }
            }
        }
    }
}

struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
