import CArrow

/// Collects texts of Arrow's view layout: 16 bytes a row, short texts in place, long ones in further buffers.
final class TextViewBuilder: ColumnBuilder {
    private var texts: TextCollector
    private var validity: ValidityBuilder

    init(expectedRows: Int) {
        texts = TextCollector(expectedRows: expectedRows)
        validity = ValidityBuilder(expectedRows: expectedRows)
    }

    func append(_ array: UnsafePointer<ArrowArray>, skip: Int, rows: Int) throws(ColumnsError) {
        let cells = try ArrowCells(array, skip: skip, rows: rows, buffers: 3)
        guard rows > 0, let views = try cells.buffer(1) else { return }
        let reader = TextViewReader(views: views, cells: cells)
        validity.append(cells)
        for row in 0..<rows {
            guard cells.isValid(row) else {
                texts.appendNull()
                continue
            }
            let (bytes, count) = try reader.text(cells.offset + row)
            texts.append(bytes, count: count)
        }
    }

    func finish() throws(ColumnsError) -> Column { try texts.finish(validity.finish()) }
}

/// Finds the bytes of a text in Arrow's view layout.
struct TextViewReader {
    let views: UnsafeRawPointer
    let cells: ArrowCells

    func text(_ place: Int) throws(ColumnsError) -> (bytes: UnsafeRawPointer, count: Int) {
        let view = views + place * 16
        let count = Int(view.loadUnaligned(as: Int32.self))
        guard count > 12 else {
            guard count >= 0 else { throw ColumnsError(.malformed, "a text of an Arrow view has a negative length") }
            return (view + 4, count)
        }
        // The buffers are: bitmap, views, the long texts' buffers, and last the sizes of these.
        let index = Int(view.loadUnaligned(fromByteOffset: 8, as: Int32.self))
        let start = Int(view.loadUnaligned(fromByteOffset: 12, as: Int32.self))
        guard index >= 0, index < cells.count - 3, start >= 0, let sizes = cells.optionalBuffer(cells.count - 1),
            let bytes = cells.optionalBuffer(2 + index),
            start + count <= sizes.loadUnaligned(fromByteOffset: index * 8, as: Int64.self)
        else { throw ColumnsError(.malformed, "a text of an Arrow view lies outside its buffers") }
        return (bytes + start, count)
    }
}
