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

    /// Adds the rows of a batch.
    mutating func append(_ cells: ArrowCells, _ reader: OffsetReader) throws(ColumnsError) {
        for row in 0..<cells.rows {
            let (start, length) = try reader.text(cells.offset + row)
            codes.append(cells.isValid(row) ? interner.code(of: reader.bytes + start, count: length) : -1)
        }
    }

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
final class TextBuilder: ColumnBuilder {
    private var texts: TextCollector
    private var validity: ValidityBuilder
    private let longOffsets: Bool

    init(longOffsets: Bool, expectedRows: Int) {
        self.longOffsets = longOffsets
        texts = TextCollector(expectedRows: expectedRows)
        validity = ValidityBuilder(expectedRows: expectedRows)
    }

    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError) {
        let cells = try ArrowCells(array, skip: skip, rows: rows, buffers: 3)
        guard rows > 0, let offsets = try cells.buffer(1) else { return }
        let reader = try OffsetReader(offsets, long: longOffsets, cells: cells)
        validity.append(cells)
        try texts.append(cells, reader)
    }

    func finish() throws(ColumnsError) -> Column { try texts.finish(validity.finish()) }
}

/// The bounds of texts that lie one after the other, with offsets of 32 or 64 bits.
struct OffsetReader {
    let bytes: UnsafeRawPointer
    private let offsets: UnsafeRawPointer
    private let long: Bool

    init(_ offsets: UnsafeRawPointer, long: Bool, cells: ArrowCells) throws(ColumnsError) {
        self.offsets = offsets
        self.long = long
        let first = Self.offset(offsets, long, cells.offset)
        let last = Self.offset(offsets, long, cells.offset + cells.rows)
        guard first >= 0, last >= first else { throw Self.damage }
        // Without a byte in any text there may be no buffer; the offsets then all agree, and nothing is read.
        guard let bytes = cells.optionalBuffer(2) ?? (first == last ? offsets : nil) else {
            throw ColumnsError(.malformed, "an Arrow text array has no bytes")
        }
        self.bytes = bytes
    }

    /// Where a text starts and how long it is, in bytes.
    @inline(__always)
    func text(_ place: Int) throws(ColumnsError) -> (start: Int, length: Int) {
        let start = Self.offset(offsets, long, place)
        let end = Self.offset(offsets, long, place + 1)
        guard start >= 0, end >= start else { throw Self.damage }
        return (start, end - start)
    }

    @inline(__always)
    private static func offset(_ offsets: UnsafeRawPointer, _ long: Bool, _ place: Int) -> Int {
        long
            ? Int(offsets.loadUnaligned(fromByteOffset: place * 8, as: Int64.self))
            : Int(offsets.loadUnaligned(fromByteOffset: place * 4, as: Int32.self))
    }

    private static var damage: ColumnsError {
        ColumnsError(.malformed, "the offsets of an Arrow text array go backwards")
    }
}
