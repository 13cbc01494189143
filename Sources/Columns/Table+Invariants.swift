extension Table {
    /// Whether everything that the room promises of a table holds; for tests.
    ///
    /// - Returns: what does not hold, one sentence each; empty where all is well.
    package func brokenInvariants() -> [String] {
        var broken: [String] = []
        if Set(names).count != names.count { broken.append("two columns have one name") }
        if names.count != columns.count { broken.append("there are not as many names as columns") }
        for (name, column) in zip(names, columns) {
            broken += column.brokenInvariants(rows: rowCount).map { "\(name): \($0)" }
        }
        return broken
    }

    /// Stops the program where a promise is broken; for tests.
    package func checkInvariants() {
        let broken = brokenInvariants()
        precondition(broken.isEmpty, broken.joined(separator: "; "))
    }
}

extension Column {
    fileprivate func brokenInvariants(rows: Int) -> [String] {
        var broken = validity.brokenInvariants()
        if count != rows { broken.append("\(count) values in a table of \(rows) rows") }
        if validity.count != count { broken.append("\(validity.count) validity bits for \(count) values") }
        switch self {
        case .boolean(let values): broken += fillers(values, are: false)
        case .integer(let values), .timestamp(let values, _): broken += fillers(values, are: 0)
        case .double(let values): broken += fillers(values, are: 0)
        case .text(let values): broken += values.brokenInvariants()
        }
        return broken
    }

    /// Columns of the same values are equal only where the fillers are the same.
    private func fillers<Element>(_ values: Values<Element>, are filler: Element) -> [String] {
        guard let row = (0..<values.count).first(where: { !values.validity[$0] && values.values[$0] != filler }) else {
            return []
        }
        return ["row \(row) has no value and another filler than the rest"]
    }
}

extension TextValues {
    fileprivate func brokenInvariants() -> [String] {
        var broken: [String] = []
        let sorted = zip(dictionary, dictionary.dropFirst()).allSatisfy { left, right in
            left.utf8.lexicographicallyPrecedes(right.utf8)
        }
        if !sorted { broken.append("the dictionary is not sorted by its bytes, or holds a text twice") }
        var used = [Bool](repeating: false, count: dictionary.count)
        for row in 0..<count where validity[row] {
            guard dictionary.indices.contains(Int(codes[row])) else {
                broken.append("row \(row) has a code that is not in the dictionary")
                break
            }
            used[Int(codes[row])] = true
        }
        if used.contains(false) { broken.append("the dictionary holds a text that no row has") }
        return broken
    }
}

extension Validity {
    fileprivate func brokenInvariants() -> [String] {
        guard let words, let last = words.last, count & 63 != 0 else { return [] }
        return last >> UInt64(count & 63) == 0 ? [] : ["bits past the last row are set"]
    }
}
