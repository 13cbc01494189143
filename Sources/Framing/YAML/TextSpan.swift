/// A stretch of a text file, from its first character to just after its last.
struct TextSpan: Sendable, Equatable {
    /// Line, from 1.
    let line: Int
    /// Column in Unicode scalars, from 1.
    let column: Int
    let endLine: Int
    let endColumn: Int

    init(line: Int, column: Int, endLine: Int, endColumn: Int) {
        self.line = line
        self.column = column
        self.endLine = endLine
        self.endColumn = endColumn
    }

    /// One character at a place.
    init(line: Int, column: Int) {
        self.init(line: line, column: column, endLine: line, endColumn: column + 1)
    }
}
