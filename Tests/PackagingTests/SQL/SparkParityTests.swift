import Foundation
import Scoring
import TestSupport
import Testing
import Warehouse

@testable import Packaging

@Suite("The SQL statement in Apache Spark")
struct SparkParityTests {
    @Test(
        "answers as the model does in process, for models of every kind",
        .enabled(if: OraclePython.spark != nil, "ASSOCIATE_SPARK names no Python with PySpark: Spark was not asked"),
        .timeLimit(.minutes(20)))
    func parity() throws {
        let place = try Workspace()
        for seed in 0..<36 {
            let document = RandomModel.document(seed: seed)
            let folder = URL(fileURLWithPath: place.path + "/\(seed)")
            try OracleCase(document, ProbeRows.table(for: document)).write(to: folder)
            let statement = ScoringStatement(document, of: "probe", keeping: [])
            try Data(statement.sql().quotedText(in: .spark).utf8)
                .write(to: folder.appendingPathComponent("statement.sql"))
        }
        let answers = try OracleCase.answers(
            OraclePython.document(of: "spark.py", about: place.path, by: OraclePython.spark))
        #expect(answers.count == 36)
        for (seed, answer) in answers {
            let way = answer.ways?["spark"]
            #expect(
                way.map { $0.worst <= Parity.tolerance && $0.labels_differ == 0 } == true,
                "model \(seed): \(answer.error ?? "\(String(describing: way))")")
        }
    }
}
