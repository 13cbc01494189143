package import CArrow

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads an Arrow C stream, which it owns and releases.
package final class ArrowStreamReader {
    /// The columns of every batch.
    package let fields: [ArrowField]
    private var stream: ArrowArrayStream

    /// Takes the stream over and reads its schema.
    ///
    /// - Throws: ``ColumnsError`` where the producer fails or its schema is damaged; the stream is released then.
    package init(_ stream: ArrowArrayStream) throws(ColumnsError) {
        self.stream = stream
        fields = try Self.readFields(&self.stream)
    }

    deinit { stream.release?(&stream) }

    /// The rest of the stream as one table, and the columns that are not in it because their type is not read.
    ///
    /// `expectedRows` reserves room and may be 0.
    package func readTable(expectedRows: Int = 0) throws(ColumnsError) -> Table {
        var builder = TableBuilder(fields: fields, expectedRows: expectedRows)
        while try next({ batch throws(ColumnsError) in try builder.append(batch) }) {}
        return try builder.finish()
    }

    /// The next batch as a table, or `nil` at the end.
    package func nextTable() throws(ColumnsError) -> Table? {
        var builder = TableBuilder(fields: fields)
        return try next({ batch throws(ColumnsError) in try builder.append(batch) }) ? try builder.finish() : nil
    }

    /// Names of the columns that are not read.
    package var unsupported: [ArrowField] { fields.filter { $0.type == .unsupported } }

    /// Hands the next batch to `body` and releases it; `false` at the end.
    private func next(
        _ body: (UnsafePointer<ArrowArray>) throws(ColumnsError) -> Void
    ) throws(ColumnsError) -> Bool {
        guard let getNext = stream.get_next else { throw ColumnsError(.malformed, "an Arrow stream has no batches") }
        var batch = ArrowArray()
        let status = getNext(&stream, &batch)
        guard status == 0 else { throw Self.failure(&stream, status) }
        guard batch.release != nil else { return false }
        defer { batch.release?(&batch) }
        try body(&batch)
        return true
    }

    private static func readFields(_ stream: inout ArrowArrayStream) throws(ColumnsError) -> [ArrowField] {
        do throws(ColumnsError) {
            guard stream.release != nil, let getSchema = stream.get_schema else {
                throw ColumnsError(.malformed, "an Arrow stream was released before its use")
            }
            var schema = ArrowSchema()
            let status = getSchema(&stream, &schema)
            guard status == 0 else { throw failure(&stream, status) }
            defer { schema.release?(&schema) }
            return try ArrowField.fields(of: schema)
        } catch {
            stream.release?(&stream)
            stream.release = nil
            throw error
        }
    }

    private static func failure(_ stream: inout ArrowArrayStream, _ status: Int32) -> ColumnsError {
        let text = stream.get_last_error?(&stream).map { String(cString: $0) }
        return ColumnsError(.stream, text ?? String(cString: strerror(status)))
    }
}
