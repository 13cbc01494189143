import Columns
import Evidence
import Warehouse

/// Writes a table of DuckDB as Parquet in an order that does not depend on the order of its rows.
struct SnapshotWriter {
    let connection: Connection
    /// The table that holds the dataset.
    let table: Identifier
    let columns: [DatasetQuery.Column]
    let rows: Int

    /// Writes the rows in key order; ties, and rows without a key, are ordered by all columns.
    ///
    /// NULLs stand last; text is compared by its bytes. Types that Parquet lacks are cast, which the columns say.
    ///
    /// - Throws: what the engine throws.
    func write(to path: String, key: [String]) throws(WarehouseError) -> [WorkerResponse.Column] {
        let fits = try wideIntegersThatFit()
        let casts = columns.map { StoredType($0.type).cast(fitsInt64: fits.contains($0.name)) }
        let selected = SQL(
            zip(columns, casts).map { column, cast -> SQL in
                let name = Identifier(column.name)
                guard let cast else { return "\(name)" }
                return "\(SQL.cast("\(name)", to: cast.columnType)) AS \(name)"
            })
        try Parquet.copy(
            "SELECT \(selected) FROM \(table)", orderedBy: try ordering(key: key), to: path, connection)
        let stored = try Parquet.columns(of: path, connection)
        return zip(columns, stored).map { column, stored in
            WorkerResponse.Column(
                name: column.name, engineType: column.type, storedType: stored.engineType, type: stored.type)
        }
    }

    /// The columns of wide integers whose values all fit into 64 bits.
    private func wideIntegersThatFit() throws(WarehouseError) -> Set<String> {
        let wide = columns.filter { StoredType($0.type).mayExceedInt64 }
        if wide.isEmpty { return [] }
        let tests = SQL(
            wide.indices.map { index -> SQL in
                let name = Identifier(wide[index].name)
                return """
                    coalesce(bool_and(\(name) BETWEEN -9223372036854775808 AND 9223372036854775807), true)
                    AS \(Identifier("c\(index)"))
                    """
            })
        let answer = try connection.query("SELECT \(tests) FROM \(table)")
        return Set(
            wide.indices.filter { index in
                if case .boolean(let flag)? = answer["c\(index)"] { flag[0] == true } else { false }
            }.map { wide[$0].name })
    }

    /// What the rows are ordered by: the key alone where it is unique, since nothing is left to decide.
    private func ordering(key: [String]) throws(WarehouseError) -> [SQL] {
        let keys = key.map { "\(Identifier($0))" as SQL }
        if !key.isEmpty {
            let distinct = try connection.query(
                "SELECT count(*) AS n FROM (SELECT DISTINCT \(key.map { Identifier($0) }) FROM \(table))")
            let inexact = columns.contains { key.contains($0.name) && StoredType($0.type).hasUnequalTwins }
            if distinct.integer == rows, !inexact { return keys }
        }
        let rest = columns.filter { !key.contains($0.name) }.map { "\(Identifier($0.name))" as SQL }
        // Zero has two signs, and an interval several spellings.
        let twins = columns.filter { StoredType($0.type).hasUnequalTwins }.map { column -> SQL in
            let name = Identifier(column.name)
            // A sign sorts in a fraction of the time of a text.
            return StoredType(column.type).isFloat ? "NOT signbit(\(name))" : "CAST(\(name) AS VARCHAR)"
        }
        return keys + rest + twins
    }
}
