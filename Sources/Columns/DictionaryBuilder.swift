import CArrow

/// Collects texts that come as codes into a dictionary of the batch; each batch may bring another one.
final class DictionaryBuilder<Index: FixedWidthInteger & BitwiseCopyable>: ColumnBuilder {
    private var texts: TextCollector
    private var validity: ValidityBuilder
    private let layout: ArrowType

    init(texts layout: ArrowType, expectedRows: Int) {
        self.layout = layout
        texts = TextCollector(expectedRows: expectedRows)
        validity = ValidityBuilder(expectedRows: expectedRows)
    }

    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError) {
        let cells = try ArrowCells(array, skip: skip, rows: rows, buffers: 2)
        guard let dictionary = array.pointee.dictionary else {
            throw ColumnsError(.malformed, "an Arrow dictionary array has no dictionary")
        }
        guard rows > 0, let indices = try cells.buffer(1) else { return }
        let entries = try DictionaryReader(dictionary, layout: layout)
        // The code of each entry, found when a row first uses it; unused entries leave no trace.
        var codes = [Int32](repeating: -1, count: entries.count)
        let stride = MemoryLayout<Index>.stride
        for row in 0..<rows {
            guard cells.isValid(row) else {
                appendNull()
                continue
            }
            let index = indices.loadUnaligned(fromByteOffset: (cells.offset + row) * stride, as: Index.self)
            guard index >= 0, index < entries.count else {
                throw ColumnsError(.malformed, "a code of an Arrow dictionary array is out of range")
            }
            let place = Int(index)
            guard entries.isValid(place) else {
                appendNull()
                continue
            }
            if codes[place] < 0 {
                let (bytes, count) = try entries.text(place)
                codes[place] = texts.code(of: bytes, count: count)
            }
            texts.append(code: codes[place])
            validity.appendValid(1)
        }
    }

    func finish() throws(ColumnsError) -> Column { try texts.finish(validity.finish()) }

    private func appendNull() {
        texts.appendNull()
        validity.appendNull(1)
    }
}

/// The texts of a batch's dictionary.
private struct DictionaryReader {
    let count: Int
    private let cells: ArrowCells
    private let source: Source

    private enum Source {
        case none
        case short(OffsetReader<Int32>)
        case long(OffsetReader<Int64>)
        case views(TextViewReader)
    }

    init(_ dictionary: UnsafeMutablePointer<ArrowArray>, layout: ArrowType) throws(ColumnsError) {
        count = Int(dictionary.pointee.length)
        guard count >= 0 else { throw ColumnsError(.malformed, "an Arrow dictionary has a negative length") }
        cells = try ArrowCells(dictionary, skip: 0, rows: count, buffers: 3)
        guard let buffer = try cells.buffer(1) else {
            source = .none
            return
        }
        source =
            switch layout {
            case .largeUtf8: .long(try OffsetReader(buffer, cells: cells))
            case .utf8View: .views(TextViewReader(views: buffer, cells: cells))
            default: .short(try OffsetReader(buffer, cells: cells))
            }
    }

    func isValid(_ place: Int) -> Bool { cells.isValid(place) }

    func text(_ place: Int) throws(ColumnsError) -> (bytes: UnsafeRawPointer, count: Int) {
        switch source {
        case .none: throw ColumnsError(.malformed, "an Arrow dictionary is empty")
        case .short(let reader):
            let (start, length) = try reader.text(cells.offset + place)
            return (reader.bytes + start, length)
        case .long(let reader):
            let (start, length) = try reader.text(cells.offset + place)
            return (reader.bytes + start, length)
        case .views(let reader): return try reader.text(cells.offset + place)
        }
    }
}
