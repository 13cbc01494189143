import Evidence
import Foundation
import ONNXRuntime
import TestSupport
import Testing

@testable import Worker

/// Models from outside in the child: loaded from bytes that were hashed, within limits, and never with other files.
@Suite(.serialized)
struct ForeignModelTests {
    private let bench: Bench
    private static let corpus = Fixture.packageRoot.appendingPathComponent("Tests/Corpus/foreign")
    private static let models = Fixture.packageRoot.appendingPathComponent("Tests/EndToEndTests/Fixtures/foreign")

    init() throws {
        bench = try Bench()
        try FileManager.default.createDirectory(
            atPath: bench.directory + "/place/empty", withIntermediateDirectories: true)
        // What graphs ask for by relative paths lies where a careless reader would find it.
        try bench.write("work/weights.bin", "secret!!")
        try bench.write("weights.bin", "secret!!")
    }

    /// Loads a model and asks it about two rows.
    private func answer(
        _ bytes: Data, fault: String = "", limit: Duration = .seconds(60), hash: ContentHash? = nil
    ) async throws -> [RuntimeArray] {
        try bytes.write(to: URL(fileURLWithPath: bench.directory + "/place/model.onnx"))
        let request = ModelRequest(
            path: bench.directory + "/place/model.onnx", subject: "models/m.onnx",
            sha256: hash ?? ContentHash(of: bytes), workingDirectory: bench.directory + "/place/empty",
            memoryLimitBytes: 1 << 30)
        return try await Worker.model(
            request, executable: TestHost.path, environment: ["WORKER_TEST_FAULT": fault], limit: limit
        ) { session in
            let inputs = session.loaded.signature.inputs.map { port in
                let width = port.shape.count > 1 && port.shape[1] > 0 ? port.shape[1] : 2
                return RuntimeArray(
                    name: port.name, element: .float, shape: [2, width],
                    [Float](repeating: 0.5, count: 2 * Int(width)))
            }
            let outputs = session.loaded.signature.outputs.map(\.name)
            return try await session.answers(to: ModelBatch(inputs: inputs, outputs: outputs))
        }
    }

    /// The error of a model that must not be answered with.
    private func failure(
        _ bytes: Data, fault: String = "", limit: Duration = .seconds(60), hash: ContentHash? = nil
    ) async throws -> WorkerError {
        do {
            let answers = try await answer(bytes, fault: fault, limit: limit, hash: hash)
            Issue.record("it answered \(answers.map(\.shape))")
        } catch let error as WorkerError {
            return error
        }
        return .interrupted
    }

    private static func model(_ name: String) throws -> Data {
        try Data(contentsOf: models.appendingPathComponent(name + ".onnx"))
    }

    @Test func aModelAnswers() async throws {
        let answers = try await answer(try Self.model("keras_sigmoid"))
        #expect(answers.map(\.name) == ["output"])
        #expect(answers.first?.shape == [2, 1])
        let numbers = try #require(answers.first?.numbers)
        #expect(numbers[0] == numbers[1] && numbers[0] > 0 && numbers[0] < 1)
    }

    @Test func bytesThatAreNotThoseHashedAreNotLoaded() async throws {
        let error = try await failure(try Self.model("keras_sigmoid"), hash: ContentHash(of: Data()))
        #expect(error.findings.first?.code == .fileChanged)
    }

    /// Hand-made files with the code that each ends in.
    static let handMade: [(name: String, codes: Set<FindingCode>)] = [
        ("external-parent", [.foreignModelUnreadable]), ("external-absolute", [.foreignModelUnreadable]),
        ("external-process", [.foreignModelUnreadable]), ("external-beside", [.foreignModelUnreadable]),
        ("external-inner-parent", [.foreignModelUnreadable]), ("external-memory", [.foreignModelUnreadable]),
        ("external-sparse", [.foreignModelUnreadable]), ("external-in-branch", [.foreignModelUnreadable]),
        ("external-in-constant", [.foreignModelUnreadable]), ("external-in-function", [.foreignModelUnreadable]),
        ("four-terabytes", [.engineOutOfMemory, .foreignModelUnreadable]), ("endless-loop", [.engineTimedOut]),
        ("unknown-operator", [.foreignModelUnreadable]), ("opset-99", [.foreignModelUnreadable]),
        ("version-999", [.foreignModelUnreadable]), ("short-weights", [.foreignModelUnreadable]),
        ("huge-weights", [.foreignModelUnreadable]), ("wrong-type", [.foreignModelUnreadable]),
        ("missing-value", [.foreignModelUnreadable]), ("circle", [.foreignModelUnreadable]),
        ("nested-graphs", [.foreignModelUnreadable]), ("pickle", [.foreignModelUnreadable]),
        ("runtime-format", [.foreignModelUnreadable]), ("no-graph", [.foreignModelUnreadable]),
    ]

    @Test(arguments: handMade.indices)
    func aHostileFileEndsInANamedError(place: Int) async throws {
        let (name, codes) = Self.handMade[place]
        let bytes = try Data(contentsOf: Self.corpus.appendingPathComponent(name + ".onnx"))
        let start = ContinuousClock.now
        let error = try await failure(bytes, limit: .seconds(3))
        let finding = try #require(error.findings.first)
        #expect(codes.contains(finding.code), "\(name): \(finding.code) \(finding.message)")
        #expect(finding.advice?.isEmpty == false && finding.message.contains("models/m.onnx"), "\(finding.message)")
        #expect(!finding.message.contains("secret"))
        if name.hasPrefix("external") { #expect(finding.message.contains("weights in other files")) }
        #expect(ContinuousClock.now - start < .seconds(20), "\(name)")
    }

    @Test func everyHandMadeFileIsTried() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path)
        #expect(files.sorted() == Self.handMade.map { $0.name + ".onnx" }.sorted())
    }

    @Test(arguments: 0..<(ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] == nil ? 20 : 1_000))
    func aDamagedFileEndsInANamedErrorOrIsRead(seed: Int) async throws {
        let names = ["sklearn_matrix", "sklearn_classes", "keras_softmax", "torch_logit"]
        var generator = SeededGenerator(seed: UInt64(seed))
        let damage = Damage.allCases[seed % Damage.allCases.count]
        let bytes = damage.applied(to: try Self.model(names[seed % names.count]), using: &generator)
        do {
            _ = try await answer(bytes, limit: .seconds(10))
        } catch let error as WorkerError {
            let code = try #require(error.findings.first?.code)
            #expect(
                [.foreignModelUnreadable, .engineOutOfMemory, .engineTimedOut, .workerDied].contains(code),
                "\(seed): \(code)")
        }
    }

    @Test func aChildThatDiesIsAnErrorOfTheModel() async throws {
        let error = try await failure(try Self.model("keras_sigmoid"), fault: "segv@loading")
        #expect(error.exitStatus == .failed)
        #expect(error.findings.first?.code == .workerDied)
        #expect(error.findings.first?.message.contains("loading models/m.onnx") == true)
        let scoring = try await failure(try Self.model("keras_sigmoid"), fault: "segv@scoring")
        #expect(scoring.findings.first?.message.contains("scoring rows with models/m.onnx") == true)
    }

    @Test func memoryBeyondTheLimitIsNotGiven() async throws {
        let error = try await failure(try Self.model("keras_sigmoid"), fault: "memory@scoring")
        #expect([.workerDied, .engineOutOfMemory].contains(try #require(error.findings.first?.code)))
    }

    @Test func workIsNoExcuseForTime() async throws {
        let error = try await failure(try Self.model("keras_sigmoid"), fault: "hang@scoring", limit: .seconds(1))
        #expect(error.findings.first?.code == .engineTimedOut)
        #expect(error.findings.first?.message.contains("within 1 s") == true)
    }
}
