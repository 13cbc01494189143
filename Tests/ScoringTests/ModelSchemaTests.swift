import Evidence
import Scoring
import TestSupport
import Testing

/// `model/associate.json` against docs/schemas.
@Suite struct ModelSchemaTests {
    @Test("a document of every task fits the schema", arguments: LearningTask.allCases)
    func linear(task: LearningTask) throws {
        let schema = try JSONSchema(named: "associate")
        #expect(try schema.problems(withJSON: CanonicalJSON.encode(Example.document(task))) == [])
    }

    @Test("a prior without features fits the schema")
    func prior() throws {
        var document = Example.document(.regression)
        document.plan = FeaturePlan(features: [])
        document.model = .prior(PriorModel(values: [1.5]))
        document.seen = [:]
        let schema = try JSONSchema(named: "associate")
        #expect(try schema.problems(withJSON: CanonicalJSON.encode(document)) == [])
    }

    @Test("a threshold without a binary task does not fit")
    func threshold() throws {
        var document = Example.document(.regression)
        document.threshold = 0.5
        let schema = try JSONSchema(named: "associate")
        #expect(try schema.problems(withJSON: CanonicalJSON.encode(document)) != [])
    }
}
