import Columns
import Scoring

/// Fits booleans: the more frequent value, and whether both occur.
enum BooleanFit {
    static func fit(_ name: String, _ values: Values<Bool>, rows: [Int]) -> ColumnFit {
        var yes = 0
        var no = 0
        for row in rows {
            guard let value = values[row] else { continue }
            if value { yes += 1 } else { no += 1 }
        }
        guard yes + no > 0 else { return .empty(name) }
        let treatment = BooleanTreatment(
            fill: yes > no, varies: yes > 0 && no > 0, missingIndicator: yes + no < rows.count)
        guard treatment.width > 0 else { return .constant(name) }
        return ColumnFit(
            feature: Feature(name: name, source: name, kind: .boolean, treatment: .boolean(treatment)))
    }
}
