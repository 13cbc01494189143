import Evidence

/// A table of text with aligned columns.
package struct TextTable: Sendable {
    /// Where the cells of a column stand.
    package enum Alignment: Sendable {
        case left
        case right
    }

    private let header: [String]
    private let alignments: [Alignment]
    private var rows: [[String]] = []

    package init(_ columns: [(title: String, alignment: Alignment)]) {
        header = columns.map(\.title)
        alignments = columns.map(\.alignment)
    }

    /// Adds a row; it has as many cells as there are columns.
    package mutating func append(_ cells: [String]) {
        precondition(cells.count == header.count, "a cell a column")
        rows.append(cells.map(DisplayText.escaped))
    }

    /// The lines, indented, two spaces between columns.
    package func lines(_ style: Style, indent: Int = 2) -> [String] {
        let widths = header.indices.map { column in
            ([header[column]] + rows.map { $0[column] }).map(\.count).max() ?? 0
        }
        return ([header] + rows).enumerated().map { number, cells in
            let padded = cells.indices.map { column in
                let gap = String(repeating: " ", count: widths[column] - cells[column].count)
                return alignments[column] == .left ? cells[column] + gap : gap + cells[column]
            }
            var line = padded.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            let margin = String(repeating: " ", count: indent)
            return margin + (number == 0 ? style.paint(line, .dim) : line)
        }
    }
}
