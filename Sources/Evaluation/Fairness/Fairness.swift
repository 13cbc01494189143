package import Columns
package import Evidence
import Scoring

/// How a candidate does for each group of the sensitive columns, and how far groups are apart.
package struct Fairness: Sendable {
    /// Rows of a group from which on its value is shown: fewer would give persons away.
    static let namedRows = 10

    private let decided: DecidedRows

    /// - Parameter decided: predictions of the chosen candidate, with the truth and what they are decided as.
    package init(_ decided: DecidedRows) { self.decided = decided }

    private var target: Target { decided.target }
    private var resampling: Evaluation.Resampling { decided.resampling }

    /// `evaluation/fairness.json`.
    ///
    /// - Parameters:
    ///   - columns: the sensitive columns; one that the table does not have is passed over.
    ///   - table: the dataset.
    ///   - rows: the rows of the table that judge, in the order of the predictions.
    /// - Returns: the figures of each column's groups.
    package func document(columns: [String], table: Table, rows: [Int]) -> FairnessDocument {
        precondition(rows.count == target.rowCount, "a label a row")
        return FairnessDocument(
            task: target.task, threshold: decided.threshold, minimumRows: Limits.fairnessRows,
            columns: columns.compactMap { name in
                table[name].map { column(SliceColumn(name, $0, rows: rows)) }
            })
    }

    private func column(_ own: SliceColumn) -> FairnessDocument.Column {
        let sums = GroupSums(decided, codes: own.codes, groups: own.levels.count)
        let counts = GroupCounts(sums, own, target.weights)
        let resamples = GroupResamples(sums, resampling: resampling)
        let intervals = GroupIntervals(resampling: resampling, units: resamples.units)
        let total = sums.total
        let metrics = GroupMetric.all(for: target.task)
        let judged = own.levels.indices.filter {
            counts.rows[$0] >= Limits.fairnessRows && own.levels[$0].kind != .others
        }
        let range = range
        func figures(of place: Int) -> [GroupMetric: MetricValue] {
            func slice(_ all: [Double]) -> ArraySlice<Double> { all[place * sums.width..<(place + 1) * sums.width] }
            return Dictionary(
                uniqueKeysWithValues: metrics.map { metric in
                    guard counts.isEnough(metric, place, target.task) else {
                        return (metric, .undefined(reason: counts.reason(metric)))
                    }
                    return (
                        metric,
                        intervals.adding(
                            to: sums.figure(metric, slice(total)),
                            resamples.sums.map { sums.figure(metric, slice($0)) },
                            range: range, reason: counts.reason(metric))
                    )
                })
        }
        let named = own.levels.indices.filter { counts.rows[$0] >= Self.namedRows }
        let all = own.levels.indices
        let overall = metrics.map { metric in
            (
                metric,
                intervals.adding(
                    to: sums.figure(metric, sums.joined(total, all)[...]),
                    resamples.sums.map { sums.figure(metric, sums.joined($0, all)[...]) }, range: range,
                    reason: "no row is divided by")
            )
        }
        let measures = FairnessMeasure.all(for: target.task).map { measure in
            func value(_ all: [Double]) -> Double? {
                measure.value { metric in
                    let able = judged.filter { counts.isEnough(metric, $0, target.task) }
                    let figures = able.compactMap { place in
                        sums.figure(metric, all[place * sums.width..<(place + 1) * sums.width])
                    }
                    return figures.count == able.count ? figures : nil
                }
            }
            return (
                measure,
                intervals.adding(
                    toDistance: value(total), resamples.sums.map(value), range: measure.isRatio ? 0...1 : range,
                    reason: reason(measure, judged, counts))
            )
        }
        let values = Dictionary(uniqueKeysWithValues: measures)
        return FairnessDocument.Column(
            column: own.name,
            groups: named.map { place in
                let isJudged = judged.contains(place)
                return .init(
                    group: own.levels[place], rows: counts.rows[place], isJudged: isJudged,
                    metrics: isJudged ? figures(of: place) : [:])
            },
            unnamed: .init(
                groups: all.count - named.count,
                rows: all.filter { !named.contains($0) }.reduce(0) { $0 + counts.rows[$1] }),
            overall: Dictionary(uniqueKeysWithValues: overall), measures: values,
            fourFifths: target.task == .binary ? FairnessDocument.FourFifths(values[.demographicParityRatio]) : nil)
    }

    /// The values that a figure of a group can take.
    private var range: ClosedRange<Double> { target.task == .regression ? -.infinity...(.infinity) : 0...1 }

    private func reason(_ measure: FairnessMeasure, _ judged: [Int], _ counts: GroupCounts) -> String {
        for metric in measure.metrics {
            let able = judged.filter { counts.isEnough(metric, $0, target.task) }
            if judged.count > 1, able.count < 2 {
                return "fewer than two groups can be compared: \(counts.reason(metric))"
            }
        }
        return judged.count < 2
            ? "fewer than two groups have \(NumberText.count(Limits.fairnessRows)) rows"
            : "the largest of the rates is 0"
    }
}

/// Rows of groups, by what they can say.
struct GroupCounts {
    let rows: [Int]
    /// Rows at each sum of each group.
    private let cells: [Int]
    private let width: Int

    init(_ sums: GroupSums, _ column: SliceColumn, _ weights: [Double]?) {
        width = sums.width
        var (rows, cells) = (
            [Int](repeating: 0, count: sums.groups), [Int](repeating: 0, count: sums.groups * sums.width)
        )
        for (row, code) in column.codes.enumerated() where weights.map({ $0[row] > 0 }) ?? true {
            rows[Int(code)] += 1
            for entry in row * sums.stride..<(row + 1) * sums.stride { cells[Int(sums.slots[entry])] += 1 }
        }
        self.rows = rows
        self.cells = cells
    }

    /// Whether enough rows stand below the line of a rate.
    func isEnough(_ metric: GroupMetric, _ group: Int, _ task: LearningTask) -> Bool {
        let whole = GroupSums.cells(metric, task).whole
        return whole.reduce(0) { $0 + cells[group * width + $1] } >= Limits.fairnessClassRows
    }

    func reason(_ metric: GroupMetric) -> String {
        let least = NumberText.count(Limits.fairnessClassRows)
        return switch metric {
        case .truePositiveRate: "fewer than \(least) rows are positive"
        case .falsePositiveRate: "fewer than \(least) rows are negative"
        case .precision: "fewer than \(least) rows are predicted positive"
        default: "there are fewer than \(least) rows"
        }
    }
}

extension FairnessDocument.FourFifths {
    private static let bound = 0.8

    /// What a ratio and its interval say.
    init(_ ratio: MetricValue?) {
        guard case .value(let value, let interval)? = ratio else {
            self = .cannotTell
            return
        }
        let (lower, upper) = (interval?.lower ?? value, interval?.upper ?? value)
        self = lower >= Self.bound ? .holds : upper < Self.bound ? .broken : .cannotTell
    }
}
