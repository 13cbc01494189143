import Columns

/// Works out the terms of a linear model for one row after the other.
///
/// Exports repeat these operations one by one and in this order, so that all engines come to the same bits.
package struct TermWriter: Sendable {
    /// Numbers a row.
    package let width: Int
    private let splines: [Bends]
    private let products: [(first: Place, second: Place)]

    /// A spline with what its knots come to.
    fileprivate struct Bends: Sendable {
        let column: Int
        let knots: [Double]
        let shares: [Double]
        let slopes: [Double]
        let scale: Double
    }

    /// Where a factor is found in a row.
    enum Place: Sendable {
        case dense(Int, low: Double, high: Double)
        case level(block: Int, level: Int32)

        @inline(__always)
        func value(_ dense: UnsafePointer<Double>?, _ levels: UnsafePointer<Int32>?) -> Double {
            switch self {
            case .dense(let column, let low, let high):
                guard let dense else { return 0 }
                return min(max(dense[column], low), high)
            case .level(let block, let level):
                guard let levels else { return 0 }
                return levels[block] == level ? 1 : 0
            }
        }
    }

    /// Prepares the terms over a view of these widths, in which they have no fault.
    package init(_ terms: LinearTerms, denseWidth: Int, blockWidths: [Int]) {
        width = terms.width
        splines = terms.splines.map {
            Bends(column: $0.column, knots: $0.knots, shares: $0.shares, slopes: $0.slopes, scale: $0.scale)
        }
        products = terms.interactions.map { interaction in
            (
                Self.place(interaction.first, denseWidth, blockWidths),
                Self.place(interaction.second, denseWidth, blockWidths)
            )
        }
    }

    static func place(_ factor: Interaction.Factor, _ denseWidth: Int, _ blockWidths: [Int]) -> Place {
        if let range = factor.range {
            return .dense(factor.column, low: range.lowerBound, high: range.upperBound)
        }
        let (block, level) = LinearTerms.slot(of: factor.column, denseWidth: denseWidth, blockWidths: blockWidths)
        return .level(block: block, level: Int32(level))
    }

    /// Writes the terms of the row whose dense values and levels begin here.
    @inline(__always)
    package func write(
        dense: UnsafePointer<Double>?, levels: UnsafePointer<Int32>?, into values: UnsafeMutablePointer<Double>
    ) {
        var place = 0
        for bends in splines {
            guard let x = dense?[bends.column] else { return }
            bends.write(x, into: values + place)
            place += bends.shares.count
        }
        for product in products {
            values[place] = product.first.value(dense, levels) * product.second.value(dense, levels)
            place += 1
        }
    }
}

extension TermWriter.Bends {
    @inline(__always)
    fileprivate func write(_ x: Double, into values: UnsafeMutablePointer<Double>) {
        let last = knots[knots.count - 1]
        let bounded = min(x, last)
        let v = max(bounded - knots[knots.count - 2], 0)
        let beyond = max(x - last, 0)
        let cube = v * v * v
        for bend in shares.indices {
            let u = max(bounded - knots[bend], 0)
            values[bend] = (u * u * u - shares[bend] * cube) * scale + slopes[bend] * beyond
        }
    }
}

extension LinearTerms {
    /// The block and the level of a one-hot column.
    package static func slot(of column: Int, denseWidth: Int, blockWidths: [Int]) -> (block: Int, level: Int) {
        var offset = denseWidth
        for (block, width) in blockWidths.enumerated() {
            if column < offset + width { return (block, column - offset) }
            offset += width
        }
        preconditionFailure("a column of the view")
    }
}

extension DesignMatrix {
    /// The matrix with the terms as further dense columns, behind those that are there.
    package func adding(_ terms: LinearTerms, threads: Int = 1) -> DesignMatrix {
        guard !terms.isEmpty else { return self }
        let writer = TermWriter(terms, denseWidth: denseWidth, blockWidths: blockWidths)
        let (own, wide, blocks) = (denseWidth, denseWidth + writer.width, blockWidths.count)
        let pieces = Parallel.blocks(of: rowCount, size: 4_096)
        let added = [Double](unsafeUninitializedCapacity: rowCount * wide) { target, count in
            nonisolated(unsafe) let target = target
            _ = Parallel.map(count: pieces.count, threads: threads) { piece in
                dense.withUnsafeBufferPointer { dense in
                    levels.withUnsafeBufferPointer { levels in
                        guard let base = target.baseAddress else { return }
                        for row in pieces[piece] {
                            let place = base + row * wide
                            for column in 0..<own { place[column] = dense[row * own + column] }
                            writer.write(
                                dense: dense.baseAddress.map { $0 + row * own },
                                levels: levels.baseAddress.map { $0 + row * blocks }, into: place + own)
                        }
                    }
                }
            }
            count = rowCount * wide
        }
        return DesignMatrix(
            rowCount: rowCount, denseWidth: wide, dense: added, blockWidths: blockWidths, levels: levels)
    }
}
