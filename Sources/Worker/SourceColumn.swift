package import Columns

/// A column of a source as it was read, or as it is expected to be.
package struct SourceColumn: Codable, Sendable, Equatable {
    package var name: String
    package var type: ColumnType

    package init(name: String, type: ColumnType) {
        self.name = name
        self.type = type
    }
}
