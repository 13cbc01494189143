package import Columns
package import Evidence

/// Predictions of a sample of rows as they are, and with the values of one column dealt anew among them.
package struct PermutedPredictions: Sendable {
    /// With every value in its place.
    package let whole: Predictions
    /// By source and order; `nil` where the model does not read the source, so that nothing changes.
    package let permuted: [[Predictions]?]
}

extension Model {
    /// Predicts a table's rows with the values of each source dealt anew, one source at a time.
    ///
    /// Views are not built again: of a linear model the source's own columns are, and of trees a row goes down again
    /// only where the source stands on its path, from there on. What is dealt anew stays whole: a moment gives its
    /// parts and the time since it from the same other row.
    ///
    /// - Parameters:
    ///   - plan: What the model was fitted on.
    ///   - table: The rows, with the plan's columns.
    ///   - sources: Columns of the table, each once.
    ///   - orders: Row `i` takes the value of row `orders[k][i]`.
    ///   - task: The task that the model was fitted for.
    ///   - threads: At most this many at a time; they change no bit.
    /// - Returns: Predictions in the order of the rows.
    /// - Throws: ``ScoringError`` with every column that is missing or has another type.
    package func predictPermuted(
        _ plan: FeaturePlan, table: Table, sources: [String], orders: [[Int]], task: LearningTask, threads: Int
    ) throws(ScoringError) -> PermutedPredictions {
        let bound = try BoundPlan(plan, to: table)
        switch self {
        case .prior:
            return PermutedPredictions(
                whole: predict(bound, task: task, threads: threads), permuted: sources.map { _ in nil })
        case .linear(let linear):
            let parts = try sources.map { (source) throws(ScoringError) in
                try LinearPart(of: linear, plan: plan, source: source, table: table, orders: orders)
            }
            let scores = linear.scores(of: bound.designMatrix(threads: threads))
            return PermutedPredictions(
                whole: linear.link.predictions(scores, width: linear.weights.count, linear.recalibration),
                permuted: Parallel.map(count: parts.count, threads: threads) { parts[$0]?.predictions(scores) })
        case .trees(let trees):
            let patches = try sources.map { (source) throws(ScoringError) in
                try TreePatch(of: trees, plan: plan, source: source, table: table, orders: orders)
            }
            return PermutedTrees(model: trees, matrix: bound.treeMatrix(threads: threads), patches: patches)
                .predictions(threads: threads)
        }
    }
}

extension FeaturePlan {
    /// The columns of a table that the plan reads, each once, in the order of the features.
    package var sourceColumns: [String] {
        var seen: Set<TextKey> = []
        return features.flatMap { [$0.source, $0.treatment.since].compactMap(\.self) }
            .filter { seen.insert(TextKey($0)).inserted }
    }

    /// Places of the features that read a column.
    func places(reading source: String) -> [Int] {
        features.indices.filter { features[$0].source == source || features[$0].treatment.since == source }
    }
}

extension Table {
    /// The table with one column's values dealt anew.
    func permuting(_ source: String, by order: [Int]) -> Table {
        Table(zip(names, columns).map { ($0, $0 == source ? $1.selecting(order) : $1) }, rowCount: rowCount)
    }
}

extension Link {
    /// Predictions of raw scores, `width` numbers a row.
    package func predictions(_ scores: [Double], width: Int, _ recalibration: Recalibration?) -> Predictions {
        var values = scores
        values.withUnsafeMutableBufferPointer { apply(to: $0, width: width, recalibration) }
        return Predictions(width: width, values: values)
    }
}

extension LinearModel {
    /// Raw scores of all rows of a matrix.
    func scores(of matrix: DesignMatrix) -> [Double] {
        [Double](unsafeUninitializedCapacity: matrix.rowCount * weights.count) { scores, count in
            matrix.dense.withUnsafeBufferPointer { dense in
                matrix.levels.withUnsafeBufferPointer { levels in
                    writeScores(
                        dense: dense, levels: levels, rowCount: matrix.rowCount, denseWidth: matrix.denseWidth,
                        blockWidths: matrix.blockWidths, into: scores)
                }
            }
            count = matrix.rowCount * weights.count
        }
    }
}

/// What one source adds to the scores of a linear model, as it is and dealt anew.
///
/// Products with columns of other sources are among it: those sources are read beside it, without weights of their own.
private struct LinearPart: Sendable {
    private let model: LinearModel
    private let whole: DesignMatrix
    private let bound: [BoundPlan]

    /// `nil` where all weights of the source are 0.
    init?(of linear: LinearModel, plan: FeaturePlan, source: String, table: Table, orders: [[Int]])
        throws(ScoringError)
    {
        let own = Set(plan.places(reading: source))
        let owners = plan.linearColumns.map(\.feature)
        let (terms, kept) = linear.terms.parts { own.contains(owners[$0]) }
        let partners = Set(terms.columns.map { owners[$0] })
        let places = own.union(partners).sorted()
        let columns = owners.indices.filter { places.contains(owners[$0]) }
        let weights = linear.weights.map { weights in
            columns.map { own.contains(owners[$0]) ? weights[$0] : 0 } + kept.map { weights[owners.count + $0] }
        }
        guard weights.contains(where: { $0.contains { $0 != 0 } }) else { return nil }
        var model = LinearModel(
            link: linear.link, weights: weights, intercepts: linear.intercepts.map { _ in 0 },
            terms: terms.movingColumns(to: Dictionary(uniqueKeysWithValues: zip(columns, columns.indices))))
        model.recalibration = linear.recalibration
        self.model = model
        let part = FeaturePlan(features: places.map { plan.features[$0] })
        let read = table.selecting(part.sourceColumns)
        whole = try part.designMatrix(of: read)
        bound = try orders.map { (order) throws(ScoringError) in
            try BoundPlan(part, to: read.permuting(source, by: order))
        }
    }

    /// Predictions from the scores of all sources, for each order.
    func predictions(_ scores: [Double]) -> [Predictions] {
        let own = model.scores(of: whole)
        let rest = zip(scores, own).map { $0 - $1 }
        return bound.map { bound in
            model.link.predictions(
                zip(rest, model.scores(of: bound.designMatrix())).map { $0 + $1 }, width: model.weights.count,
                model.recalibration)
        }
    }
}
