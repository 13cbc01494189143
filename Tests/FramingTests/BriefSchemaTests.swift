import Evidence
import Foundation
import Testing

@testable import Framing

/// `docs/schemas/brief.schema.json` names what the reader takes, and nothing else.
@Suite struct BriefSchemaTests {
    private let schema: JSONValue

    init() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/schemas/brief.schema.json")
        schema = try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: path))
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
        #expect(keys("properties", "metric", "properties", "costs") == BriefKeys.costs.sorted())
        #expect(keys("properties", "budget") == BriefKeys.budget.sorted())
        #expect(keys("$defs", "source", "oneOf", "1") == BriefKeys.source.sorted())
        #expect(keys("$defs", "moment", "oneOf", "1") == BriefKeys.knownAfter.sorted())
    }

    @Test func namesTheWords() {
        #expect(words("properties", "task") == (LearningTask.allCases.map(\.rawValue) + LearningTask.later).sorted())
        #expect(
            words("properties", "metric", "properties", "primary") == MetricName.allCases.map(\.rawValue).sorted())
        #expect(words("$defs", "candidate") == Candidate.allCases.map(\.rawValue).sorted())
        #expect(
            words("$defs", "source", "oneOf", "1", "properties", "format")
                == SourceFormat.allCases.map(\.rawValue).sorted())
    }
}
