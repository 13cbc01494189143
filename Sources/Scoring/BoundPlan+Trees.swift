package import Columns

extension FeaturePlan {
    /// The view of a table's rows for trees.
    ///
    /// The same row gives the same values whatever the other rows, their order, and the number of threads.
    ///
    /// - Parameters:
    ///   - table: Holds the plan's columns, found by name; others are passed over.
    ///   - rows: The rows in the order wanted, each in `0 ..< table.rowCount`; all of them where `nil`.
    ///   - threads: At most this many at a time.
    /// - Returns: A matrix of the plan's ``treeColumns``, its rows in the order of `rows`.
    /// - Throws: ``ScoringError`` with every column that is missing or has another type.
    package func treeMatrix(of table: Table, rows: [Int]? = nil, threads: Int = 1) throws(ScoringError) -> TreeMatrix {
        try BoundPlan(self, to: table).treeMatrix(rows: rows, threads: threads)
    }
}

extension BoundPlan {
    /// The view of some rows, or of all, for trees.
    package func treeMatrix(rows: [Int]? = nil, threads: Int = 1) -> TreeMatrix {
        let count = rows?.count ?? rowCount
        precondition(rows?.allSatisfy { (0..<rowCount).contains($0) } ?? true, "rows of the table")
        let columns = plan.treeColumns
        let width = columns.count
        let pieces = Parallel.blocks(of: count, size: Self.pieceRows(denseWidth: width))
        let values = [Double](unsafeUninitializedCapacity: count * width) { values, initialised in
            nonisolated(unsafe) let values = values
            // Each piece writes its own rows and no other.
            _ = Parallel.map(count: pieces.count, threads: threads) { index in
                let piece = pieces[index]
                withSelection(of: piece, in: rows) { selection in
                    writeTrees(
                        selection,
                        into: .init(rebasing: values[piece.lowerBound * width..<piece.upperBound * width]))
                }
            }
            initialised = count * width
        }
        return TreeMatrix(rowCount: count, columns: columns, values: values)
    }

    /// Writes the view of some rows for trees, row-major, into storage for `rows.count` of them.
    ///
    /// What is written for a row depends on that row alone.
    func writeTrees(_ rows: RowSelection, into values: UnsafeMutableBufferPointer<Double>) {
        let width = treeWidth
        precondition(values.count >= rows.count * width, "room for rows")
        withUnsafeTemporaryAllocation(of: Double.self, capacity: rows.count) { numbers in
            withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows.count) { moments in
                withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows.count) { origins in
                    withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows.count) { slots in
                        let writer = TreeWriter(
                            rows: rows, numbers: numbers, moments: moments, origins: origins, slots: slots,
                            values: values, width: width)
                        var column = 0
                        for feature in features { column = writer.write(feature, at: column) }
                    }
                }
            }
        }
    }
}

/// Writes columns one after the other into row-major storage.
private struct TreeWriter {
    let rows: RowSelection
    let numbers: UnsafeMutableBufferPointer<Double>
    let moments: UnsafeMutableBufferPointer<Int64>
    let origins: UnsafeMutableBufferPointer<Int64>
    let slots: UnsafeMutableBufferPointer<Int32>
    let values: UnsafeMutableBufferPointer<Double>
    let width: Int

    /// Writes a feature from a column on; answers the next one.
    func write(_ feature: BoundFeature, at column: Int) -> Int {
        switch feature {
        case .number(let source, _), .boolean(let source, _):
            Gather.numbers(source, rows, into: numbers)
            writeColumn(column) { TreeMatrix.flushed(numbers[$0]) }
            return column + 1
        case .category(let source):
            Gather.slots(source, rows, into: slots)
            let missing = source.missing
            writeColumn(column) { slots[$0] == missing ? .nan : Double(slots[$0]) }
            return column + 1
        case .calendar(let source, let cycles, _, let elapsed):
            Gather.moments(source, rows, into: moments)
            for (offset, cycle) in cycles.enumerated() {
                let part = cycle.part
                writeColumn(column + offset) {
                    let moment = moments[$0]
                    return moment == MomentSource.missing
                        ? .nan : Double(part.index(ofMicroseconds: moment) + part.first)
                }
            }
            let next = column + cycles.count
            if let (since, _) = elapsed {
                Gather.moments(since, rows, into: origins)
                writeColumn(next) { Elapsed.seconds(from: origins[$0], to: moments[$0]) }
                return next + 1
            }
            guard cycles.isEmpty else { return next }
            writeColumn(next) { moments[$0] == MomentSource.missing ? 1 : 0 }
            return next + 1
        }
    }

    @inline(__always)
    private func writeColumn(_ column: Int, _ value: (Int) -> Double) {
        for index in 0..<rows.count { values[index * width + column] = value(index) }
    }
}

extension BoundPlan {
    /// Columns of the view for trees.
    var treeWidth: Int {
        features.reduce(0) { width, feature in
            switch feature {
            case .number, .boolean, .category: width + 1
            case .calendar(_, let cycles, _, let elapsed): width + max(cycles.count + (elapsed == nil ? 0 : 1), 1)
            }
        }
    }
}
