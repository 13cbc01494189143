import Columns
import Evidence
import Scoring
import Testing

@testable import Packaging

@Suite("MLmodel")
struct MLmodelFileTests {
    private static let columns = [
        ModelColumn(name: "it's é\u{2028}\n: #\"", kind: .category, type: .text, isNullable: true),
        ModelColumn(name: "visits", kind: .number, type: .integer, isNullable: false),
        ModelColumn(name: "amount", kind: .number, type: .double, isNullable: true),
        ModelColumn(name: "joined", kind: .date, type: .date, isNullable: false),
        ModelColumn(name: "member", kind: .boolean, type: .boolean, isNullable: false),
    ]

    private func text(_ task: LearningTask, _ classes: [String], _ labels: LabelType) throws -> String {
        try MLmodelFile(signature: ModelSignature(Self.columns, task: task, classes: classes, labels: labels)).text()
    }

    @Test("columns have their exact types, and are required where training missed none")
    func inputs() throws {
        let lines = try text(.regression, [], .text).split(separator: "\n")
        let inputs = try #require(lines.first { $0.hasPrefix("  inputs: ") })
        for column in [
            #"{"name":"visits","required":true,"type":"long"}"#, #"{"name":"amount","required":false,"type":"double"}"#,
            #"{"name":"joined","required":true,"type":"datetime"}"#,
            #"{"name":"member","required":true,"type":"boolean"}"#,
        ] {
            #expect(inputs.contains(column))
        }
        #expect(inputs.contains(#""it''s \u00e9\u2028\n: #\"""#))
        #expect(inputs.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    }

    @Test("what comes out is named as in predictions.parquet, with the label's own type")
    func outputs() throws {
        #expect(
            try text(.binary, ["0", "1"], .integer).contains(
                #"[{"name":"prediction","required":true,"type":"long"},{"name":"score","required":true,"type":"double"}]"#
            ))
        let many = try text(.multiclass, ["a", "b", "c"], .text)
        #expect(many.contains(#"{"name":"prediction","required":true,"type":"string"}"#))
        #expect(many.contains(#"{"name":"probability_c","required":true,"type":"double"}"#))
        #expect(try text(.regression, [], .text).contains(#"{"name":"prediction","required":true,"type":"double"}"#))
    }

    @Test("there is neither a time nor an identity in it")
    func sameBytes() throws {
        let text = try text(.binary, ["0", "1"], .boolean)
        for key in ["utc_time_created", "model_uuid", "run_id", "model_id", "artifact_path: model"] {
            #expect(!text.contains(key))
        }
    }
}
