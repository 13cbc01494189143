package import Evidence
package import Scoring

/// Labels that look wrong, by confident learning (Northcutt, Jiang and Chuang, 2021).
///
/// A class has a threshold: the mean probability that rows of this label are given of it. A row is taken for a class
/// whose threshold its probability reaches, and for the likeliest where it reaches several; where that class is not the
/// row's own, and its own is not the likeliest either, the label is suspected. Probabilities must come from models that
/// did not see the row: a model that learnt a wrong label agrees with it.
package struct LabelErrors: Sendable {
    /// Rounding of probabilities must not decide whether a threshold is reached.
    private static let tolerance = 1e-6
    /// Where a label is given at most this share of its class's threshold, it is far from what rows of the class are.
    private static let farShare = 0.1
    /// Labels are wrong, rather than noisy, where at least this share of the suspected ones is far off.
    private static let leastFar = 0.5
    /// Labels are noisy, rather than wrong, where more than this share of all of them is suspected.
    private static let mostSuspected = 0.15

    /// The index of the likeliest class of each row, the first of equals.
    package let suggested: [Int]
    /// The normalised margin of each row, from 0 (surely another class) to 1: `(p(own) − max p(other) + 1) / 2`.
    package let quality: [Double]
    /// Whether the label of each row is suspected to be wrong.
    package let isSuspected: [Bool]
    /// Whether a suspected label is also given far less than rows that bear it are.
    package let isFar: [Bool]
    /// The threshold of each class; `nil` of one that no row bears.
    package let thresholds: [Double?]

    private let given: [Int]
    private let classes: [String]

    /// Looks at every row.
    ///
    /// - Parameters:
    ///   - predictions: probabilities of rows by models that did not see them.
    ///   - target: the labels of the same rows, which are classes.
    package init(predictions: Predictions, target: Target) {
        precondition(target.task.isClassification, "labels that are classes")
        precondition(predictions.rowCount == target.rowCount, "a prediction a row")
        let count = target.classes.count
        given = target.values.map { Int($0) }
        classes = target.classes
        thresholds = Self.thresholds(predictions, given: given, classes: count)
        // No probability reaches the threshold of a class that is not there.
        let bars = thresholds.map { $0.map { $0 - Self.tolerance } ?? .infinity }
        var suggested = [Int](repeating: 0, count: given.count)
        var quality = [Double](repeating: 0, count: given.count)
        var isSuspected = [Bool](repeating: false, count: given.count)
        var isFar = [Bool](repeating: false, count: given.count)
        for row in given.indices {
            let own = given[row]
            var likeliest = 0
            var other = -Double.infinity
            var reached = 0
            var only = 0
            for candidate in 0..<count {
                let probability = predictions.probability(of: candidate, row: row)
                if probability > predictions.probability(of: likeliest, row: row) { likeliest = candidate }
                if candidate != own { other = max(other, probability) }
                if probability >= bars[candidate] {
                    if reached == 0 { only = candidate }
                    reached += 1
                }
            }
            suggested[row] = likeliest
            quality[row] = (predictions.probability(of: own, row: row) - other + 1) / 2
            let taken = reached == 1 ? only : likeliest
            isSuspected[row] = reached > 0 && taken != own && likeliest != own
            let bar = (thresholds[own] ?? 0) * Self.farShare
            isFar[row] = isSuspected[row] && predictions.probability(of: own, row: row) <= bar
        }
        self.suggested = suggested
        self.quality = quality
        self.isSuspected = isSuspected
        self.isFar = isFar
    }

    /// What the suspected labels say together; `nil` where there are none.
    ///
    /// Where outcomes are only partly decided by the columns, rows lie between the classes, and their labels are
    /// suspected one by one by a little. A label that was given wrongly is met by a probability near nothing.
    package var reading: LabelErrorsDocument.Reading? {
        let suspected = isSuspected.count(where: \.self)
        guard suspected > 0 else { return nil }
        let isRare = Double(suspected) <= Self.mostSuspected * Double(given.count)
        return isRare && Double(isFar.count(where: \.self)) >= Self.leastFar * Double(suspected) ? .wrong : .noisy
    }

    /// Rows to which another class than their own is likeliest, lowest quality first, equals in their order.
    package var doubtful: [Int] {
        RadixOrder.ascending(quality).lazy.map(Int.init).filter { suggested[$0] != given[$0] }
    }

    /// The counts, for `evaluation/label_errors.json`.
    package func document(candidates: [String]) -> LabelErrorsDocument {
        var rows = [Int](repeating: 0, count: classes.count)
        var taken = [[Int]](repeating: [Int](repeating: 0, count: classes.count), count: classes.count)
        for row in given.indices {
            rows[given[row]] += 1
            if isSuspected[row] { taken[given[row]][suggested[row]] += 1 }
        }
        let pairs = classes.indices.flatMap { own in
            classes.indices.filter { taken[own][$0] > 0 }.map { (own: own, other: $0, rows: taken[own][$0]) }
        }
        let order = pairs.indices.sorted { (-pairs[$0].rows, $0) < (-pairs[$1].rows, $1) }
        return LabelErrorsDocument(
            candidates: candidates, rows: given.count, suspected: isSuspected.count(where: \.self),
            far: isFar.count(where: \.self), reading: reading,
            classes: classes.indices.map {
                .init(name: classes[$0], rows: rows[$0], threshold: thresholds[$0], suspected: taken[$0].reduce(0, +))
            },
            pairs: order.map {
                .init(given: classes[pairs[$0].own], suggested: classes[pairs[$0].other], rows: pairs[$0].rows)
            })
    }

    private static func thresholds(_ predictions: Predictions, given: [Int], classes: Int) -> [Double?] {
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: classes)
        var rows = [Int](repeating: 0, count: classes)
        for row in given.indices {
            sums[given[row]].add(predictions.probability(of: given[row], row: row))
            rows[given[row]] += 1
        }
        return (0..<classes).map { rows[$0] > 0 ? sums[$0].value / Double(rows[$0]) : nil }
    }
}

extension Predictions {
    /// The mean of what several models predict of the same rows; it doubts fewer labels for the whims of one.
    package static func mean(of models: [Predictions]) -> Predictions {
        precondition(!models.isEmpty, "a model")
        let all = models.map(\.values)
        let values = all[0].indices.map { place in all.reduce(0) { $0 + $1[place] } / Double(all.count) }
        return Predictions(width: models[0].width, values: values)
    }

    /// The probability of a class, also where there are two and one number a row speaks of the second.
    fileprivate func probability(of index: Int, row: Int) -> Double {
        guard width == 1 else { return values[row * width + index] }
        return index == 1 ? values[row] : 1 - values[row]
    }
}
