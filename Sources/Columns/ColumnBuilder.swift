import CArrow

/// Collects one column batch by batch.
protocol ColumnBuilder: AnyObject {
    /// Adds `rows` rows of an array, from row `skip` on.
    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError)
    /// The column; the builder is not used after it.
    func finish() throws(ColumnsError) -> Column
}

/// How a cell of fixed width becomes a value of a column.
protocol CellConversion {
    associatedtype Source: BitwiseCopyable
    associatedtype Target: Sendable & Equatable
    /// What stands where there is no value, so that equal columns are equal.
    static var filler: Target { get }
    func target(_ source: Source) -> Target
}

/// Collects cells of fixed width.
final class FixedWidthBuilder<Conversion: CellConversion>: ColumnBuilder {
    private var values: [Conversion.Target] = []
    private var validity: ValidityBuilder
    private let conversion: Conversion
    private let column: (Values<Conversion.Target>) -> Column

    init(
        _ conversion: Conversion, expectedRows: Int, column: @escaping (Values<Conversion.Target>) -> Column
    ) {
        self.conversion = conversion
        self.column = column
        validity = ValidityBuilder(expectedRows: expectedRows)
        values.reserveCapacity(expectedRows)
    }

    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError) {
        let cells = try ArrowCells(array, skip: skip, rows: rows, buffers: 2)
        guard let source = try cells.buffer(1) else { return }
        validity.append(cells)
        let start = values.count
        let stride = MemoryLayout<Conversion.Source>.stride
        let conversion = conversion
        values.append(contentsOf: repeatElement(Conversion.filler, count: rows))
        values.withUnsafeMutableBufferPointer { values in
            let base = source + cells.offset * stride
            for row in 0..<rows {
                let cell = base.loadUnaligned(fromByteOffset: row * stride, as: Conversion.Source.self)
                values[start + row] = conversion.target(cell)
            }
            guard cells.validity != nil else { return }
            for row in 0..<rows where !cells.isValid(row) { values[start + row] = Conversion.filler }
        }
    }

    func finish() -> Column { column(Values(values, validity: validity.finish())) }
}

/// Collects Booleans, which Arrow packs into bits.
final class BooleanBuilder: ColumnBuilder {
    private var values: [Bool] = []
    private var validity: ValidityBuilder

    init(expectedRows: Int) {
        validity = ValidityBuilder(expectedRows: expectedRows)
        values.reserveCapacity(expectedRows)
    }

    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError) {
        let cells = try ArrowCells(array, skip: skip, rows: rows, buffers: 2)
        guard let source = try cells.buffer(1) else { return }
        validity.append(cells)
        let bits = BitReader(source, bitCount: cells.offset + rows)
        for row in 0..<rows { values.append(bits[cells.offset + row] && cells.isValid(row)) }
    }

    func finish() -> Column { .boolean(Values(values, validity: validity.finish())) }
}

/// Collects rows of Arrow's null type: text without a value.
final class NullBuilder: ColumnBuilder {
    private var validity = ValidityBuilder(expectedRows: 0)

    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError) {
        _ = try ArrowCells(array, skip: skip, rows: rows, buffers: 0)
        validity.appendNull(rows)
    }

    func finish() -> Column {
        .text(
            TextValues(
                codes: [Int32](repeating: 0, count: validity.count), dictionary: [], validity: validity.finish()))
    }
}
