import Columns
import Foundation
import Packaging
import Scoring
import Testing
import Warehouse

@Suite("The SQL statement")
struct SQLParityTests {
    /// Checks models one after the other in an engine; says which of them part.
    private func parted(_ seeds: Range<Int>, in engine: Engine) throws -> [String] {
        let connection = try engine.connect()
        return try seeds.compactMap { seed in
            let document = RandomModel.document(seed: seed)
            try document.validate()
            let table = ProbeRows.table(for: document)
            try connection.ingest(table, into: Identifier("probe"), mode: .replace)
            let parity = try SQLParity.check(document, on: "\(Identifier("probe"))", against: table, connection)
            return parity.holds ? nil : "\(seed): \(parity)"
        }
    }

    @Test("answers in DuckDB as the model does in process, for models of every kind", arguments: 0..<10)
    func duckDB(tens: Int) throws {
        let engine = try Engine.duckDB(threads: 2, temporaryDirectory: NSTemporaryDirectory())
        #expect(try parted(tens * 24..<tens * 24 + 24, in: engine) == [])
    }

    @Test("answers in SQLite as the model does in process, for models of every kind", arguments: 0..<10)
    func sqlite(tens: Int) throws {
        let engine = try Engine.sqlite(path: ":memory:")
        #expect(try parted(tens * 24..<tens * 24 + 24, in: engine) == [])
    }
}
