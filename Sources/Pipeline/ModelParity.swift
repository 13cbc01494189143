import Columns
import Evidence
import ONNXRuntime
import Packaging

/// The proof that the model gives the same answer outside this program (contracts, section 6).
struct ModelParity {
    let document: ParityDocument
    let findings: [Finding]

    /// Asks ONNX Runtime about some rows.
    ///
    /// A machine without it is none the worse off: its answer is then missing in `model/parity.json`, and a note says so.
    init(of model: ONNXModel, on table: Table, in library: Result<RuntimeLibrary, RuntimeError>, threads: Int) throws {
        do {
            let parity = try model.parity(on: table, in: library.get(), threads: threads)
            document = ParityDocument(engines: ["onnxruntime": parity.bounded])
            findings = parity.holds ? [] : [Self.disagreement(parity)]
        } catch let error as RuntimeError {
            document = ParityDocument(engines: [:])
            findings = error.findings.map(Self.unasked)
        }
    }

    /// No engine was asked.
    static let none = ModelParity(document: ParityDocument(engines: [:]), findings: [])

    private init(document: ParityDocument, findings: [Finding]) {
        (self.document, self.findings) = (document, findings)
    }

    private static func unasked(_ why: Finding) -> Finding {
        Finding(.note, why.code, why.message + "; model/parity.json says nothing of it", advice: why.advice)
    }

    private static func disagreement(_ parity: Parity) -> Finding {
        Finding(
            .error, .enginesDisagree,
            "ONNX Runtime answers otherwise than this program: by \(parity.worst), and with another label in"
                + " \(NumberText.counted(parity.labelsDiffer, "row"))",
            advice: "Do not use model/model.onnx, and report this with the brief", count: parity.labelsDiffer)
    }
}
