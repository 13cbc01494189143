import Columns
import Evaluation
import Framing
import Scoring

extension Divided {
    /// What is drawn together when some rows are resampled: the days of a split by time, the groups of one by group,
    /// the queries where rows are ranked by them, and else each row for itself.
    func units(of rows: [Int]) -> ResamplingUnits {
        switch checked.settled.split.by {
        case .time:
            checked.settled.brief.data.time.flatMap { checked.table[$0] }
                .flatMap { ResamplingUnits.days(of: $0, rows: rows) } ?? .rows(rows.count)
        case .group(column: let column):
            checked.table[column].map { ResamplingUnits.groups(of: $0, rows: rows) } ?? .rows(rows.count)
        case .random:
            // Rows of a query depend on one another.
            checked.settled.brief.data.query.flatMap { checked.table[$0] }
                .map { ResamplingUnits.groups(of: $0, rows: rows) } ?? .rows(rows.count)
        }
    }
}
