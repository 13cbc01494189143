import CArrow
import Columns

/// Arrow structures made by hand, for arrays that no honest producer makes; memory is leaked on purpose.
enum ArrowFixture {
    /// A schema of a batch with these columns, by format and name.
    static func schema(_ columns: [(format: String, name: String)]) -> ArrowSchema {
        batchSchema(columns.map { schema(format: $0.format, name: $0.name) })
    }

    static func batchSchema(_ children: [ArrowSchema]) -> ArrowSchema {
        var schema = schema(format: "+s", name: "")
        schema.n_children = Int64(children.count)
        schema.children = list(children)
        return schema
    }

    static func schema(format: String, name: String) -> ArrowSchema {
        var schema = ArrowSchema()
        schema.format = text(format)
        schema.name = text(name)
        schema.release = { $0?.pointee.release = nil }
        return schema
    }

    /// A batch of these columns.
    static func batch(rows: Int, _ children: [ArrowArray]) -> ArrowArray {
        var batch = array(rows: rows, buffers: [nil])
        batch.n_children = Int64(children.count)
        batch.children = list(children)
        return batch
    }

    static func array(rows: Int, nulls: Int = 0, offset: Int = 0, buffers: [UnsafeRawPointer?]) -> ArrowArray {
        var array = ArrowArray()
        array.length = Int64(rows)
        array.null_count = Int64(nulls)
        array.offset = Int64(offset)
        array.n_buffers = Int64(buffers.count)
        let pointers = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: max(1, buffers.count))
        for (index, buffer) in buffers.enumerated() { (pointers + index).initialize(to: buffer) }
        array.buffers = pointers
        array.release = { $0?.pointee.release = nil }
        return array
    }

    /// Values in a buffer.
    static func buffer<Element: BitwiseCopyable>(_ values: [Element]) -> UnsafeRawPointer {
        let buffer = UnsafeMutablePointer<Element>.allocate(capacity: max(1, values.count))
        for (index, value) in values.enumerated() { (buffer + index).initialize(to: value) }
        return UnsafeRawPointer(buffer)
    }

    static func bytes(_ text: String) -> UnsafeRawPointer { buffer(Array(text.utf8)) }

    static func pointer<Value>(_ value: Value) -> UnsafeMutablePointer<Value> {
        let pointer = UnsafeMutablePointer<Value>.allocate(capacity: 1)
        pointer.initialize(to: value)
        return pointer
    }

    /// The table of one batch.
    static func table(_ schema: ArrowSchema, _ batches: [ArrowArray]) throws(ColumnsError) -> Table {
        var builder = TableBuilder(fields: try ArrowField.fields(of: schema))
        for batch in batches { try builder.append(pointer(batch)) }
        return try builder.finish()
    }

    /// The column of one array.
    static func column(_ format: String, _ array: ArrowArray) throws(ColumnsError) -> Column? {
        let table = try table(schema([(format, "x")]), [batch(rows: Int(max(0, array.length)), [array])])
        return table.columns.first
    }

    private static func list<Value>(_ values: [Value]) -> UnsafeMutablePointer<UnsafeMutablePointer<Value>?> {
        let list = UnsafeMutablePointer<UnsafeMutablePointer<Value>?>.allocate(capacity: max(1, values.count))
        for (index, value) in values.enumerated() { (list + index).initialize(to: pointer(value)) }
        return list
    }

    private static func text(_ text: String) -> UnsafePointer<CChar> {
        UnsafePointer(pointerToCopy(of: Array(text.utf8CString)))
    }

    private static func pointerToCopy(of characters: [CChar]) -> UnsafeMutablePointer<CChar> {
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: characters.count)
        for (index, character) in characters.enumerated() { (copy + index).initialize(to: character) }
        return copy
    }
}
