import CArrow

/// Collects texts that come as codes into a dictionary of the batch; each batch may bring another one.
final class DictionaryBuilder: ColumnBuilder {
    private var texts: TextCollector
    private var validity: ValidityBuilder
    private let indices: CellLoop<Int64>
    private let layout: ArrowType

    init(indices: CellLoop<Int64>, texts layout: ArrowType, expectedRows: Int) {
        self.indices = indices
        self.layout = layout
        texts = TextCollector(expectedRows: expectedRows)
        validity = ValidityBuilder(expectedRows: expectedRows)
    }

    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError) {
        let cells = try ArrowCells(array, skip: skip, rows: rows, buffers: 2)
        guard let dictionary = array.pointee.dictionary else {
            throw ColumnsError(.malformed, "an Arrow dictionary array has no dictionary")
        }
        guard rows > 0, let source = try cells.buffer(1) else { return }
        var places: [Int64] = []
        indices.append(cells, from: source, to: &places, filler: 0)
        let entries = try DictionaryReader(dictionary, layout: layout)
        // The code of each entry, found when a row first uses it; unused entries leave no trace.
        var codes = [Int32](repeating: -1, count: entries.count)
        for row in 0..<rows {
            guard cells.isValid(row) else {
                appendNull()
                continue
            }
            let place = Int(places[row])
            guard place >= 0, place < entries.count else {
                throw ColumnsError(.malformed, "a code of an Arrow dictionary array is out of range")
            }
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
        case offsets(OffsetReader)
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
            case .utf8View: .views(TextViewReader(views: buffer, cells: cells))
            default: .offsets(try OffsetReader(buffer, long: layout == .largeUtf8, cells: cells))
            }
    }

    func isValid(_ place: Int) -> Bool { cells.isValid(place) }

    func text(_ place: Int) throws(ColumnsError) -> (bytes: UnsafeRawPointer, count: Int) {
        switch source {
        case .none: throw ColumnsError(.malformed, "an Arrow dictionary is empty")
        case .offsets(let reader):
            let (start, length) = try reader.text(cells.offset + place)
            return (reader.bytes + start, length)
        case .views(let reader): return try reader.text(cells.offset + place)
        }
    }
}
