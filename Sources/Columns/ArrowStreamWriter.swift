package import CArrow

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Gives a table to an engine as an Arrow C stream.
///
/// Values are copied batch by batch into buffers of their own, so that the table need not outlive the stream and
/// no second copy of the whole exists.
package enum ArrowStreamWriter {
    /// Rows of a batch, a multiple of 64 so that bitmaps are copied by word.
    package static let batchRows = 1 << 16

    /// A stream of the table's rows in their order; whoever gets it releases it.
    package static func stream(of table: Table) -> ArrowArrayStream {
        var stream = ArrowArrayStream()
        stream.private_data = Unmanaged.passRetained(StreamState(table)).toOpaque()
        stream.get_schema = { stream, out in
            guard let state = StreamState.of(stream), let out else { return EINVAL }
            out.pointee = state.schema()
            return 0
        }
        stream.get_next = { stream, out in
            guard let state = StreamState.of(stream), let out else { return EINVAL }
            out.pointee = state.nextBatch()
            return 0
        }
        stream.get_last_error = { _ in nil }
        stream.release = { stream in
            guard let data = stream?.pointee.private_data else { return }
            Unmanaged<StreamState>.fromOpaque(data).release()
            stream?.pointee.private_data = nil
            stream?.pointee.release = nil
        }
        return stream
    }
}

/// What a stream needs to make its batches.
private final class StreamState {
    private let table: Table
    private let texts: [EncodedDictionary?]
    private var nextRow = 0

    init(_ table: Table) {
        self.table = table
        texts = table.columns.map { column in
            if case .text(let values) = column { EncodedDictionary(values.dictionary) } else { nil }
        }
    }

    static func of(_ stream: UnsafeMutablePointer<ArrowArrayStream>?) -> StreamState? {
        stream?.pointee.private_data.map { Unmanaged<StreamState>.fromOpaque($0).takeUnretainedValue() }
    }

    func schema() -> ArrowSchema {
        let children = zip(table.names, table.columns).enumerated().map { index, column in
            ExportedSchema.make(format: format(column.1, index), name: column.0, children: [])
        }
        return ExportedSchema.make(format: "+s", name: "", children: children)
    }

    func nextBatch() -> ArrowArray {
        // A table without rows is one empty stream; without columns its rows are still told.
        guard nextRow < table.rowCount else { return ArrowArray() }
        let rows = nextRow..<min(nextRow + ArrowStreamWriter.batchRows, table.rowCount)
        nextRow = rows.upperBound
        let children = zip(table.columns, texts).map { column, texts in array(column, texts, rows) }
        return ExportedArray.make(length: rows.count, nulls: 0, buffers: [nil], children: children)
    }

    private func format(_ column: Column, _ index: Int) -> String {
        switch column {
        case .boolean: "b"
        case .integer: "l"
        case .double: "g"
        case .text: "U"
        case .timestamp(_, .date): "tdD"
        case .timestamp(_, .timestamp): "tsu:"
        case .timestamp(_, .instant): "tsu:UTC"
        }
    }

    private func array(_ column: Column, _ texts: EncodedDictionary?, _ rows: Range<Int>) -> ArrowArray {
        let (bitmap, nulls) = ExportedArray.bitmap(column.validity, rows)
        switch column {
        case .boolean(let values):
            let bits = ExportedArray.zeroed((rows.count + 7) / 8)
            for (place, row) in rows.enumerated() where values.values[row] {
                bits.storeBytes(
                    of: bits.load(fromByteOffset: place >> 3, as: UInt8.self) | 1 << UInt8(place & 7),
                    toByteOffset: place >> 3, as: UInt8.self)
            }
            return ExportedArray.make(length: rows.count, nulls: nulls, buffers: [bitmap, bits], children: [])
        case .integer(let values), .timestamp(let values, .timestamp), .timestamp(let values, .instant):
            let copy = ExportedArray.copy(values.values[rows])
            return ExportedArray.make(length: rows.count, nulls: nulls, buffers: [bitmap, copy], children: [])
        case .double(let values):
            let copy = ExportedArray.copy(values.values[rows])
            return ExportedArray.make(length: rows.count, nulls: nulls, buffers: [bitmap, copy], children: [])
        case .timestamp(let values, .date):
            let days = values.values[rows].map { microseconds in
                let (days, rest) = microseconds.quotientAndRemainder(dividingBy: 86_400_000_000)
                return Int32(clamping: rest < 0 ? days - 1 : days)
            }
            let copy = ExportedArray.copy(days[...])
            return ExportedArray.make(length: rows.count, nulls: nulls, buffers: [bitmap, copy], children: [])
        case .text(let values):
            let (offsets, bytes) = (texts ?? EncodedDictionary([])).rows(of: values, rows)
            return ExportedArray.make(
                length: rows.count, nulls: nulls, buffers: [bitmap, offsets, bytes], children: [])
        }
    }
}

/// The UTF-8 of a dictionary's texts, one after the other.
private struct EncodedDictionary {
    private var bytes: [UInt8] = []
    private var starts: [Int] = [0]

    init(_ texts: [String]) {
        starts.reserveCapacity(texts.count + 1)
        for text in texts {
            bytes.append(contentsOf: text.utf8)
            starts.append(bytes.count)
        }
    }

    /// Offsets and bytes of some rows in Arrow's layout; a row without a value is empty.
    func rows(
        of values: TextValues, _ rows: Range<Int>
    ) -> (offsets: UnsafeMutableRawPointer, bytes: UnsafeMutableRawPointer) {
        var offsets: [Int64] = [0]
        offsets.reserveCapacity(rows.count + 1)
        var total = 0
        for row in rows {
            if values.validity[row] {
                let code = Int(values.codes[row])
                total += starts[code + 1] - starts[code]
            }
            offsets.append(Int64(total))
        }
        let buffer = ExportedArray.zeroed(max(1, total))
        bytes.withUnsafeBytes { source in
            guard let base = source.baseAddress else { return }
            for (place, row) in rows.enumerated() where values.validity[row] {
                let start = starts[Int(values.codes[row])]
                let length = Int(offsets[place + 1] - offsets[place])
                (buffer + Int(offsets[place])).copyMemory(from: base + start, byteCount: length)
            }
        }
        return (ExportedArray.copy(offsets[...]), buffer)
    }
}
