package import Columns
import Evidence
import Foundation
package import ONNXRuntime

extension ForeignBinding {
    /// What goes into the graph for some rows of a table.
    ///
    /// Numbers that are missing are NaN, texts that are missing are empty; integers and truth values have no form for
    /// what is missing.
    ///
    /// - Parameters:
    ///   - table: holds the columns of ``sourceColumns``.
    ///   - rows: the rows in the order wanted.
    /// - Returns: an array for each input.
    /// - Throws: ``ForeignError`` where a column is not there, or holds what the graph's type cannot.
    package func arrays(of table: Table, rows: some RandomAccessCollection<Int>) throws(ForeignError) -> [RuntimeArray]
    {
        var arrays: [RuntimeArray] = []
        for input in inputs {
            var columns: [Column] = []
            for name in input.columns {
                guard let column = table[name] else {
                    throw .misfit("there is no column '\(name)', which the model reads", advice: "add it", column: name)
                }
                columns.append(column)
            }
            let shape = input.isMatrix ? [Int64(rows.count), Int64(columns.count)] : [Int64(rows.count)]
            arrays.append(try input.array(of: columns, rows, shape: shape))
        }
        return arrays
    }
}

extension ForeignBinding.Input {
    fileprivate func array(
        of columns: [Column], _ rows: some RandomAccessCollection<Int>, shape: [Int64]
    ) throws(ForeignError) -> RuntimeArray {
        switch element {
        case .float: RuntimeArray(name: name, element: element, shape: shape, numbers(columns, rows).map(Float.init))
        case .double: RuntimeArray(name: name, element: element, shape: shape, numbers(columns, rows))
        case .int64:
            RuntimeArray(name: name, element: element, shape: shape, try integers(columns, rows, as: Int64.self))
        case .int32:
            RuntimeArray(name: name, element: element, shape: shape, try integers(columns, rows, as: Int32.self))
        case .boolean:
            RuntimeArray(
                name: name, element: element, shape: shape,
                try integers(columns, rows, as: Int8.self).map { UInt8($0 == 0 ? 0 : 1) })
        case .text: texts(columns, rows, shape: shape)
        }
    }

    private func numbers(_ columns: [Column], _ rows: some RandomAccessCollection<Int>) -> [Double] {
        let width = columns.count
        var values = [Double](repeating: .nan, count: rows.count * width)
        for (place, column) in columns.enumerated() {
            var index = place
            for row in rows {
                values[index] = column.number(at: row) ?? .nan
                index += width
            }
        }
        return values
    }

    private func integers<Value: FixedWidthInteger>(
        _ columns: [Column], _ rows: some RandomAccessCollection<Int>, as type: Value.Type
    ) throws(ForeignError) -> [Value] {
        let width = columns.count
        var values = [Value](repeating: 0, count: rows.count * width)
        for (place, column) in columns.enumerated() {
            var (index, unfit) = (place, 0)
            for row in rows {
                if let value = column.integer(at: row, as: type) { values[index] = value } else { unfit += 1 }
                index += width
            }
            guard unfit == 0 else {
                throw .misfit(
                    "\(NumberText.counted(unfit, "row")) of '\(self.columns[place])' are missing or no integers, and the "
                        + "model's input '\(name)' takes integers",
                    advice: "fill them in the dataset's SQL, as was done for training", column: self.columns[place],
                    count: unfit)
            }
        }
        return values
    }

    private func texts(
        _ columns: [Column], _ rows: some RandomAccessCollection<Int>, shape: [Int64]
    ) -> RuntimeArray {
        let width = columns.count
        var codes = [Int32](repeating: 0, count: rows.count * width)
        var dictionary = [""]
        for (place, column) in columns.enumerated() {
            guard case .text(let values) = column else { continue }
            let offset = Int32(dictionary.count)
            dictionary += values.dictionary
            var index = place
            for row in rows {
                if values.validity[row] { codes[index] = values.codes[row] + offset }
                index += width
            }
        }
        return RuntimeArray(
            name: name, element: .text, shape: shape, bytes: codes.withUnsafeBytes { Data($0) }, dictionary: dictionary)
    }
}

extension Column {
    fileprivate func number(at row: Int) -> Double? {
        switch self {
        case .integer(let values): values[row].map(Double.init)
        case .double(let values): values[row]
        case .boolean(let values): values[row].map { $0 ? 1 : 0 }
        case .text, .timestamp: nil
        }
    }

    fileprivate func integer<Value: FixedWidthInteger>(at row: Int, as type: Value.Type) -> Value? {
        switch self {
        case .integer(let values): values[row].flatMap { Value(exactly: $0) }
        case .double(let values): values[row].flatMap { Value(exactly: $0) }
        case .boolean(let values): values[row].map { $0 ? 1 : 0 }
        case .text, .timestamp: nil
        }
    }
}
