import CLightGBM
import Libraries

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// LightGBM's functions, looked up in the library that the machine has.
struct LightGBMLibrary: Sendable {
    let createFromSample: LightGBMDatasetCreateFromSampledColumn
    let createByReference: LightGBMDatasetCreateByReference
    let pushRows: LightGBMDatasetPushRows
    let setField: LightGBMDatasetSetField
    let setNames: LightGBMDatasetSetFeatureNames
    let bins: LightGBMDatasetGetFeatureNumBin
    let freeDataset: LightGBMDatasetFree
    let createBooster: LightGBMBoosterCreate
    let addValidation: LightGBMBoosterAddValidData
    let update: LightGBMBoosterUpdateOneIter
    let predictionCount: LightGBMBoosterGetNumPredict
    let predictions: LightGBMBoosterGetPredict
    let save: LightGBMBoosterSaveModelToString
    let load: LightGBMBoosterLoadModelFromString
    let predict: LightGBMBoosterPredictForMat
    let freeBooster: LightGBMBoosterFree
    private let lastError: LightGBMGetLastError
    private let registerLog: LightGBMRegisterLogCallback

    /// The version that the functions of a library tell: LightGBM's interface has no call for it.
    static let version = "4.7"
    /// Names of the library's file.
    static let fileNames = ["lib_lightgbm.\(SharedLibrary.suffix)"]
    /// A function that came with that version.
    private static let newestFunction = "LGBM_DatasetCreateFromArrowStream"

    /// Opens the library.
    ///
    /// - Throws: ``LearningError`` `library-missing` where there is none, it does not load, or it is of an older version.
    init(searching folders: [String]) throws(LearningError) {
        // By default OpenMP's threads spin while they wait: on a busy machine that makes a job several times slower.
        setenv("OMP_WAIT_POLICY", "passive", 0)
        let library: SharedLibrary
        do throws(SharedLibrary.Failure) {
            library = try SharedLibrary.open(Self.fileNames, searching: folders)
        } catch {
            throw .library(error)
        }
        guard library.symbol(Self.newestFunction) != nil else { throw .libraryTooOld }
        func function<Function>(_ name: String, _ type: Function.Type) throws(LearningError) -> Function {
            guard let symbol = library.symbol("LGBM_" + name),
                let function = unsafeBitCast(symbol, to: Optional<Function>.self)
            else { throw .libraryTooOld }
            return function
        }
        createFromSample = try function(
            "DatasetCreateFromSampledColumn", LightGBMDatasetCreateFromSampledColumn.self)
        createByReference = try function("DatasetCreateByReference", LightGBMDatasetCreateByReference.self)
        pushRows = try function("DatasetPushRows", LightGBMDatasetPushRows.self)
        setField = try function("DatasetSetField", LightGBMDatasetSetField.self)
        setNames = try function("DatasetSetFeatureNames", LightGBMDatasetSetFeatureNames.self)
        bins = try function("DatasetGetFeatureNumBin", LightGBMDatasetGetFeatureNumBin.self)
        freeDataset = try function("DatasetFree", LightGBMDatasetFree.self)
        createBooster = try function("BoosterCreate", LightGBMBoosterCreate.self)
        addValidation = try function("BoosterAddValidData", LightGBMBoosterAddValidData.self)
        update = try function("BoosterUpdateOneIter", LightGBMBoosterUpdateOneIter.self)
        predictionCount = try function("BoosterGetNumPredict", LightGBMBoosterGetNumPredict.self)
        predictions = try function("BoosterGetPredict", LightGBMBoosterGetPredict.self)
        save = try function("BoosterSaveModelToString", LightGBMBoosterSaveModelToString.self)
        load = try function("BoosterLoadModelFromString", LightGBMBoosterLoadModelFromString.self)
        predict = try function("BoosterPredictForMat", LightGBMBoosterPredictForMat.self)
        freeBooster = try function("BoosterFree", LightGBMBoosterFree.self)
        lastError = try function("GetLastError", LightGBMGetLastError.self)
        registerLog = try function("RegisterLogCallback", LightGBMRegisterLogCallback.self)
    }

    /// Keeps LightGBM from printing on the calling thread: what it has to say comes as errors.
    func silence() { _ = registerLog { _ in } }

    /// Turns a status into an error with LightGBM's message; to be called on the thread that made the call.
    func check(_ status: Int32) throws(LearningError) {
        guard status != 0 else { return }
        throw .native(lastError().map { String(cString: $0) } ?? "it gave no reason")
    }
}
