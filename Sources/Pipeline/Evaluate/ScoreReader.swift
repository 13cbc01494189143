import Columns
import Evidence
import Framing
import Scoring

/// Turns columns of predictions into what the evaluation takes, or says what is wrong with them.
struct ScoreReader {
    let rows: LabelledRows
    let label: SettledLabel
    /// The score from which on a row is positive.
    let threshold: Double

    /// How far the probabilities of a row may sum from one.
    static let sumTolerance = 1e-5

    /// The ends of predicted intervals; `nil` where no columns are named.
    private func bounds(_ lower: String?, _ upper: String?) throws -> Predictions.Bounds? {
        guard let lower, let upper else { return nil }
        let ends = try [lower, upper].map {
            try rows.numbers($0, .predictionUnfit, noun: "end", cure: "give every row a finite number")
        }
        let crossed = ends[0].indices.filter { ends[0][$0] > ends[1][$0] }
        guard let first = crossed.first else { return Predictions.Bounds(lower: ends[0], upper: ends[1]) }
        throw PredictionsError([
            Finding(
                .error, .predictionUnfit,
                "the interval of row \(rows.rows[first] + 1) ends before it begins: '\(lower)' is above '\(upper)'",
                advice: "see that --lower names the lower end", file: rows.file, column: lower, count: crossed.count)
        ])
    }

    /// Reads the columns, and says where scores are no probabilities.
    ///
    /// - Throws: ``PredictionsError``, ``ArgumentError``.
    func read(
        _ columns: ScoreColumns, lower: String? = nil, upper: String? = nil
    ) throws -> (scores: JudgedScores, findings: [Finding]) {
        switch (label.task, columns) {
        case (.regression, .one(let name)), (.regression, .decided(let name)):
            let values = try rows.numbers(
                name, .predictionUnfit, noun: "prediction", cure: "give every row a finite number")
            let predictions = Predictions(width: 1, values: values, bounds: try bounds(lower, upper))
            return (JudgedScores(kind: .values, predictions: predictions, cut: nil), [])
        case (.regression, _):
            throw ArgumentError(
                "a regression has one number a row", advice: "name its column: --prediction COLUMN")
        case (_, .decided(let name)): return (try decisions(name), [])
        case (.multiclass, .one(let name)): return (try decisions(name), [])
        case (.binary, .one(let name)): return try binary(score(name), of: name)
        case (.binary, .inOrder(let names)): return try binary(try inOrder(names))
        case (.binary, .named(let scores)) where scores.count == 1:
            guard label.names.canonical(scores[0].className) == label.positive else {
                throw ArgumentError(
                    "'\(scores[0].column)' is a score of '\(scores[0].className)', and the positive class is '\(label.positive ?? "")'",
                    advice: "name the score of the positive class")
            }
            return try binary(score(scores[0].column), of: scores[0].column)
        case (.binary, .named(let scores)): return try binary(try columnsByClass(scores))
        case (.multiclass, .inOrder(let names)): return (try probabilities(try inOrder(names)), [])
        case (.multiclass, .named(let scores)): return (try probabilities(try columnsByClass(scores)), [])
        }
    }

    // MARK: Columns

    private func score(_ name: String) throws -> [Double] {
        try rows.numbers(name, .predictionUnfit, noun: "score", cure: "give every row a finite score")
    }

    /// Columns in sorted class order, put into the label's order.
    private func inOrder(_ names: [String]) throws -> [String] {
        let sorted = label.names.ordered(label.classes)
        guard sorted.count == names.count else {
            throw ArgumentError(
                "\(names.count) columns of scores are named for \(sorted.count) classes",
                advice: "name one for each class")
        }
        return label.classes.compactMap { sorted.firstIndex(of: $0).map { names[$0] } }
    }

    /// Columns by the name of their class, put into the label's order.
    private func columnsByClass(_ scores: [ScoreColumns.NamedScore]) throws -> [String] {
        try label.classes.map { name in
            guard let own = scores.first(where: { label.names.canonical($0.className) == name }) else {
                throw PredictionsError([
                    Finding(
                        .error, .unknownClass, "class '\(name)' has no score",
                        advice: "write --score CLASS=COLUMN for every class: "
                            + label.classes.prefix(5).joined(separator: ", "), file: rows.file)
                ])
            }
            return own.column
        }
    }

    // MARK: Binary

    /// Two columns: the second is of the positive class; where both are probabilities they sum to one.
    private func binary(_ names: [String]) throws -> (scores: JudgedScores, findings: [Finding]) {
        let all = try names.map(score)
        if all.allSatisfy({ $0.allSatisfy(Self.isProbability) }) {
            try checkSums(all[0].indices.map { all[0][$0] + all[1][$0] }, names)
        }
        return try binary(all[1], of: names[1])
    }

    private func binary(_ scores: [Double], of name: String) throws -> (scores: JudgedScores, findings: [Finding]) {
        let outside = scores.indices.filter { !Self.isProbability(scores[$0]) }
        guard let first = outside.first else {
            return (
                JudgedScores(kind: .probabilities, predictions: Predictions(width: 1, values: scores), cut: threshold),
                []
            )
        }
        let finding = Finding(
            .warning, .notProbabilities,
            "'\(name)' is outside 0 to 1 in \(NumberText.counted(outside.count, "row")), first in row \(rows.rows[first] + 1): scores, not probabilities",
            advice:
                "figures of order and of decisions (positive from \(NumberText.setting(threshold)) on) stand; those of probabilities need calibrated ones",
            file: rows.file, column: name, count: outside.count,
            keys: outside.prefix(Limits.keysPerFinding).map { "row \(rows.rows[$0] + 1)" })
        let ranks = ScoreRanks.ranks(scores, positiveFrom: threshold)
        return (JudgedScores(kind: .scores, predictions: ranks, cut: 0.5), [finding])
    }

    // MARK: Several classes

    private func probabilities(_ names: [String]) throws -> JudgedScores {
        let columns = try names.map { name in
            try rows.numbers(
                name, .predictionUnfit, noun: "probability",
                cure:
                    "give probabilities from 0 to 1, by softmax where they are scores; or decisions with --prediction",
                isFit: Self.isProbability)
        }
        let width = columns.count
        var values = [Double](repeating: 0, count: width * rows.rows.count)
        var sums = [Double](repeating: 0, count: rows.rows.count)
        for (index, column) in columns.enumerated() {
            for (row, value) in column.enumerated() {
                values[row * width + index] = value
                sums[row] += value
            }
        }
        try checkSums(sums, names)
        return JudgedScores(kind: .probabilities, predictions: Predictions(width: width, values: values), cut: nil)
    }

    private func checkSums(_ sums: [Double], _ names: [String]) throws {
        let unfit = sums.indices.filter { abs(sums[$0] - 1) > Self.sumTolerance }
        guard let first = unfit.first else { return }
        throw PredictionsError([
            Finding(
                .error, .predictionUnfit,
                "the probabilities of row \(rows.rows[first] + 1) sum to \(NumberText.setting(sums[first])), not 1, "
                    + "and so in \(NumberText.counted(unfit.count, "row"))",
                advice: "give probabilities over all classes; a sum may be off by 0.00001", file: rows.file,
                column: names.first, count: unfit.count,
                keys: unfit.prefix(Limits.keysPerFinding).map { "row \(rows.rows[$0] + 1)" })
        ])
    }

    /// Decided classes as certain probabilities.
    private func decisions(_ name: String) throws -> JudgedScores {
        guard let cells = ClassCells(rows.cells(name)) else {
            throw PredictionsError([
                Finding(
                    .error, .predictionUnfit, "column '\(name)' holds moments, and predictions are classes",
                    advice: "name the column of predicted classes", file: rows.file, column: name)
            ])
        }
        if let missing = cells.codes.firstIndex(of: -1) {
            throw PredictionsError([
                Finding(
                    .error, .predictionUnfit, "the prediction '\(name)' of row \(rows.rows[missing] + 1) is missing",
                    advice: "give every row a prediction", file: rows.file, column: name,
                    count: cells.codes.count { $0 < 0 })
            ])
        }
        let places = label.names.places(of: cells.texts, among: label.classes)
        let used = Set(cells.codes)
        if let stranger = places.indices.first(where: { places[$0] == nil && used.contains(Int32($0)) }) {
            throw PredictionsError([
                Finding(
                    .error, .unknownClass, "class '\(cells.texts[stranger])' in column '\(name)' is not known",
                    advice: "the classes are \(label.classes.prefix(5).joined(separator: ", "))", file: rows.file,
                    column: name)
            ])
        }
        let indices = cells.codes.map { places[Int($0)] ?? 0 }
        guard label.task == .multiclass else {
            return JudgedScores(
                kind: .decisions, predictions: Predictions(width: 1, values: indices.map(Double.init)), cut: 0.5)
        }
        let width = label.classes.count
        var values = [Double](repeating: 0, count: width * indices.count)
        for (row, index) in indices.enumerated() { values[row * width + index] = 1 }
        return JudgedScores(kind: .decisions, predictions: Predictions(width: width, values: values), cut: nil)
    }

    private static func isProbability(_ value: Double) -> Bool { value >= 0 && value <= 1 }
}
