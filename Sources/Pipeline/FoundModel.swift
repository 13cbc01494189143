import Evidence
import Foundation
import Packaging
import Scoring
import Store

/// A model on disk, read only after its bytes were held against the run's manifest.
struct FoundModel {
    let content: Content
    /// The folder of the model's files, absolute.
    let directory: String
    /// The run that it belongs to; a model folder alone has none.
    let run: Run?
    /// The run's id, or the folder as the person named it where it stands in no run.
    let name: String
    /// What to know before the model is used: which run was taken, and whether its verdict speaks against it.
    let findings: [Finding]

    /// What tells how rows become scores.
    enum Content {
        /// Fitted here, and scored in this process.
        case own(ModelDocument)
        /// Trained elsewhere, and scored by ONNX Runtime in the worker.
        case foreign(ForeignDocument)
    }

    /// The file that holds all that scoring needs.
    private static let file = "associate.json"

    /// Finds a model by what a person calls its run, by a run's folder, or by a folder that holds a model.
    ///
    /// - Throws: `StoreError` where there is no such run, or the file is not as the run wrote it; ``ArgumentError``
    ///   where the run is not complete; `ScoringError` (`model-unreadable`) where the file is damaged, foreign or of
    ///   another version.
    init(_ text: String, inStore store: String) throws {
        let folder = URL(fileURLWithPath: text).standardizedFileURL
        if FileManager.default.fileExists(atPath: folder.appendingPathComponent(Self.file).path) {
            let around = try Run.around(folder.appendingPathComponent(Self.file).path)
            // A copy elsewhere in a run's folder is no file of the run.
            let run = around.flatMap { $0.directory + "/model" == folder.path ? $0 : nil }
            try self.init(text, run, directory: folder.path)
        } else {
            let run = try RunStore(at: store).open(text)
            try self.init(text, run, directory: run.directory + "/model")
        }
    }

    private init(_ text: String, _ run: Run?, directory: String) throws {
        if let run, run.record.status != .complete {
            throw ArgumentError(
                "run \(run.id) is not complete, and has no model",
                advice: "name a complete run; 'associate runs list' shows them", code: .runIncomplete)
        }
        self.run = run
        self.directory = directory
        name = run?.id.text ?? text
        let data = try run.map { try $0.read("model/" + Self.file) } ?? Self.bytes(directory + "/" + Self.file)
        content =
            ForeignDocument.describes(data)
            ? .foreign(try ForeignDocument(reading: data)) : .own(try ModelDocument(reading: data))
        findings = try run.map { try Self.findings(of: $0, calledFor: text) } ?? []
    }

    private static func bytes(_ path: String) throws -> Data {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            // One byte more than is allowed is enough to be refused.
            return try file.read(upToCount: Limits.modelBytes + 1) ?? Data()
        } catch {
            throw ArgumentError("'\(path)' cannot be read", advice: "check its permissions", code: .sourceUnreadable)
        }
    }

    // MARK: Files

    /// What was fitted here.
    ///
    /// - Throws: ``ArgumentError`` where the model was trained elsewhere.
    var document: ModelDocument {
        get throws {
            guard case .own(let document) = content else {
                throw ArgumentError(
                    "the model was trained elsewhere, and has no other form than its ONNX file",
                    advice: "copy that with: associate export \(name) onnx")
            }
            return document
        }
    }

    /// `model.onnx` as it was written: held against the run's manifest, the folder's checksums, and for a model from
    /// outside against what was judged.
    ///
    /// - Throws: a `HouseError` where it is another file.
    func onnx() throws -> ForeignFile {
        let subject = run.map { "\($0.id)/model/model.onnx" } ?? name + "/model.onnx"
        let file =
            if let run {
                ForeignFile(subject: subject, data: try run.read("model/model.onnx"))
            } else {
                try ForeignFile(at: directory + "/model.onnx", subject: subject)
            }
        switch content {
        case .own:
            let sums = String(decoding: try bytes(Checksums.name), as: UTF8.self)
            guard sums.split(separator: "\n").contains("\(file.sha256.hex)  model.onnx") else {
                throw ForeignError.otherBytes(subject)
            }
        case .foreign(let document):
            guard file.sha256 == document.model.sha256 else { throw ForeignError.otherBytes(subject) }
        }
        return file
    }

    /// The bytes of one of the model's files, held against the run's manifest where there is a run.
    func bytes(_ name: String) throws -> Data {
        try run.map { try $0.read("model/" + name) } ?? Self.bytes(directory + "/" + name)
    }

    // MARK: What to know

    private static func findings(of run: Run, calledFor text: String) throws -> [Finding] {
        var findings: [Finding] = []
        if text == "latest" {
            findings.append(
                Finding(
                    .note, .runTaken, "the latest run of any brief is \(run.id), of '\(run.record.name)'",
                    advice: "name the brief instead of 'latest' to stay with its runs"))
        }
        // A run of another version may say it in another form.
        let data = try run.read("evaluation/metrics.json")
        guard let metrics = try? CanonicalJSON.decode(MetricsDocument.self, from: data), metrics.recommendation != .ship
        else { return findings }
        let reasons = metrics.reasons.filter { !$0.speaksFor }.map(\.sentence).joined(separator: " ")
        return findings + [
            Finding(
                .warning, .verdictAgainst,
                "the verdict of run \(run.id) is '\(metrics.recommendation.words)', not 'Ship'"
                    + (reasons.isEmpty ? "" : ": \(reasons)"),
                advice: "read its report before you act on what this model says", file: run.directory + "/report.html",
                evidence: ["reasons": .array(metrics.reasons.map { .string($0.rawValue) })])
        ]
    }

    // MARK: Rows

    /// A part of the run's data that was not fitted on, else the one that was; `nil` where the model has no run.
    ///
    /// - Throws: `StoreError` where the file is not as it was written.
    func judgedPart() throws -> (name: String, path: String)? {
        guard let run else { return nil }
        let parts = ["data/test.parquet", "data/validation.parquet", "data/train.parquet"]
        guard let name = parts.first(where: { run.record.files[$0] != nil }) else { return nil }
        let path = run.directory + "/" + name
        guard let hash = try? ContentHash(ofFile: path) else {
            throw ArgumentError(
                "'\(path)' cannot be read", advice: "bring the file back from a copy of the run", code: .runDamaged)
        }
        try Run.expectAsWritten(path, hash: hash)
        return (name, path)
    }
}

extension Reason {
    /// Whether it speaks for a release.
    fileprivate var speaksFor: Bool { self == .betterThanPrior || self == .guardrailsHold }
}
