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
}
