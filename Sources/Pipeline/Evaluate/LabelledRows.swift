import Columns
import Evaluation
import Evidence

/// The rows of a file of predictions that have a label, and what to say of a cell among them.
struct LabelledRows: Sendable {
    let file: String
    let table: Table
    /// Rows of the table with a label.
    let rows: [Int]
    /// Says that some rows are left out.
    let findings: [Finding]

    /// - Throws: ``PredictionsError`` where no row has a label.
    init(_ table: Table, label: String, file: String) throws {
        guard let column = table[label] else { preconditionFailure("the label was read") }
        self.table = table
        self.file = file
        rows =
            column.validity.isTrivial ? Array(0..<table.rowCount) : (0..<table.rowCount).filter { column.validity[$0] }
        let without = table.rowCount - rows.count
        guard !rows.isEmpty else {
            throw PredictionsError([
                Finding(
                    .error, .labelMissing, "no row has a label in '\(label)'",
                    advice: "join what came true to the predictions first", file: file, column: label, count: without)
            ])
        }
        findings =
            without == 0
            ? []
            : [
                Finding(
                    .warning, .labelMissing,
                    "\(NumberText.counted(without, "row")) without a '\(label)' \(without == 1 ? "is" : "are") left out",
                    advice: "see that they are missing by chance: figures speak of the others alone", file: file,
                    column: label, count: without)
            ]
    }

    /// The cells of the rows; the column was read.
    func cells(_ name: String) -> Column {
        guard let column = table[name] else { preconditionFailure("the column was read") }
        return column.selecting(rows)
    }

    /// The query of each row by a column, numbered as they come; `nil` where none is named.
    func queries(_ name: String?) -> [Int32]? {
        guard let name, let column = table[name] else { return nil }
        let units = ResamplingUnits.groups(of: column, rows: rows)
        return units.ids ?? rows.indices.map { Int32($0) }
    }

    /// The numbers of a column in the rows; booleans are 0 and 1.
    ///
    /// - Parameters:
    ///   - name: the column.
    ///   - code: of the finding where a number is not fit.
    ///   - noun: what the number is.
    ///   - cure: what to do where one is not fit.
    ///   - isFit: whether a number can be worked with.
    /// - Returns: a number for each row.
    /// - Throws: ``PredictionsError`` that names the first rows, counted from 1 in the file's order.
    func numbers(
        _ name: String, _ code: FindingCode, noun: String, cure: String, isFit: (Double) -> Bool = \.isFinite
    ) throws -> [Double] {
        let column = cells(name)
        let numbers: [Double]
        switch column {
        case .integer(let values): numbers = values.values.map(Double.init)
        case .double(let values): numbers = values.values
        case .boolean(let values): numbers = values.values.map { $0 ? 1 : 0 }
        case .text, .timestamp:
            throw PredictionsError([
                Finding(
                    .error, code,
                    "column '\(name)' holds \(column.type == .text ? "text" : "moments"), and a \(noun) is a number",
                    advice: column.type == .text ? "see that every cell of the column is a number" : cure, file: file,
                    column: name)
            ])
        }
        let validity = column.validity
        let bad = numbers.indices.filter { !validity[$0] || !isFit(numbers[$0]) }
        guard let first = bad.first else { return numbers }
        let shown = !validity[first] ? "missing" : NumberText.setting(numbers[first])
        throw PredictionsError([
            Finding(
                .error, code,
                "the \(noun) '\(name)' of row \(rows[first] + 1) is \(shown)"
                    + (bad.count > 1
                        ? ", and \(NumberText.counted(bad.count - 1, "other row")) \(bad.count == 2 ? "is" : "are") like it"
                        : ""),
                advice: cure, file: file, column: name, count: bad.count,
                keys: bad.prefix(Limits.keysPerFinding).map { "row \(rows[$0] + 1)" })
        ])
    }
}
