/// A fitted candidate as a value: saved in `model/associate.json`, applied by scoring and serving.
package enum Model: Sendable, Equatable {
    case prior(PriorModel)
    case linear(LinearModel)
    case trees(TreeModel)
}

extension Model {
    /// What a linear model makes of its columns; `nil` where it has nothing besides them.
    package var terms: LinearTerms? {
        guard case .linear(let linear) = self, !linear.terms.isEmpty else { return nil }
        return linear.terms
    }
}

/// Predicts what the training part holds on the whole, whatever the row.
package struct PriorModel: Sendable, Equatable, Codable {
    /// Classification: the share of each class in class order; regression: one element, the mean.
    package var values: [Double]

    package init(values: [Double]) { self.values = values }
}

/// What turns a model's raw scores into predictions.
package enum Link: String, Sendable, Codable {
    /// Regression: the score itself.
    case identity
    /// Binary: the logistic function of the score is the probability of `positive`.
    case logistic
    /// Multiclass: softmax over the classes.
    case softmax
}

/// Weights over the columns of a ``DesignMatrix``, and over bends and products of them.
package struct LinearModel: Sendable, Equatable {
    package var link: Link
    /// One row of weights per output, 1 for identity and logistic, one a class for softmax: those of the matrix's
    /// columns, then those of the ``terms``.
    package var weights: [[Double]]
    /// One intercept per output.
    package var intercepts: [Double]
    /// The mean of each column and term over the training rows; empty where it is not known.
    ///
    /// No score needs them. They are what a row is explained against.
    package var means: [Double]
    /// What the model makes of the columns.
    package var terms: LinearTerms
    /// What is done to the scores; the model document keeps it.
    package var recalibration: Recalibration?

    package init(
        link: Link, weights: [[Double]], intercepts: [Double], means: [Double] = [], terms: LinearTerms = .none
    ) {
        self.link = link
        self.weights = weights
        self.intercepts = intercepts
        self.means = means
        self.terms = terms
    }
}
