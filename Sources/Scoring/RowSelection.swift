import Columns

/// Which rows of a table a piece of work is about: some in a given order, or a run of them.
enum RowSelection {
    case run(Range<Int>)
    case list(UnsafeBufferPointer<Int>)

    var count: Int {
        switch self {
        case .run(let range): range.count
        case .list(let rows): rows.count
        }
    }
}

/// Columns of a table read into short contiguous pieces, one loop for each type and way of selecting rows.
enum Gather {
    /// Doubles, NaN where there is no finite value.
    static func numbers(_ source: NumberSource, _ rows: RowSelection, into piece: UnsafeMutableBufferPointer<Double>) {
        switch source {
        case .integers(let values):
            gather(values.values, values.validity, rows, missing: Double.nan, into: piece) { Double($0) }
        case .doubles(let values):
            gather(values.values, values.validity, rows, missing: Double.nan, into: piece) { $0.isFinite ? $0 : .nan }
        case .booleans(let values):
            gather(values.values, values.validity, rows, missing: Double.nan, into: piece) { $0 ? 1 : 0 }
        case .nothing:
            for index in 0..<rows.count { piece[index] = .nan }
        }
    }

    /// Microseconds, ``MomentSource/missing`` where there is no moment, or an infinite one.
    static func moments(_ source: MomentSource, _ rows: RowSelection, into piece: UnsafeMutableBufferPointer<Int64>) {
        guard let values = source.values else {
            for index in 0..<rows.count { piece[index] = MomentSource.missing }
            return
        }
        gather(values.values, values.validity, rows, missing: MomentSource.missing, into: piece) {
            CivilDate.isInfinite(microseconds: $0) ? MomentSource.missing : $0
        }
    }

    /// Slots of a category.
    static func slots(_ source: CategorySource, _ rows: RowSelection, into piece: UnsafeMutableBufferPointer<Int32>) {
        guard let texts = source.codes else {
            for index in 0..<rows.count { piece[index] = source.missing }
            return
        }
        source.slots.withUnsafeBufferPointer { slots in
            gather(texts.codes, texts.validity, rows, missing: source.missing, into: piece) { slots[Int($0)] }
        }
    }

    @inline(__always)
    private static func gather<Element, Result>(
        _ values: [Element], _ validity: Validity, _ rows: RowSelection, missing: Result,
        into piece: UnsafeMutableBufferPointer<Result>, _ convert: (Element) -> Result
    ) {
        values.withUnsafeBufferPointer { values in
            switch rows {
            case .run(let range):
                let first = range.lowerBound
                gatherRows(values, validity, range.count, missing: missing, into: piece, row: { first + $0 }, convert)
            case .list(let rows):
                gatherRows(values, validity, rows.count, missing: missing, into: piece, row: { rows[$0] }, convert)
            }
        }
    }

    @inline(__always)
    private static func gatherRows<Element, Result>(
        _ values: UnsafeBufferPointer<Element>, _ validity: Validity, _ count: Int, missing: Result,
        into piece: UnsafeMutableBufferPointer<Result>, row: (Int) -> Int, _ convert: (Element) -> Result
    ) {
        precondition(piece.count >= count, "a piece for every row")
        guard let words = validity.words else {
            for index in 0..<count { piece[index] = convert(values[row(index)]) }
            return
        }
        words.withUnsafeBufferPointer { words in
            for index in 0..<count {
                let row = row(index)
                let valid = words[row >> 6] >> UInt64(row & 63) & 1 == 1
                piece[index] = valid ? convert(values[row]) : missing
            }
        }
    }
}
