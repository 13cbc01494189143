/// Says how much each column adds to the raw score of a linear model: weight × (value − training mean).
///
/// These are the Shapley values of the model against the training rows, each column taken by itself. The mean of a
/// one-hot slot is the share of training rows that have it, so that a level counts against the mean weight of its
/// block, and the choice of a level of reference does not matter. What a missing value and its indicator add is one
/// number, and so are the sines and cosines of a calendar part.
///
/// A bend of a spline counts for its column in the same way. A product f·g of two columns is divided by its exact
/// Shapley values against the training rows, in which a column that is not known stands for its mean and two for the
/// mean of their product: f gets ½ (f ḡ − f̄ g + f g − m), g gets ½ (f̄ g − f ḡ + f g − m), where m is that mean, and both
/// together f g − m.
struct LinearExplainer: Sendable {
    /// For each output, the score of a row of training means.
    let base: [Double]
    private let model: LinearModel
    private let plan: AttributionPlan
    private let denseWidth: Int
    /// The first weight of each block.
    private let blockOffsets: [Int]
    /// For each output and block, the mean weight.
    private let blockMeans: [[Double]]
    private let terms: TermParts
    /// Weights of the view's columns, before those of the terms.
    private let columns: Int

    /// `nil` where the model does not know the training means.
    init?(_ model: LinearModel, of features: FeaturePlan, _ plan: AttributionPlan) {
        guard model.means.count == features.width + model.terms.width else { return nil }
        self.model = model
        self.plan = plan
        denseWidth = features.denseWidth
        var offset = features.denseWidth
        var offsets: [Int] = []
        for width in features.blockWidths {
            offsets.append(offset)
            offset += width
        }
        blockOffsets = offsets
        func mean(_ weights: [Double], _ columns: Range<Int>) -> Double {
            columns.reduce(0) { $0 + weights[$1] * model.means[$1] }
        }
        base = zip(model.intercepts, model.weights).map { $0 + mean($1, 0..<model.means.count) }
        blockMeans = model.weights.map { weights in
            zip(offsets, features.blockWidths).map { mean(weights, $0..<$0 + $1) }
        }
        columns = features.width
        terms = TermParts(model, of: features, plan)
    }

    /// Adds the attributions of rows to `slots` numbers a row, of the chosen output of each.
    ///
    /// `dense` and `levels` are as the linear view has them.
    func add(
        dense: UnsafeBufferPointer<Double>, levels: UnsafeBufferPointer<Int32>, rowCount: Int,
        chosen: UnsafeBufferPointer<Int32>?, to sums: UnsafeMutableBufferPointer<Double>
    ) {
        let slots = plan.slots.count
        model.means.withUnsafeBufferPointer { means in
            plan.denseSlots.withUnsafeBufferPointer { denseSlots in
                for row in 0..<rowCount {
                    let output = chosen.map { Int($0[row]) } ?? 0
                    model.weights[output].withUnsafeBufferPointer { weights in
                        let first = row * slots
                        for column in 0..<denseWidth {
                            sums[first + denseSlots[column]] +=
                                weights[column] * (dense[row * denseWidth + column] - means[column])
                        }
                        for block in blockOffsets.indices {
                            let level = Int(levels[row * blockOffsets.count + block])
                            sums[first + plan.blockSlots[block]] +=
                                weights[blockOffsets[block] + level] - blockMeans[output][block]
                        }
                        terms.add(
                            dense: dense.baseAddress.map { $0 + row * denseWidth },
                            levels: levels.baseAddress.map { $0 + row * blockOffsets.count },
                            weights: .init(rebasing: weights[columns...]),
                            to: .init(rebasing: sums[first..<first + slots]))
                    }
                }
            }
        }
    }
}
