import CONNXRuntime
import Foundation

extension RuntimeTensor {
    /// A map for each row from classes to numbers, which is what a ZipMap makes, as a matrix with a column for each class.
    ///
    /// - Throws: ``RuntimeError`` where it is something else, or rows name other classes.
    func matrix(ofMaps name: String) throws(RuntimeError) -> RuntimeArray {
        let wrong = RuntimeError.refused(
            "'\(name)' is neither a tensor nor a list of maps from the same classes to numbers")
        guard try kind() == ORT_SEQUENCE else { throw wrong }
        let rows = try partCount()
        var columns: [String] = []
        var values: [Double] = []
        for row in 0..<rows {
            let map = try part(row)
            guard try map.kind() == ORT_MAP, try map.partCount() == 2 else { throw wrong }
            let keys = try map.part(0).array(named: name)
            let numbers = try map.part(1).array(named: name).numbers
            guard let labels = keys.labels, let numbers, labels.count == numbers.count else { throw wrong }
            if row == 0 { columns = labels }
            guard labels == columns else { throw wrong }
            values += numbers
        }
        return RuntimeArray(
            name: name, element: .double, shape: [Int64(rows), Int64(columns.count)],
            bytes: values.withUnsafeBytes { Data($0) }, columns: columns)
    }

    /// The kind of value: a tensor, a sequence, a map.
    private func kind() throws(RuntimeError) -> Int32 {
        var kind: Int32 = 0
        try library.check(library.functions.pointee.GetValueType(value, &kind))
        return kind
    }

    /// Values of a sequence; of a map two, its keys and its values.
    private func partCount() throws(RuntimeError) -> Int {
        var count = 0
        try library.check(library.functions.pointee.GetValueCount(value, &count))
        return count
    }

    private func part(_ index: Int) throws(RuntimeError) -> RuntimeTensor {
        var allocator: OpaquePointer?
        try library.check(library.functions.pointee.GetAllocatorWithDefaultOptions(&allocator))
        let part = try library.made { library.functions.pointee.GetValue(value, Int32(index), allocator, &$0) }
        return RuntimeTensor(part, of: library)
    }
}
