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
    associatedtype Target
    func target(_ source: Source) -> Target
}

/// Converts the cells of a batch.
///
/// The builders are called through a protocol, where the compiler does not specialise generic code; so the loop over
/// the cells is a closure made where all types are known, and the builders themselves are not generic.
struct CellLoop<Target> {
    /// Bytes of a cell.
    let stride: Int
    /// Converts so many cells.
    let convert: (_ source: UnsafeRawPointer, _ rows: Int, _ target: UnsafeMutablePointer<Target>) -> Void

    @inline(__always)
    init<Conversion: CellConversion>(_ conversion: Conversion) where Conversion.Target == Target {
        stride = MemoryLayout<Conversion.Source>.stride
        convert = { source, rows, target in
            let stride = MemoryLayout<Conversion.Source>.stride
            for row in 0..<rows {
                target[row] = conversion.target(
                    source.loadUnaligned(fromByteOffset: row * stride, as: Conversion.Source.self))
            }
        }
    }

    /// Adds the cells of a batch to some values; where a cell is null the value is the filler, so that equal columns
    /// are equal.
    @inline(__always)
    func append(_ cells: ArrowCells, from source: UnsafeRawPointer, to values: inout [Target], filler: Target) {
        let start = values.count
        values.append(contentsOf: repeatElement(filler, count: cells.rows))
        values.withUnsafeMutableBufferPointer { values in
            guard let base = values.baseAddress else { return }
            convert(source + cells.offset * stride, cells.rows, base + start)
            guard cells.validity != nil else { return }
            for row in 0..<cells.rows where !cells.isValid(row) { values[start + row] = filler }
        }
    }
}

/// Collects values that are integers of 64 bits in the end: integers and moments.
final class IntegerBuilder: ColumnBuilder {
    private var values: [Int64] = []
    private var validity: ValidityBuilder
    private let loop: CellLoop<Int64>
    private let moments: TimestampKind?

    /// Moments of a kind, or integers.
    init(_ loop: CellLoop<Int64>, moments: TimestampKind? = nil, expectedRows: Int) {
        self.loop = loop
        self.moments = moments
        validity = ValidityBuilder(expectedRows: expectedRows)
        values.reserveCapacity(expectedRows)
    }

    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError) {
        let cells = try ArrowCells(array, skip: skip, rows: rows, buffers: 2)
        guard let source = try cells.buffer(1) else { return }
        validity.append(cells)
        loop.append(cells, from: source, to: &values, filler: 0)
    }

    func finish() -> Column {
        let values = Values(values, validity: validity.finish())
        return moments.map { .timestamp(values, $0) } ?? .integer(values)
    }
}

/// Collects values that are doubles in the end.
final class DoubleBuilder: ColumnBuilder {
    private var values: [Double] = []
    private var validity: ValidityBuilder
    private let loop: CellLoop<Double>

    init(_ loop: CellLoop<Double>, expectedRows: Int) {
        self.loop = loop
        validity = ValidityBuilder(expectedRows: expectedRows)
        values.reserveCapacity(expectedRows)
    }

    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError) {
        let cells = try ArrowCells(array, skip: skip, rows: rows, buffers: 2)
        guard let source = try cells.buffer(1) else { return }
        validity.append(cells)
        loop.append(cells, from: source, to: &values, filler: 0)
    }

    func finish() -> Column { .double(Values(values, validity: validity.finish())) }
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
        values += (0..<rows).map { bits[cells.offset + $0] && cells.isValid($0) }
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
