/// What the terms of a linear model add to the slots of their columns.
struct TermParts: Sendable {
    private let writer: TermWriter
    /// For each bend, its slot and its mean over the training rows.
    private var bends: [(slot: Int, mean: Double)] = []
    private var products: [Product] = []

    /// A product with the slots and means of its factors, and its own mean.
    private struct Product: Sendable {
        let first: (factor: Factor, slot: Int, mean: Double)
        let second: (factor: Factor, slot: Int, mean: Double)
        let mean: Double
    }

    private typealias Factor = TermWriter.Place

    /// Takes the terms of a model that knows the training means.
    init(_ model: LinearModel, of features: FeaturePlan, _ plan: AttributionPlan) {
        let (denseWidth, blockWidths) = (features.denseWidth, features.blockWidths)
        writer = TermWriter(model.terms, denseWidth: denseWidth, blockWidths: blockWidths)
        var next = features.width
        for spline in model.terms.splines {
            for _ in 0..<spline.width {
                bends.append((plan.denseSlots[spline.column], model.means[next]))
                next += 1
            }
        }
        func part(_ factor: Interaction.Factor) -> (factor: Factor, slot: Int, mean: Double) {
            let slot =
                factor.range != nil
                ? plan.denseSlots[factor.column]
                : plan.blockSlots[
                    LinearTerms.slot(of: factor.column, denseWidth: denseWidth, blockWidths: blockWidths).block]
            return (TermWriter.place(factor, denseWidth, blockWidths), slot, model.means[factor.column])
        }
        for interaction in model.terms.interactions {
            products.append(
                Product(first: part(interaction.first), second: part(interaction.second), mean: model.means[next]))
            next += 1
        }
    }

    /// Adds the parts of one row to its slots; `weights` are those of the terms.
    @inline(__always)
    func add(
        dense: UnsafePointer<Double>?, levels: UnsafePointer<Int32>?, weights: UnsafeBufferPointer<Double>,
        to slots: UnsafeMutableBufferPointer<Double>
    ) {
        guard writer.width > 0 else { return }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: writer.width) { values in
            guard let base = values.baseAddress else { return }
            writer.write(dense: dense, levels: levels, into: base)
            for (place, bend) in bends.enumerated() { slots[bend.slot] += weights[place] * (values[place] - bend.mean) }
            for (place, product) in products.enumerated() {
                let weight = weights[bends.count + place] / 2
                let whole = values[bends.count + place] - product.mean
                let tilt =
                    product.first.factor.value(dense, levels) * product.second.mean
                    - product.first.mean * product.second.factor.value(dense, levels)
                slots[product.first.slot] += weight * (whole + tilt)
                slots[product.second.slot] += weight * (whole - tilt)
            }
        }
    }
}
