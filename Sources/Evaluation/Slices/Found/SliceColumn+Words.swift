import Evidence

extension SliceColumn {
    /// Levels that are values; the one of missing values, where there is one, is the last.
    var filledLevels: Int { levels.count - (levels.last?.kind == .missing ? 1 : 0) }

    /// Some of the levels in words, as few as say it.
    ///
    /// - Parameter left: the levels, ascending; not all of them and at least one.
    /// - Returns: the words, each a predicate.
    func predicates(leaving left: [Int]) -> [SlicePredicate] {
        let filled = left.filter { $0 < filledLevels }
        let withMissing = filled.count < left.count
        guard let first = filled.first, let last = filled.last else { return left.map { levels[$0] } }
        if filled.count == filledLevels { return withMissing ? [] : [denied(levels[filledLevels])] }
        if !isOrdered || last - first + 1 != filled.count {
            if left.count == 1 { return [levels[left[0]]] }
            return levels.indices.filter { !left.contains($0) }.map { denied(levels[$0]) }
        }
        if !withMissing {
            return [first == last ? levels[first] : bin(from: first, to: last + 1)]
        }
        // What lies below and what lies above, each denied: a missing value is in neither.
        var parts: [SlicePredicate] = []
        if first > 0 { parts.append(denied(bin(from: 0, to: first))) }
        if last + 1 < filledLevels { parts.append(denied(bin(from: last + 1, to: filledLevels))) }
        return parts
    }

    /// Some levels in a row as one bin, open at the ends of the column.
    private func bin(from first: Int, to end: Int) -> SlicePredicate {
        SlicePredicate(
            column: name, kind: .between, lower: first == 0 ? nil : border(first),
            upper: end == filledLevels ? nil : border(end))
    }

    /// Where a level begins.
    private func border(_ level: Int) -> String? { levels[level].lower ?? levels[level].value }

    private func denied(_ predicate: SlicePredicate) -> SlicePredicate {
        var predicate = predicate
        predicate.isNegated = true
        return predicate
    }
}
