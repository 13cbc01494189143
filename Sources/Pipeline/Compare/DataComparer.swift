import Columns
import Evidence
import Warehouse

/// How the data of two runs differs: columns and sources from their evidence, rows from their parts.
struct DataComparer {
    let before: ComparedRun
    let after: ComparedRun
    let connection: Connection

    /// - Throws: `WarehouseError` where the parts cannot be read.
    func difference() throws -> DataDifference {
        let (old, new) = (before.evidence.data, after.evidence.data)
        let same = old.snapshot == new.snapshot
        return DataDifference(same: same, rows: try rows(same: same), columns: columns, sources: sources)
    }

    private var columns: DataDifference.Columns {
        let (old, new) = (before.evidence.data.columns, after.evidence.data.columns)
        let types = Dictionary(old.map { ($0.name, $0.type) }) { first, _ in first }
        let names = Set(new.map(\.name))
        var columns = DataDifference.Columns()
        columns.removed = old.filter { !names.contains($0.name) }.map { .init(name: $0.name, type: $0.type) }
        for column in new {
            guard let type = types[column.name] else {
                columns.added.append(.init(name: column.name, type: column.type))
                continue
            }
            if type != column.type {
                columns.retyped.append(.init(name: column.name, before: type, after: column.type))
            }
        }
        return columns
    }

    private var sources: [DataDifference.Source] {
        let old = Dictionary(before.evidence.data.sources.map { ($0.name, $0.rows) }) { first, _ in first }
        let new = Dictionary(after.evidence.data.sources.map { ($0.name, $0.rows) }) { first, _ in first }
        return Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map {
            DataDifference.Source(name: $0, before: old[$0], after: new[$0])
        }
    }

    // MARK: Rows

    private func rows(same: Bool) throws -> DataDifference.Rows {
        var rows = DataDifference.Rows(before: before.evidence.data.rows, after: after.evidence.data.rows)
        let isKeyed = !before.key.isEmpty && before.key == after.key
        if same {
            (rows.added, rows.removed) = (0, 0)
            rows.changed = isKeyed ? 0 : nil
            rows.by = isKeyed ? .key : .cells
            return rows
        }
        let shared = sharedColumns
        guard !before.parts.isEmpty, !after.parts.isEmpty, isKeyed || !shared.isEmpty else { return rows }
        let answer = try connection.query(isKeyed ? byKey(shared) : byCells(shared))
        let counts = answer.columns.map(Self.number)
        rows.by = isKeyed ? .key : .cells
        (rows.added, rows.removed) = (counts[0], counts[1])
        rows.changed = isKeyed ? counts[2] : nil
        return rows
    }

    /// The number in the only cell of a column.
    private static func number(_ column: Column) -> Int? {
        guard case .integer(let values) = column, let number = values[0] else { return nil }
        return Int(number)
    }

    /// Columns that both have in the same type, in the order of the later run.
    private var sharedColumns: [Identifier] {
        let types = Dictionary(before.evidence.data.columns.map { ($0.name, $0.type) }) { first, _ in first }
        return after.evidence.data.columns.filter { types[$0.name] == $0.type }.map { Identifier($0.name) }
    }

    /// The parts of a run as one relation that stands after FROM.
    private func relation(_ run: ComparedRun) -> SQL {
        let parts = SQL(run.parts.map { "SELECT * FROM \(Parquet.relation($0))" }, separatedBy: " UNION ALL ")
        return "(\(parts))"
    }

    /// Rows found again by their key, whatever its type.
    private func byKey(_ shared: [Identifier]) -> SQL {
        let keys = before.key.indices.map { Identifier("key \($0)") }
        func side(_ run: ComparedRun) -> SQL {
            let names = zip(run.key, keys).map { "CAST(\(Identifier($0)) AS VARCHAR) AS \($1)" as SQL }
            let cells: SQL = shared.isEmpty ? "0" : "hash(\(shared))"
            return "SELECT \(names), \(cells) AS cells, true AS present FROM \(relation(run)) AS dataset"
        }
        return """
            SELECT CAST(count(*) FILTER (WHERE old.present IS NULL) AS BIGINT), \
            CAST(count(*) FILTER (WHERE new.present IS NULL) AS BIGINT), \
            CAST(count(*) FILTER (WHERE old.cells <> new.cells) AS BIGINT) \
            FROM (\(side(before))) AS old FULL JOIN (\(side(after))) AS new USING (\(keys))
            """
    }

    /// Rows found again by all cells of the shared columns; equal rows are counted.
    private func byCells(_ shared: [Identifier]) -> SQL {
        func side(_ run: ComparedRun) -> SQL {
            """
            SELECT cells, count(*) AS number FROM (SELECT hash(\(shared)) AS cells FROM \(relation(run)) AS dataset) \
            GROUP BY cells
            """
        }
        return """
            SELECT CAST(sum(greatest(coalesce(new.number, 0) - coalesce(old.number, 0), 0)) AS BIGINT), \
            CAST(sum(greatest(coalesce(old.number, 0) - coalesce(new.number, 0), 0)) AS BIGINT) \
            FROM (\(side(before))) AS old FULL JOIN (\(side(after))) AS new USING (cells)
            """
    }
}
