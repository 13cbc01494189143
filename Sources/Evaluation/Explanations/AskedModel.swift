package import Columns
package import Evidence
package import Scoring

/// What a model rests on that can only be asked: how much worse its predictions become where a column's cells are dealt
/// anew among rows, and how they follow the column's values.
package struct AskedModel {
    /// Predictions of the sampled rows, where each takes its cell of a column from another of them, by its place.
    ///
    /// Of no column, the rows are as they are.
    package typealias Ask = (_ column: String?, _ order: [Int]) async throws -> Predictions

    private let name: String
    private let columns: [String]
    private let target: Target
    private let metric: MetricName
    private let threshold: Double?
    private let units: ResamplingUnits
    private let seed: Int64
    /// Rows of a sample that the seed draws, in their order, among those that judge.
    package let places: [Int]

    private static let (sampleMark, orderMark, dealMark): (Int64, Int64, Int64) = (
        0x4153_4B31, 0x4153_4B32, 0x4153_4B33
    )

    /// Draws the rows, fewer where many columns ask for many predictions.
    ///
    /// - Parameters:
    ///   - name: what the model is called.
    ///   - columns: those that it reads.
    ///   - target: the truth of the rows that judge.
    ///   - metric: what becomes worse.
    ///   - threshold: the score at or above which a row is positive (binary).
    ///   - units: the rows' independent units.
    ///   - seed: of the sample and of the orders.
    package init(
        _ name: String, columns: [String], target: Target, metric: MetricName, threshold: Double?,
        units: ResamplingUnits, seed: Int64
    ) {
        let questions = columns.count * Limits.importanceRepeats + Limits.dependenceColumns * SliceColumn.bins
        let size = min(target.rowCount, Limits.explainedRows, max(100, Limits.askedRows / max(1, questions)))
        var draws = SeededDraws(seed: seed ^ Self.sampleMark, replicate: 0)
        places =
            size < target.rowCount
            ? draws.order(of: target.rowCount).prefix(size).sorted() : Array(0..<target.rowCount)
        (self.name, self.columns, self.metric, self.threshold) = (name, columns, metric, threshold)
        self.target = target.selecting(places)
        self.units = units.selecting(places)
        self.seed = seed
    }

    /// Both documents, the columns of the largest loss followed.
    ///
    /// - Parameters:
    ///   - table: the sampled rows, with the columns that the model reads.
    ///   - masked: columns whose values are not shown.
    ///   - ask: has the model answer.
    /// - Returns: in the form of those of a run's candidate.
    /// - Throws: what `ask` throws; ``EvaluationError`` where answers are not fit for the target.
    package func documents(
        of table: Table, masked: Set<String>, ask: Ask
    ) async throws -> (importance: ImportanceDocument, explanations: ExplanationsDocument) {
        let whole = try await ask(nil, Array(places.indices))
        let importance = try await importance(whole, ask)
        let followed = importance.columns.filter { ($0.permutation ?? 0) > 0 && !masked.contains($0.column) }
            .prefix(Limits.dependenceColumns)
        var explanations = Explanations.none(
            candidate: name, task: target.task, reason: "nothing is known of the inside of a model from outside",
            units: units)
        explanations.rows = places.count
        for column in followed {
            guard let levels = DependenceLevels(column.column, in: table) else { continue }
            let dependence = try await dependence(on: column.column, levels, whole, ask)
            if let dependence { explanations.dependence.append(dependence) }
        }
        return (importance, explanations)
    }

    private func importance(_ whole: Predictions, _ ask: Ask) async throws -> ImportanceDocument {
        let measure = ImportanceMeasure(target, metric, threshold: threshold)
        let value = try measure.figure(whole)
        let orders = (0..<Limits.importanceRepeats).map { repetition in
            var draws = SeededDraws(seed: seed ^ Self.orderMark, replicate: repetition)
            return draws.order(of: places.count)
        }
        var found: [ImportanceDocument.Column] = []
        for column in columns {
            var losses: [Double] = []
            for order in orders {
                if let loss = try measure.loss(of: try await ask(column, order), from: value) { losses.append(loss) }
            }
            found.append(ImportanceMeasure.column(column, losses: losses, gain: nil))
        }
        return ImportanceDocument(
            candidate: name, metric: metric, rows: places.count, repeats: Limits.importanceRepeats, value: value,
            columns: ImportanceMeasure.ranked(found))
    }

    /// The mean prediction of all rows, were each given a value of a level, level by level.
    private func dependence(
        on column: String, _ levels: DependenceLevels, _ whole: Predictions, _ ask: Ask
    ) async throws -> ExplanationsDocument.Dependence? {
        var means: [[ExplanationsDocument.Mean?]] = []
        for order in levels.orders(rows: places.count, seed: seed ^ Self.dealMark) {
            let dealt = try await ask(column, order)
            means.append(
                (0..<dealt.width).map { output in
                    RowMean.of(
                        (0..<dealt.rowCount).map { dealt.values[$0 * dealt.width + output] }, weights: target.weights,
                        units: units)
                })
        }
        // Of several classes, the one whose probability moves most.
        let reaches = (0..<whole.width).map { output in
            let values = means.compactMap { $0[output]?.value }
            return (values.max() ?? 0) - (values.min() ?? 0)
        }
        let output = AttributionPlan.strongest(reaches) ?? 0
        let found = levels.places.indices.compactMap { level in
            means[level][output].map {
                ExplanationsDocument.Level(
                    label: levels.labels[level], position: levels.positions[level], rows: levels.places[level].count,
                    attribution: nil, prediction: $0)
            }
        }
        let name: String? =
            switch target.task {
            case .binary: target.classes[1]
            case .multiclass: target.classes[output]
            default: nil
            }
        return found.count < 2
            ? nil : ExplanationsDocument.Dependence(column: column, part: levels.part, className: name, levels: found)
    }
}
