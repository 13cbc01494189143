import Columns
import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@Suite struct ModelDocumentTests {
    @Test("a saved document reads back as it was", arguments: LearningTask.allCases)
    func roundTrip(task: LearningTask) throws {
        let document = Example.document(task)
        let bytes = try CanonicalJSON.encode(document)
        let read = try ModelDocument(reading: bytes)
        #expect(read == document)
        #expect(try CanonicalJSON.encode(read) == bytes)
    }

    @Test("doubles read back to the bit")
    func bits() throws {
        var generator = SeededGenerator(seed: 11)
        var document = Example.document(.regression)
        let values = (0..<2_000).map { _ in Double(bitPattern: generator.next()) }
            .filter { abs($0) < LinearModel.weightBound }
        let edges = [
            -0.0, .leastNonzeroMagnitude, .leastNormalMagnitude, 0.1, 1e22, 1e23, 123_456_789_012_345_680, -1e149,
        ]
        for start in stride(from: 0, to: values.count - Example.plan.width, by: Example.plan.width) {
            var weights = Array(values[start..<start + Example.plan.width])
            weights.replaceSubrange(0..<edges.count, with: edges)
            document.model = .linear(LinearModel(link: .identity, weights: [weights], intercepts: [values[start]]))
            guard case .linear(let read) = try ModelDocument(reading: try CanonicalJSON.encode(document)).model else {
                Issue.record("another model")
                return
            }
            #expect(read.weights[0].map(\.bitPattern) == weights.map(\.bitPattern))
        }
    }

    @Test("the file holds the fields of the contract")
    func fields() throws {
        guard case .object(let fields) = try CanonicalJSON.jsonValue(of: Example.document(.binary)) else { return }
        #expect(
            fields.keys.sorted() == [
                "classes", "excluded", "features", "key", "model", "plan", "positive", "recalibration", "seen", "task",
                "threshold", "version",
            ])
        #expect(fields["positive"] == "yes")
        #expect(fields["recalibration"] == .null)
        #expect(fields["model"]?["kind"] == "linear")
    }

    @Test("a document that does not hold together is refused", arguments: Damage.all)
    func damaged(damage: Damage) throws {
        let text = String(decoding: try CanonicalJSON.encode(Example.document(damage.task)), as: UTF8.self)
        #expect(text.contains(damage.old), "the example no longer has what is to be damaged")
        let bytes = Data(text.replacing(damage.old, with: damage.new, maxReplacements: 1).utf8)
        let error = #expect(throws: ScoringError.self) { try ModelDocument(reading: bytes) }
        #expect(error?.findings.map(\.code) == [.modelUnreadable])
        #expect(error?.findings.first?.message.hasPrefix(damage.place) == true)
    }

    @Test("bytes that are not JSON are refused", arguments: ["", "{", "[]", "null", "\u{0}", "{\"version\": 1}"])
    func notADocument(text: String) {
        #expect(throws: ScoringError.self) { try ModelDocument(reading: Data(text.utf8)) }
    }

    @Test("deep nesting is refused")
    func deep() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: ScoringError.self) { try ModelDocument(reading: Data(text.utf8)) }
    }

    @Test("random changes of bytes are refused or read as a document that can be applied", arguments: 0..<8)
    func mutated(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let task = try #require(LearningTask.allCases.randomElement(using: &generator))
        let bytes = Array(try CanonicalJSON.encode(Example.document(task)))
        for _ in 0..<200 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0..<changed.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &generator)
                case 1:
                    changed[place] = try #require(Array("0123456789-.eE\"[]{},".utf8).randomElement(using: &generator))
                default: changed.removeSubrange(place..<min(place + 9, changed.count))
                }
            }
            guard let document = try? ModelDocument(reading: Data(changed)) else { continue }
            if let predictions = try? document.predict(Example.table) {
                #expect(predictions.values.allSatisfy { $0.isFinite })
            }
        }
    }
}

/// A change of the example's text that no reader should take, and where the error says it lies.
struct Damage: Sendable, CustomTestStringConvertible {
    let task: LearningTask
    let old: String
    let new: String
    let place: String

    var testDescription: String { "\(task.rawValue): \(old) → \(new)" }

    init(_ old: String, _ new: String, at place: String, on task: LearningTask = .binary) {
        self.task = task
        self.old = old
        self.new = new
        self.place = place
    }

    static let all: [Damage] = [
        Damage("\"version\": 1", "\"version\": 2", at: "version"),
        Damage("\"task\": \"binary\"", "\"task\": \"ranking\"", at: "task"),
        Damage("\"task\": \"binary\"", "\"task\": \"regression\"", at: "positive"),
        Damage("\"positive\": \"yes\"", "\"positive\": \"no\"", at: "positive"),
        Damage("\"threshold\": 0.5", "\"threshold\": null", at: "threshold"),
        Damage("\"threshold\": 0.5", "\"threshold\": 1e999", at: ""),
        Damage("\"recalibration\": null", "\"recalibration\": {}", at: "recalibration"),
        Damage("\"source\": \"temp\"", "\"source\": \"other\"", at: "features"),
        Damage("\"kind\": \"linear\"", "\"kind\": \"forest\"", at: "model"),
        Damage("\"link\": \"logistic\"", "\"link\": \"identity\"", at: "model"),
        Damage("\"weights\": [", "\"weights\": [[1],", at: "model"),
        Damage("\"intercepts\": [", "\"intercepts\": [1e200,", at: "model"),
        Damage("\"scale\": 0.1", "\"scale\": -0.1", at: "plan"),
        Damage("\"scale\": 0.1", "\"scale\": \"0.1\"", at: "plan"),
        Damage("\"harmonics\": 2", "\"harmonics\": 0", at: "plan"),
        Damage("\"harmonics\": 2", "\"harmonics\": 12", at: "plan"),
        Damage("\"part\": \"hour\"", "\"part\": \"second\"", at: "plan"),
        Damage("\"levels\": [", "\"levels\": [\"ZZ\",", at: "plan"),
        Damage("\"minimum\": -0.1", "\"minimum\": 1e300", at: "seen"),
        Damage("\"texts\": [", "\"texts\": [\"ZZ\",", at: "seen"),
        Damage("\"classes\": [", "\"classes\": [\"a\",", at: "classes", on: .multiclass),
        Damage("\"threshold\": null", "\"threshold\": 0.5", at: "threshold", on: .multiclass),
        Damage("\"classes\": []", "\"classes\": [\"a\"]", at: "classes", on: .regression),
    ]
}
