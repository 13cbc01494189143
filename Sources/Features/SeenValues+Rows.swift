package import Columns
import Evidence
package import Scoring

extension FeaturePlan {
    /// What some rows hold of each feature, by its name: a model that was fitted on these rows has seen it.
    ///
    /// - Parameters:
    ///   - table: The dataset, all parts together.
    ///   - rows: The rows that the model was fitted on, in any order.
    ///   - threads: Features that are looked at a time.
    /// - Returns: The values; a feature without any value in these rows is left out.
    package func seenValues(in table: Table, rows: [Int], threads: Int = 1) -> [String: SeenValues] {
        let found = Parallel.map(count: features.count, threads: threads) { index in
            table[features[index].source].flatMap { SeenValues($0, rows: rows) }
        }
        return Dictionary(
            zip(features.map(\.name), found).compactMap { name, values in values.map { (name, $0) } }
        ) { first, _ in first }
    }
}

extension SeenValues {
    /// The values of some rows of a column; `nil` where there is none.
    init?(_ column: Column, rows: [Int]) {
        switch column {
        case .integer(let values): self.init(rows, values) { Double($0) }
        case .double(let values): self.init(rows, values) { $0 }
        case .boolean(let values): self.init(rows, values)
        case .text(let texts): self.init(rows, texts)
        case .timestamp(let values, _): self.init(rows, moments: values)
        }
    }

    private init?<Element>(_ rows: [Int], _ values: Values<Element>, _ number: (Element) -> Double) {
        var (minimum, maximum) = (Double.infinity, -Double.infinity)
        for row in rows where values.validity[row] {
            let value = number(values.values[row])
            guard value.isFinite else { continue }
            minimum = min(minimum, value)
            maximum = max(maximum, value)
        }
        guard minimum <= maximum else { return nil }
        // Adding 0 makes one value of both zeros.
        self = .numbers(minimum: minimum + 0, maximum: maximum + 0)
    }

    private init?(_ rows: [Int], moments values: Values<Int64>) {
        var (first, last) = (Int64.max, Int64.min)
        for row in rows {
            guard let moment = values[row], !CivilDate.isInfinite(microseconds: moment) else { continue }
            first = min(first, moment)
            last = max(last, moment)
        }
        guard first <= last else { return nil }
        self = .moments(first: first, last: last)
    }

    private init?(_ rows: [Int], _ values: Values<Bool>) {
        var (no, yes) = (false, false)
        for row in rows {
            guard let value = values[row] else { continue }
            if value { yes = true } else { no = true }
        }
        guard no || yes else { return nil }
        self = .booleans(no: no, yes: yes)
    }

    private init?(_ rows: [Int], _ texts: TextValues) {
        var occurs = [Bool](repeating: false, count: texts.dictionary.count)
        for row in rows where texts.validity[row] { occurs[Int(texts.codes[row])] = true }
        // The dictionary is sorted by bytes.
        let found = zip(texts.dictionary, occurs).filter(\.1).map(\.0)
        guard !found.isEmpty else { return nil }
        self = .texts(Array(found.prefix(Limits.seenLevels)), complete: found.count <= Limits.seenLevels)
    }
}
