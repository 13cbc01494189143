import Columns
import Evidence
import Scoring

/// Fits categories: the texts that are frequent enough for a slot of their own.
enum CategoryFit {
    static func fit(_ name: String, _ texts: TextValues, rows: [Int], options: FeatureOptions) -> ColumnFit {
        let (counts, missing) = count(texts, rows: rows)
        guard missing < rows.count else { return .empty(name) }
        let occurring = counts.indices.filter { counts[$0] > 0 }
        if missing == 0, occurring.count == 1 { return .constant(name) }
        let minimum = options.minimumCount(rows: rows.count)
        var frequent = occurring.filter { counts[$0] >= minimum }
        if frequent.isEmpty, missing == 0 {
            return .leftOut(name, .identifierColumn, "no text occurs in \(minimum) or more training rows")
        }
        if frequent.count + 2 > options.maximumBlockWidth {
            // The most frequent stay; of equally frequent ones those that come first by their bytes.
            frequent.sort {
                counts[$0] == counts[$1]
                    ? texts.dictionary[$0].utf8.lexicographicallyPrecedes(texts.dictionary[$1].utf8)
                    : counts[$0] > counts[$1]
            }
            frequent.removeLast(frequent.count + 2 - options.maximumBlockWidth)
        }
        let category = CategoryTreatment(
            levels: frequent.map { texts.dictionary[$0] }.sortedByBytes(), minimumCount: minimum)
        return ColumnFit(
            feature: Feature(name: name, source: name, kind: .category, treatment: .category(category)))
    }

    /// Rows of each code, and rows without a text.
    private static func count(_ texts: TextValues, rows: [Int]) -> (counts: [Int], missing: Int) {
        var counts = [Int](repeating: 0, count: texts.dictionary.count)
        var missing = 0
        counts.withUnsafeMutableBufferPointer { counts in
            for row in rows {
                if texts.validity[row] { counts[Int(texts.codes[row])] += 1 } else { missing += 1 }
            }
        }
        return (counts, missing)
    }
}

extension [String] {
    fileprivate func sortedByBytes() -> [String] {
        sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
