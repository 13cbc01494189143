import Columns
import Evidence
import Foundation
import Learning
import ONNXRuntime
import Packaging
import Scoring
import Warehouse

/// The proof that the model gives the same answer outside this program (contracts, section 6).
struct ModelParity {
    private(set) var document = ParityDocument(engines: [:])
    private(set) var findings: [Finding] = []

    private let model: ModelDocument
    private let rows: ParityRows
    private let threads: Int

    /// - Parameters:
    ///   - model: The model.
    ///   - judged: The rows that judge it.
    ///   - threads: At most this many at a time.
    init(of model: ModelDocument, on judged: Table, threads: Int) {
        (self.model, self.threads) = (model, threads)
        rows = ParityRows(judged, for: model)
    }

    /// Asks ONNX Runtime about all rows.
    ///
    /// A machine without it is none the worse off: its answer is then missing in `model/parity.json`, and a note says so.
    mutating func ask(_ onnx: ONNXModel, in library: Result<RuntimeLibrary, RuntimeError>) throws {
        do {
            let library = try library.get()
            let parity = try onnx.parity(on: rows.judged, in: library, threads: threads)
            add("onnxruntime", parity.with(built: try onnx.parity(on: rows.built, in: library, threads: threads)))
        } catch let error as RuntimeError {
            findings += error.findings.map(Self.unasked)
        }
    }

    /// Asks DuckDB, by the model as SQL, about some of the rows and about those that were built.
    mutating func ask(_ connection: Connection) throws {
        do {
            add("duckdb", try SQLParity.check(model, on: rows.some, and: rows.built, connection, threads: threads))
        } catch let error as WarehouseError {
            findings += error.findings.map(Self.unasked)
        }
    }

    /// Asks LightGBM about some of the rows and about those that were built, where trees of its were chosen.
    mutating func ask(lightGBM text: Data?) throws {
        guard let text, case .trees(let trees) = model.model else { return }
        do {
            func agreement(on table: Table) throws -> Parity {
                try LightGBMParity.check(model, trees, text: text, on: table, threads: threads)
            }
            add("lightgbm", try agreement(on: rows.some).with(built: try agreement(on: rows.built)))
        } catch let error as LearningError {
            findings += error.findings.map(Self.unasked)
        }
    }

    private mutating func add(_ engine: String, _ parity: Parity) {
        document.engines[engine] = parity.bounded
        if !parity.holds { findings.append(Self.disagreement(engine, parity)) }
    }

    private static func unasked(_ why: Finding) -> Finding {
        Finding(.note, why.code, why.message + "; model/parity.json says nothing of it", advice: why.advice)
    }

    private static func disagreement(_ engine: String, _ parity: Parity) -> Finding {
        let (name, form) =
            switch engine {
            case "onnxruntime": ("ONNX Runtime", "model/model.onnx")
            case "lightgbm": ("LightGBM", "model/model.txt")
            default: ("DuckDB", "the model as SQL")
            }
        return Finding(
            .error, .enginesDisagree,
            "\(name) answers otherwise than this program: by \(parity.worst), and with another label in"
                + " \(NumberText.counted(parity.labelsDiffer, "row"))",
            advice: "Do not use \(form), and report this with the brief", count: parity.labelsDiffer)
    }
}

/// The rows that engines are asked about.
struct ParityRows {
    /// Rows of the run that some engines are asked about, and rows that are built, at most.
    static let limit = 2_000

    /// All rows that judge the model.
    let judged: Table
    /// At most ``limit`` of them, spread evenly.
    let some: Table
    /// At most ``limit`` rows that were built to part engines.
    let built: Table

    init(_ judged: Table, for model: ModelDocument) {
        self.judged = judged
        some = judged.spread(Self.limit)
        built = ProbeRows.table(for: model).spread(Self.limit)
    }
}

extension Table {
    /// At most so many rows, spread evenly over all.
    fileprivate func spread(_ limit: Int) -> Table {
        guard rowCount > limit else { return self }
        let rows = (0..<limit).map { $0 * rowCount / limit }
        return Table(zip(names, columns).map { ($0, $1.selecting(rows)) }, rowCount: limit)
    }
}
