import CArrow

/// The rows of one column in one batch, checked against what the format promises.
///
/// The C data interface says nothing of the buffers' sizes: a producer that lies about a length cannot be found
/// out. Everything that can be checked is checked here, before a value is read.
struct ArrowCells {
    /// The first row's place in the buffers.
    let offset: Int
    /// Number of rows.
    let rows: Int
    /// Which rows are valid, or `nil` where all are.
    let validity: BitReader?
    private let buffers: UnsafeMutablePointer<UnsafeRawPointer?>?
    private let bufferCount: Int

    /// Most rows of a batch; a length above it is taken for damage.
    static let maximumRows = 1 << 40

    /// Takes `rows` rows from row `skip` of an array that must have `buffers` buffers, or more.
    init(
        _ pointer: UnsafePointer<ArrowArray>, skip: Int, rows: Int, buffers expected: Int
    ) throws(ColumnsError) {
        let array = pointer.pointee
        guard array.release != nil else { throw ColumnsError(.malformed, "an Arrow array was released before its use") }
        guard array.length >= 0, array.offset >= 0, array.length <= Self.maximumRows, array.offset <= Self.maximumRows,
            array.null_count >= -1, array.null_count <= array.length
        else { throw ColumnsError(.malformed, "an Arrow array has an impossible length, offset or number of nulls") }
        guard skip >= 0, rows >= 0, skip + rows <= Int(array.length) else {
            throw ColumnsError(.malformed, "an Arrow array is shorter than its batch")
        }
        guard Int(array.n_buffers) >= expected, array.n_buffers <= 1 << 20, expected == 0 || array.buffers != nil else {
            throw ColumnsError(.malformed, "an Arrow array lacks buffers")
        }
        offset = Int(array.offset) + skip
        self.rows = rows
        buffers = array.buffers
        bufferCount = Int(array.n_buffers)
        if expected > 0, array.null_count != 0, rows > 0 {
            if let bits = array.buffers?[0] {
                validity = BitReader(bits, bitCount: offset + rows)
            } else if array.null_count > 0 {
                throw ColumnsError(.malformed, "an Arrow array with nulls has no bitmap")
            } else {
                validity = nil
            }
        } else {
            validity = nil
        }
    }

    /// A buffer; `nil` is allowed only where there is no row.
    func buffer(_ index: Int) throws(ColumnsError) -> UnsafeRawPointer? {
        guard index < bufferCount, let pointer = buffers?[index] else {
            guard rows == 0 else { throw ColumnsError(.malformed, "an Arrow array with rows has no values") }
            return nil
        }
        return pointer
    }

    /// A buffer that may be absent, or the number of buffers where the index is from the end.
    func optionalBuffer(_ index: Int) -> UnsafeRawPointer? {
        index < bufferCount ? buffers?[index] : nil
    }

    /// Buffers that the array has.
    var count: Int { bufferCount }

    /// Whether the row holds a value.
    @inline(__always)
    func isValid(_ row: Int) -> Bool { validity.map { $0[offset + row] } ?? true }
}

extension ValidityBuilder {
    /// Adds the rows of a batch.
    mutating func append(_ cells: ArrowCells) {
        guard let bits = cells.validity else { return appendValid(cells.rows) }
        append(bits, offset: cells.offset, rows: cells.rows)
    }
}
