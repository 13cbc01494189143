import Evidence
import Warehouse
import Foundation
import TestSupport
import Testing

@testable import Framing

/// `docs/schemas/brief.schema.json` names what the reader takes, and nothing else.
@Suite struct BriefSchemaTests {
    private let schema: JSONValue

    init() throws {
        schema = try CanonicalJSON.decode(
            JSONValue.self,
            from: Data(contentsOf: Fixture.packageRoot.appendingPathComponent("docs/schemas/brief.schema.json")))
    }

    private func value(at path: [String]) -> JSONValue? {
        path.reduce(schema as JSONValue?) { value, key in
            guard case .array(let elements) = value, let index = Int(key) else { return value?[key] }
            return elements[index]
        }
    }

    private func keys(_ path: String...) -> [String] {
        guard case .object(let fields) = value(at: path + ["properties"]) else { return [] }
        return fields.keys.sorted()
    }

    private func words(_ path: String...) -> [String] {
        guard case .array(let values) = value(at: path + ["enum"]) else { return [] }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }.sorted()
    }

    @Test func namesTheKeysOfEachSection() {
        #expect(keys() == BriefKeys.top.sorted())
        #expect(keys("properties", "data") == BriefKeys.data.sorted())
        #expect(keys("properties", "split") == BriefKeys.split.sorted())
        #expect(keys("properties", "split", "properties", "cv") == BriefKeys.cv.sorted())
        #expect(keys("properties", "metric") == BriefKeys.metric.sorted())
        #expect(keys("properties", "metric", "properties", "costs", "anyOf", "0") == BriefKeys.costs.sorted())
        #expect(
            keys("properties", "metric", "properties", "threshold", "anyOf", "1") == BriefKeys.threshold.sorted())
        #expect(keys("$defs", "foreign") == BriefKeys.foreign.sorted())
        #expect(keys("properties", "budget") == BriefKeys.budget.sorted())
        #expect(keys("$defs", "source", "anyOf", "1") == BriefKeys.source.sorted())
        #expect(keys("$defs", "moment", "anyOf", "1") == BriefKeys.knownAfter.sorted())
    }

    @Test func namesTheWords() {
        #expect(words("properties", "task") == (LearningTask.allCases.map(\.rawValue) + LearningTask.later).sorted())
        #expect(
            words("$defs", "metric") == MetricName.allCases.map(\.rawValue).sorted())
        #expect(words("$defs", "candidate", "anyOf", "0") == Candidate.allCases.map(\.rawValue).sorted())
        #expect(
            words("$defs", "source", "anyOf", "1", "properties", "format")
                == SourceFormat.allCases.map(\.rawValue).sorted())
    }

    @Test func takesTheLateFlights() throws {
        #expect(try JSONSchema(schema).problems(with: Self.json(lateFlights)).isEmpty)
    }

    @Test(arguments: 0..<100)
    func takesAnyBriefThatCanBeWritten(seed: UInt64) throws {
        var random = BriefGenerator(seed: seed)
        let text = BriefWriter.text(for: random.brief())
        #expect(try JSONSchema(schema).problems(with: Self.json(text)).isEmpty, "\(text)")
    }

    @Test(arguments: [
        "data: {sources: {f: a}, label: y, lable: z}", "data: {sources: {}, label: y}", "data: {sources: {f: a}}",
        "data: {sources: {f: {known_at: t}}, label: y}", "name: A b\ndata: {sources: {f: a}, label: y}",
        "seed: x\ndata: {sources: {f: a}, label: y}", "split: {test: half}\ndata: {sources: {f: a}, label: y}",
        "metric: {costs: {false_positive: 1}}\ndata: {sources: {f: a}, label: y}",
    ])
    func refusesWhatTheReaderRefuses(text: String) throws {
        #expect(try !JSONSchema(schema).problems(with: Self.json(text)).isEmpty)
    }

    @Test(arguments: [
        ("{linear: {class_weight: balanced}}", true), ("[{linear: {}}, {tuned_trees: {}}]", true),
        ("[prior, {tuned_trees: {space: {num_leaves: 15}}}]", true),
        ("{linear: {}, tuned_trees: {}}", false), ("[{linear: {}, tuned_trees: {}}]", false), ("[{}]", false),
    ])
    func takesAGroupOfOneCandidateAsTheReaderDoes(candidates: String, isTaken: Bool) throws {
        let text = "name: a\ndata: {sources: {f: data/flights.csv}, label: y}\ncandidates: \(candidates)\n"
        #expect(try JSONSchema(schema).problems(with: Self.json(text)).isEmpty == isTaken)
        let brief = try? Workshop().read(text)
        #expect((brief != nil) == isTaken)
    }

    /// A brief as the JSON that editors check against a schema.
    private static func json(_ text: String) throws -> JSONValue {
        json(try #require(YAMLReader.read(text, source: SourceText(file: nil, text: text)).root))
    }

    private static func json(_ node: YAMLNode) -> JSONValue {
        switch node.content {
        case .refused: return .null
        case .sequence(let nodes): return .array(nodes.map(json))
        case .mapping(let entries):
            return .object(Dictionary(entries.map { ($0.key, json($0.value)) }) { first, _ in first })
        case .scalar(let text, let plain):
            guard plain else { return .string(text) }
            if text == "true" || text == "false" { return .bool(text == "true") }
            return Numeral.integer(text).map(JSONValue.integer) ?? Numeral.number(text).map(JSONValue.number)
                ?? .string(text)
        }
    }
}
