import Columns

extension BoundPlan {
    /// Rows of so many dense columns that are written at a time: a piece stays in a core's cache, and memory stays
    /// small however wide a plan is.
    static func pieceRows(denseWidth: Int) -> Int { min(1_024, max(1, (1 << 17) / max(denseWidth, 1))) }

    /// Writes the linear view of some rows, row-major, into storage for `rows.count` of them.
    ///
    /// Every value is finite and every level lies in its block. What is written for a row depends on that row alone.
    func writeLinear(
        _ rows: RowSelection, dense: UnsafeMutableBufferPointer<Double>, levels: UnsafeMutableBufferPointer<Int32>
    ) {
        let denseWidth = plan.denseWidth
        let blockCount = plan.blockWidths.count
        precondition(dense.count >= rows.count * denseWidth && levels.count >= rows.count * blockCount, "room for rows")
        withUnsafeTemporaryAllocation(of: Double.self, capacity: rows.count) { numbers in
            withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows.count) { moments in
                withUnsafeTemporaryAllocation(of: Int64.self, capacity: rows.count) { origins in
                    withUnsafeTemporaryAllocation(of: Int32.self, capacity: rows.count) { slots in
                        let scratch = Scratch(numbers: numbers, moments: moments, origins: origins, slots: slots)
                        var writer = LinearWriter(rows: rows, scratch: scratch, dense: dense, denseWidth: denseWidth)
                        var block = 0
                        for feature in features {
                            if case .category(let source) = feature {
                                Gather.slots(source, rows, into: slots)
                                for index in 0..<rows.count { levels[index * blockCount + block] = slots[index] }
                                block += 1
                            } else {
                                writer.write(feature)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Room for a piece of a column of each type.
private struct Scratch {
    let numbers: UnsafeMutableBufferPointer<Double>
    let moments: UnsafeMutableBufferPointer<Int64>
    let origins: UnsafeMutableBufferPointer<Int64>
    let slots: UnsafeMutableBufferPointer<Int32>
}

/// Writes dense columns one after the other into row-major storage.
private struct LinearWriter {
    let rows: RowSelection
    let scratch: Scratch
    let dense: UnsafeMutableBufferPointer<Double>
    let denseWidth: Int
    /// The next dense column.
    var column = 0

    init(rows: RowSelection, scratch: Scratch, dense: UnsafeMutableBufferPointer<Double>, denseWidth: Int) {
        self.rows = rows
        self.scratch = scratch
        self.dense = dense
        self.denseWidth = denseWidth
    }

    mutating func write(_ feature: BoundFeature) {
        switch feature {
        case .number(let source, let number):
            Gather.numbers(source, rows, into: scratch.numbers)
            write(number)
        case .boolean(let source, let boolean):
            Gather.numbers(source, rows, into: scratch.numbers)
            let fill: Double = boolean.fill ? 1 : 0
            if boolean.varies { writeColumn { $0.isNaN ? fill : $0 } }
            if boolean.missingIndicator { writeColumn { $0.isNaN ? 1 : 0 } }
        case .calendar(let source, let cycles, let missingIndicator, let elapsed):
            Gather.moments(source, rows, into: scratch.moments)
            for cycle in cycles { write(cycle) }
            if missingIndicator {
                for index in 0..<rows.count {
                    dense[index * denseWidth + column] = scratch.moments[index] == MomentSource.missing ? 1 : 0
                }
                column += 1
            }
            if let (since, number) = elapsed {
                Gather.moments(since, rows, into: scratch.origins)
                for index in 0..<rows.count {
                    scratch.numbers[index] = Elapsed.seconds(
                        from: scratch.origins[index], to: scratch.moments[index])
                }
                write(number)
            }
        case .category: break
        }
    }

    private mutating func write(_ number: NumberTreatment) {
        let median = number.median
        if number.writesValue { writeColumn { number.standardised($0.isNaN ? median : $0) } }
        if number.missingIndicator { writeColumn { $0.isNaN ? 1 : 0 } }
    }

    private mutating func write(_ cycle: CycleTable) {
        cycle.values.withUnsafeBufferPointer { values in
            for index in 0..<rows.count {
                let moment = scratch.moments[index]
                let target = index * denseWidth + column
                if moment == MomentSource.missing {
                    for offset in 0..<cycle.width { dense[target + offset] = 0 }
                } else {
                    let first = cycle.part.index(ofMicroseconds: moment) * cycle.width
                    for offset in 0..<cycle.width { dense[target + offset] = values[first + offset] }
                }
            }
        }
        column += cycle.width
    }

    @inline(__always)
    private mutating func writeColumn(_ value: (Double) -> Double) {
        for index in 0..<rows.count { dense[index * denseWidth + column] = value(scratch.numbers[index]) }
        column += 1
    }
}

/// The time between two moments.
package enum Elapsed {
    /// Seconds from one moment to another; NaN where either is missing or they lie too far apart to count.
    @inline(__always)
    package static func seconds(from origin: Int64, to moment: Int64) -> Double {
        guard !CivilDate.isInfinite(microseconds: origin), !CivilDate.isInfinite(microseconds: moment) else {
            return .nan
        }
        let (difference, overflow) = moment.subtractingReportingOverflow(origin)
        return overflow ? .nan : Double(difference) / 1_000_000
    }
}
