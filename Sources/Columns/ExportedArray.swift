import CArrow

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Arrow arrays whose buffers were made with `malloc` and are freed by the array's own `release`.
enum ExportedArray {
    /// An array that owns its buffers and children.
    static func make(
        length: Int, nulls: Int, buffers: [UnsafeMutableRawPointer?], children: [ArrowArray]
    ) -> ArrowArray {
        var array = ArrowArray()
        array.length = Int64(length)
        array.null_count = Int64(nulls)
        array.n_buffers = Int64(buffers.count)
        array.n_children = Int64(children.count)
        let bufferList = UnsafeMutablePointer<UnsafeRawPointer?>.allocate(capacity: max(1, buffers.count))
        for (index, buffer) in buffers.enumerated() {
            (bufferList + index).initialize(to: buffer.map { UnsafeRawPointer($0) })
        }
        array.buffers = bufferList
        array.children = pointers(to: children)
        array.release = { array in
            guard let array, array.pointee.release != nil else { return }
            for index in 0..<Int(array.pointee.n_buffers) {
                free(UnsafeMutableRawPointer(mutating: array.pointee.buffers[index]))
            }
            array.pointee.buffers.deallocate()
            for index in 0..<Int(array.pointee.n_children) {
                guard let child = array.pointee.children[index] else { continue }
                child.pointee.release?(child)
                child.deallocate()
            }
            array.pointee.children?.deallocate()
            array.pointee.release = nil
        }
        return array
    }

    /// A bitmap of some rows, `nil` where all are valid, and the number of nulls.
    static func bitmap(_ validity: Validity, _ rows: Range<Int>) -> (UnsafeMutableRawPointer?, Int) {
        guard let words = validity.words, !rows.isEmpty else { return (nil, 0) }
        // Batches start at multiples of 64 rows, so that words are copied whole.
        precondition(rows.lowerBound & 63 == 0, "batches start at whole words")
        let range = rows.lowerBound / 64..<(rows.upperBound + 63) / 64
        var ones = 0
        for (place, word) in words[range].enumerated() {
            let left = rows.count - place * 64
            ones += (left >= 64 ? word : word & ((1 << UInt64(left)) - 1)).nonzeroBitCount
        }
        guard ones < rows.count else { return (nil, 0) }
        return (copy(words[range]), rows.count - ones)
    }

    /// A copy of some values; the buffer has at least one byte.
    static func copy<Element: BitwiseCopyable>(_ values: ArraySlice<Element>) -> UnsafeMutableRawPointer {
        let buffer = zeroed(max(1, values.count * MemoryLayout<Element>.stride))
        values.withUnsafeBytes { source in
            if let base = source.baseAddress { buffer.copyMemory(from: base, byteCount: source.count) }
        }
        return buffer
    }

    /// A buffer of zeros.
    static func zeroed(_ count: Int) -> UnsafeMutableRawPointer {
        guard let buffer = calloc(max(1, count), 1) else { fatalError("out of memory for \(count) bytes") }
        return buffer
    }

    private static func pointers(
        to children: [ArrowArray]
    ) -> UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>? {
        let list = UnsafeMutablePointer<UnsafeMutablePointer<ArrowArray>?>.allocate(capacity: max(1, children.count))
        for (index, child) in children.enumerated() {
            let pointer = UnsafeMutablePointer<ArrowArray>.allocate(capacity: 1)
            pointer.initialize(to: child)
            (list + index).initialize(to: pointer)
        }
        return list
    }
}

/// Arrow schemas that own their texts and children.
enum ExportedSchema {
    /// A schema of a nullable column or of a batch.
    static func make(format: String, name: String, children: [ArrowSchema]) -> ArrowSchema {
        var schema = ArrowSchema()
        schema.format = UnsafePointer(strdup(format))
        schema.name = UnsafePointer(strdup(name))
        schema.flags = Int64(ARROW_FLAG_NULLABLE)
        schema.n_children = Int64(children.count)
        let list = UnsafeMutablePointer<UnsafeMutablePointer<ArrowSchema>?>.allocate(capacity: max(1, children.count))
        for (index, child) in children.enumerated() {
            let pointer = UnsafeMutablePointer<ArrowSchema>.allocate(capacity: 1)
            pointer.initialize(to: child)
            (list + index).initialize(to: pointer)
        }
        schema.children = list
        schema.release = { schema in
            guard let schema, schema.pointee.release != nil else { return }
            free(UnsafeMutableRawPointer(mutating: schema.pointee.format))
            free(UnsafeMutableRawPointer(mutating: schema.pointee.name))
            for index in 0..<Int(schema.pointee.n_children) {
                guard let child = schema.pointee.children[index] else { continue }
                child.pointee.release?(child)
                child.deallocate()
            }
            schema.pointee.children?.deallocate()
            schema.pointee.release = nil
        }
        return schema
    }
}
