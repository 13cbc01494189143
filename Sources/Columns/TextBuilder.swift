import CArrow

/// Collects texts as codes into a dictionary that grows with the distinct texts.
struct TextCollector {
    private var codes: [Int32] = []
    private var interner = TextInterner()

    init(expectedRows: Int) {
        codes.reserveCapacity(expectedRows)
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeRawPointer, count: Int) {
        codes.append(interner.code(of: bytes, count: count))
    }

    /// A row without a value.
    @inline(__always)
    mutating func appendNull() { codes.append(-1) }

    /// A code for bytes that rows will refer to by ``append(code:)``.
    mutating func code(of bytes: UnsafeRawPointer, count: Int) -> Int32 { interner.code(of: bytes, count: count) }

    @inline(__always)
    mutating func append(code: Int32) { codes.append(code) }

    /// The column, its codes in the order of the texts' bytes.
    mutating func finish(_ validity: Validity) throws(ColumnsError) -> Column {
        let (dictionary, rank) = try interner.finish()
        codes.withUnsafeMutableBufferPointer { codes in
            for row in codes.indices { codes[row] = codes[row] < 0 ? 0 : rank[Int(codes[row])] }
        }
        return .text(TextValues(codes: codes, dictionary: dictionary, validity: validity))
    }
}

/// Collects texts with offsets of 32 or 64 bits.
final class TextBuilder<Offset: FixedWidthInteger & BitwiseCopyable>: ColumnBuilder {
    private var texts: TextCollector
    private var validity: ValidityBuilder

    init(expectedRows: Int) {
        texts = TextCollector(expectedRows: expectedRows)
        validity = ValidityBuilder(expectedRows: expectedRows)
    }

    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError) {
        let cells = try ArrowCells(array, skip: skip, rows: rows, buffers: 3)
        guard rows > 0, let offsets = try cells.buffer(1) else { return }
        let reader = try OffsetReader<Offset>(offsets, cells: cells)
        validity.append(cells)
        for row in 0..<rows {
            let (start, length) = try reader.text(cells.offset + row)
            guard cells.isValid(row) else {
                texts.appendNull()
                continue
            }
            texts.append(reader.bytes + start, count: length)
        }
    }

    func finish() throws(ColumnsError) -> Column { try texts.finish(validity.finish()) }
}

/// The bounds of texts that lie one after the other.
struct OffsetReader<Offset: FixedWidthInteger & BitwiseCopyable> {
    let bytes: UnsafeRawPointer
    private let offsets: UnsafeRawPointer

    init(_ offsets: UnsafeRawPointer, cells: ArrowCells) throws(ColumnsError) {
        self.offsets = offsets
        // Without a byte in any text there may be no buffer; the offsets then all agree, and nothing is read.
        let stride = MemoryLayout<Offset>.stride
        let first = offsets.loadUnaligned(fromByteOffset: cells.offset * stride, as: Offset.self)
        let last = offsets.loadUnaligned(fromByteOffset: (cells.offset + cells.rows) * stride, as: Offset.self)
        guard first >= 0, last >= first else { throw Self.damage }
        guard let bytes = cells.optionalBuffer(2) ?? (first == last ? offsets : nil) else {
            throw ColumnsError(.malformed, "an Arrow text array has no bytes")
        }
        self.bytes = bytes
    }

    /// Where a text starts and how long it is, in bytes.
    @inline(__always)
    func text(_ place: Int) throws(ColumnsError) -> (start: Int, length: Int) {
        let stride = MemoryLayout<Offset>.stride
        let start = offsets.loadUnaligned(fromByteOffset: place * stride, as: Offset.self)
        let end = offsets.loadUnaligned(fromByteOffset: (place + 1) * stride, as: Offset.self)
        guard start >= 0, end >= start else { throw Self.damage }
        return (Int(start), Int(end - start))
    }

    private static var damage: ColumnsError { ColumnsError(.malformed, "the offsets of an Arrow text array go backwards") }
}
