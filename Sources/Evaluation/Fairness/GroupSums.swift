import Evidence
import Scoring

/// What each row adds to the figures of its group: sums whose quotients are rates and means.
///
/// Binary: the weight of each true class (downwards) predicted as each class. Multiclass: the weight that is wrong, and
/// right. Regression: the weight, the prediction and the size of the error times it.
struct GroupSums: Sendable {
    /// Sums of one group.
    let width: Int
    let groups: Int
    /// By row, the sums that it adds to, and what.
    let slots: [Int32]
    let values: [Double]
    /// Entries of one row.
    let stride: Int
    private let task: LearningTask

    /// - Parameters:
    ///   - rows: predictions with their truth, and what they are decided as.
    ///   - codes: the group of each row.
    ///   - groups: the number of groups.
    init(_ rows: DecidedRows, codes: [UInt8], groups: Int) {
        let (predictions, target, decided) = (rows.predictions, rows.target, rows.classes)
        self.groups = groups
        task = target.task
        var (slots, values) = ([Int32](), [Double]())
        switch target.task {
        case .binary:
            (width, stride) = (4, 1)
            for row in codes.indices {
                slots.append(Int32(Int(codes[row]) * 4 + 2 * Int(target.values[row]) + decided[row]))
                values.append(target.weights?[row] ?? 1)
            }
        case .multiclass:
            (width, stride) = (2, 1)
            for row in codes.indices {
                slots.append(Int32(Int(codes[row]) * 2 + (decided[row] == Int(target.values[row]) ? 1 : 0)))
                values.append(target.weights?[row] ?? 1)
            }
        case .regression:
            (width, stride) = (3, 3)
            for row in codes.indices {
                let weight = target.weights?[row] ?? 1
                let (own, first) = (predictions.values[row], Int32(codes[row]) * 3)
                slots += [first, first + 1, first + 2]
                values += [weight, weight * own, weight * abs(own - target.values[row])]
            }
        }
        self.slots = slots
        self.values = values
    }

    /// The sums of all rows, group by group.
    var total: [Double] {
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: groups * width)
        for (slot, value) in zip(slots, values) { sums[Int(slot)].add(value) }
        return sums.map(\.value)
    }

    /// The sums of some groups together.
    func joined(_ sums: [Double], _ places: some Sequence<Int>) -> [Double] {
        var joined = [Double](repeating: 0, count: width)
        for place in places { for cell in 0..<width { joined[cell] += sums[place * width + cell] } }
        return joined
    }

    /// A figure from a group's sums; `nil` where nothing is divided by.
    func figure(_ metric: GroupMetric, _ sums: ArraySlice<Double>) -> Double? {
        let first = sums.startIndex
        func sum(_ cells: [Int]) -> Double { cells.reduce(0) { $0 + sums[first + $1] } }
        let (part, whole) = Self.cells(metric, task)
        let divisor = sum(whole)
        return divisor > 0 ? sum(part) / divisor : nil
    }

    /// The sums that are divided, and those by which.
    static func cells(_ metric: GroupMetric, _ task: LearningTask) -> (part: [Int], whole: [Int]) {
        switch (metric, task) {
        case (.selectionRate, _): ([1, 3], [0, 1, 2, 3])
        case (.truePositiveRate, _): ([3], [2, 3])
        case (.falsePositiveRate, _): ([1], [0, 1])
        case (.precision, _): ([3], [1, 3])
        case (.baseRate, _): ([2, 3], [0, 1, 2, 3])
        case (.accuracy, .multiclass): ([1], [0, 1])
        case (.accuracy, _): ([0, 3], [0, 1, 2, 3])
        case (.meanPrediction, _): ([1], [0])
        case (.meanAbsoluteError, _): ([2], [0])
        }
    }
}
