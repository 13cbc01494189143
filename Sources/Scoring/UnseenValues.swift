package import Columns

extension ModelDocument {
    /// How many rows of a table hold what training did not see, by feature; features without such rows are left out.
    ///
    /// A number or moment outside the training range, a text or boolean that did not occur; missing values are not
    /// counted. Where training had more texts than are remembered, nothing is said of the feature.
    package func unseenCounts(in table: Table) -> [String: Int] {
        var counts: [String: Int] = [:]
        for feature in plan.features {
            guard let seen = seen[feature.name], let column = table[feature.source] else { continue }
            let count = seen.unseenRows(of: column)
            if count > 0 { counts[feature.name] = count }
        }
        return counts
    }
}

extension SeenValues {
    fileprivate func unseenRows(of column: Column) -> Int {
        switch (self, column) {
        case (.numbers(let minimum, let maximum), .integer(let values)):
            values.validCount { Double($0) < minimum || Double($0) > maximum }
        case (.numbers(let minimum, let maximum), .double(let values)):
            values.validCount { $0 < minimum || $0 > maximum }
        case (.moments(let first, let last), .timestamp(let values, _)):
            values.validCount { ($0 < first || $0 > last) && !CivilDate.isInfinite(microseconds: $0) }
        case (.booleans(let no, let yes), .boolean(let values)):
            values.validCount { $0 ? !yes : !no }
        case (.texts(let known, complete: true), .text(let texts)):
            Values(texts.codes, validity: texts.validity).validCount(unseenCodes(of: texts, known))
        default: 0
        }
    }

    /// Whether a code's text is unseen; one look-up a text.
    private func unseenCodes(of texts: TextValues, _ known: [String]) -> (Int32) -> Bool {
        let levels = CategoryTreatment(levels: known, minimumCount: 0)
        let unseen = texts.dictionary.map { levels.slot(of: $0) == levels.other }
        return { unseen[Int($0)] }
    }
}

extension Values {
    fileprivate func validCount(_ condition: (Element) -> Bool) -> Int {
        var count = 0
        for row in 0..<self.count where validity[row] && condition(values[row]) { count += 1 }
        return count
    }
}
