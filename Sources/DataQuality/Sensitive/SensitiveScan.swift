import Columns
package import Evidence
import Warehouse

/// A column that holds, or may hold, what tells who a person is.
package struct PersonalColumn: Sendable, Equatable {
    package var name: String
    package var kind: PersonalKind
    package var certainty: PersonalCertainty
    /// What in particular, such as a country's number.
    package var detail: String?
    /// Different values that speak for it, of how many.
    package var matching: Int
    package var values: Int
    /// Rows of the sample that have a value.
    package var rows: Int
}

/// What a look for personal data found.
package struct SensitiveColumns: Sendable, Equatable {
    package var personal: [PersonalColumn] = []
    /// Columns whose name speaks of a protected attribute.
    package var protected: [Protected] = []
    /// Rows of the sample, and columns that were looked at.
    package var sampleRows = 0
    package var columns = 0

    /// A column whose name speaks of a protected attribute.
    package struct Protected: Sendable, Equatable {
        package var name: String
        package var attribute: ProtectedAttribute
    }

    /// How far the look went.
    package var summary: ChecksDocument.Privacy {
        .init(
            sampleRows: sampleRows, columns: columns, personal: personal.map(\.name), protected: protected.map(\.name))
    }

    /// Columns whose values are shown nowhere.
    package var masked: Set<String> { Set(personal.map(\.name)) }
}

/// Looks for personal data: by content in a sample of the rows, and by the names of columns.
package struct SensitiveScan: Sendable {
    private let relation: CheckedRelation

    package init(_ relation: CheckedRelation) { self.relation = relation }

    /// Looks through a sample of bounded size, which is the same in whatever order the rows stand.
    ///
    /// - Throws: what `ask` throws.
    package func columns(ask: @escaping Asking) async throws -> SensitiveColumns {
        let (contents, rows) = try await ContentSample(relation: relation).contents(ask: ask)
        var found = SensitiveColumns()
        found.sampleRows = rows
        found.columns = relation.columns.count
        for content in contents {
            guard let verdict = PersonalJudgement(content).verdict else { continue }
            found.personal.append(
                PersonalColumn(
                    name: content.column.name, kind: verdict.kind, certainty: verdict.certainty,
                    detail: verdict.detail, matching: verdict.matching, values: content.values, rows: content.rows))
        }
        for column in relation.columns {
            guard let attribute = ProtectedAttribute(ColumnWords(column.name)) else { continue }
            found.protected.append(.init(name: column.name, attribute: attribute))
        }
        return found
    }
}
