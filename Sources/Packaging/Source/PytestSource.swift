import Evidence
package import Scoring
import Warehouse

/// Tests of a model's contract for `pytest`: they ask the model's SQL in DuckDB, or what a person puts in its place.
package struct PytestSource: Sendable {
    private let document: ModelDocument
    /// What the tests read of the model.
    package let contract: Contract

    /// `contract.json`.
    package struct Contract: Encodable, Sendable {
        struct Input: Encodable {
            let name: String
            let kind: FeatureKind
        }

        let task: LearningTask
        let classes: [String]
        let threshold: Double?
        let tolerance: Double
        let inputs: [Input]
        let outputs: [String]
        let monotone: [Monotonicity.Way]
    }

    /// - Parameters:
    ///   - document: the model, which has no fault.
    ///   - monotone: columns along which its score only rises or falls.
    package init(_ document: ModelDocument, monotone: [Monotonicity.Way]) {
        self.document = document
        let kinds = document.sourceKinds
        contract = Contract(
            task: document.task, classes: document.classes, threshold: document.threshold, tolerance: Parity.tolerance,
            inputs: document.sourceColumns.map { .init(name: $0, kind: kinds[$0] ?? .number) },
            outputs: document.outputNames, monotone: monotone)
    }

    /// The text files by their names.
    package var files: [String: String] {
        get throws(WarehouseError) {
            [
                "model.sql": try ScoringStatement(
                    document, of: "\(ScoringStatement.usualRelation)", keeping: document.sourceColumns
                ).written(in: .duckDB),
                "README.md": Self.readme, "requirements.txt": "duckdb\npytest\n", "conftest.py": Self.conftest,
                "test_schema.py": Self.schema, "test_golden.py": Self.golden, "test_edges.py": Self.edges,
                "test_invariance.py": Self.invariance, "test_monotonicity.py": Self.monotonicity,
            ]
        }
    }
}
