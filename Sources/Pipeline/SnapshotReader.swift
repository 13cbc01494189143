import Columns
import Framing
import Scoring
import Warehouse
import Worker

/// Reads a run's own snapshot, whose hash was checked; no foreign byte is opened here.
struct SnapshotReader {
    let columns: [EngineColumn]
    let label: LabelProfile
    /// The snapshot's rows that have a label: what stands behind `FROM`.
    let labelledRows: SQL
    private let connection: Connection

    init(_ snapshot: Snapshotted, label name: String, on connection: Connection) throws {
        self.connection = connection
        columns = try Parquet.columns(of: snapshot.path, connection)
        let relation = Parquet.relation(snapshot.path)
        labelledRows = "\(relation) WHERE \(Identifier(name)) IS NOT NULL"
        guard let column = columns.first(where: { $0.name == name }), let reading = column.readingSQL else {
            label = LabelProfile(type: .unsupported, rows: 0, missing: snapshot.response.snapshot.rows)
            return
        }
        let table = try connection.query("SELECT \(reading) FROM \(relation)")
        label = table.columns.first.map(LabelProfile.init(of:)) ?? LabelProfile(type: .unsupported, rows: 0)
    }

    /// The engine that reads snapshots and writes the run's Parquet files.
    static func engine(_ context: RunContext) throws -> Engine { try context.workshop.engine() }

    /// A connection to such an engine.
    static func connect(_ context: RunContext) throws -> Connection { try engine(context).connect() }

    /// These columns of the rows with a label, in key order.
    func table(of names: [String]) throws -> Table {
        let byName = Dictionary(columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let list = SQL(names.compactMap { byName[$0]?.readingSQL })
        return try connection.query("SELECT \(list) FROM \(labelledRows)", expectedRows: label.rows)
    }
}
