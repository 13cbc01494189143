package import Columns

extension SQL {
    /// A part of a moment, NULL for NULL.
    package static func part(_ part: MomentPart, of moment: SQL, _ kind: TimestampKind) -> SQL {
        SQL(pieces: [
            .dialectal { dialect in dialect.calendar.part(part, dialect.calendar.wallClock(moment, kind)) }
        ])
    }

    /// Microseconds from 1970-01-01T00:00:00 to a moment, NULL for NULL.
    package static func microseconds(of moment: SQL, _ kind: TimestampKind) -> SQL {
        SQL(pieces: [.dialectal { dialect in dialect.calendar.microseconds(moment, kind) }])
    }

    /// Whether a value is one of some whole numbers, at least one; NULL for NULL.
    package static func isAmong(_ value: SQL, _ numbers: [Int]) -> SQL {
        SQL(pieces: [.dialectal { dialect in dialect.isAmong(value, numbers) }])
    }

    /// The least of some values, none of which is NULL.
    package static func least(_ values: [SQL]) -> SQL {
        SQL(pieces: [.dialectal { dialect in "\(dialect.extremes.least)(\(values))" }])
    }

    /// The greatest of some values, none of which is NULL.
    package static func greatest(_ values: [SQL]) -> SQL {
        SQL(pieces: [.dialectal { dialect in "\(dialect.extremes.greatest)(\(values))" }])
    }

    /// A named query of a WITH clause, which the engine works out once for each row that reads it.
    package static func stage(_ name: Identifier, _ query: SQL) -> SQL {
        SQL(pieces: [.dialectal { dialect in dialect.stage(name, query) }])
    }

    /// A relation as it is, or in an engine whose columns have no types one that ends a query with an error where a
    /// value is of another type than the column should have: a wrong answer is worse than none.
    ///
    /// - Parameters:
    ///   - relation: what stands behind FROM.
    ///   - columns: those that are read, with their types.
    ///   - others: those that are handed on as they are.
    /// - Returns: what stands behind FROM.
    package static func holding(
        _ relation: SQL, to columns: [(name: String, type: ColumnType)], besides others: [String]
    ) -> SQL {
        let raw = Identifier("raw rows")
        return SQL(pieces: [
            .dialectal { dialect in
                var held: [SQL] = []
                for column in columns {
                    let name = Identifier(column.name)
                    // A name without its table would be taken for a text where there is no such column.
                    guard let value = dialect.heldToType("\(raw).\(name)", column.name, column.type) else {
                        return relation
                    }
                    held.append("\(value) AS \(name)")
                }
                let kept = others.filter { other in !columns.contains { $0.name == other } }
                    .map { "\(raw).\(Identifier($0)) AS \(Identifier($0))" as SQL }
                guard !held.isEmpty else { return relation }
                return "(SELECT \(kept + held) FROM \(relation) AS \(raw))"
            }
        ])
    }
}
