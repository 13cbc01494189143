/// What trees see of a table: one number a feature, as it is, with NaN where it is missing.
///
/// Column `j` of row `i` is `values[i * columns.count + j]`. Categories are codes from 0 on.
package struct TreeMatrix: Sendable, Equatable {
    package let rowCount: Int
    package let columns: [TreeColumn]
    /// Row-major, `rowCount × columns.count`: finite, or NaN, and ``flushed(_:)``.
    package let values: [Double]

    package init(rowCount: Int, columns: [TreeColumn], values: [Double]) {
        precondition(values.count == rowCount * columns.count, "row-major values")
        self.rowCount = rowCount
        self.columns = columns
        self.values = values
    }

    /// The magnitude up to which LightGBM takes a number for 0 (its 32-bit 1e-35).
    package static let zeroBound = Double(Float(1e-35))

    /// A number as LightGBM reads it: what is nearer to 0 than ``zeroBound`` is 0.
    @inline(__always)
    package static func flushed(_ value: Double) -> Double { value.magnitude <= zeroBound ? 0 : value }
}

/// A column of a ``TreeMatrix``.
package struct TreeColumn: Sendable, Equatable {
    package var name: String
    /// For a category: its codes are `0 ..< levels`; `nil` for a number.
    package var levels: Int?

    package init(name: String, levels: Int? = nil) {
        self.name = name
        self.levels = levels
    }
}
