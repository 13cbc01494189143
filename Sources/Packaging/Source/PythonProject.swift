package import Evidence
package import Scoring

/// A project that fits a model again with pandas and scikit-learn or LightGBM, and reaches the figures of the run.
package struct PythonProject: Sendable {
    /// `settings.json`.
    package struct Settings: Encodable, Sendable {
        var task: LearningTask
        var classes: [String]
        var threshold: Double?
        var label: String
        var weight: String?
        var seed: Int64
        /// Whether the validation rows were fitted too, once the work was chosen.
        var refit: Bool
        /// `prior`, `linear`, or one of the candidates of trees.
        var model: String
        var parameters: JSONValue
        /// What is done to the model's probabilities; found on validation.
        var recalibration: Recalibration?
        var features: [Feature]
        /// What a linear model makes of the columns of its matrix.
        var terms: LinearTerms?
        /// What the run reached on its test part.
        var metrics: [String: Double]

        /// - Parameters:
        ///   - document: the model.
        ///   - brief: the run's brief in its canonical form.
        ///   - chosen: the candidate's name and what it was fitted with.
        ///   - metrics: what it reached on the test part.
        package init(
            _ document: ModelDocument, brief: JSONValue, chosen: (name: String, parameters: JSONValue),
            metrics: [String: Double]
        ) {
            task = document.task
            classes = document.classes
            threshold = document.threshold
            label = brief["data"]?["label"]?.string ?? ""
            weight = brief["data"]?["weight"]?.string
            if case .integer(let number)? = brief["seed"] { seed = number } else { seed = 7 }
            refit = brief["refit"] == .bool(true)
            (model, parameters) = (chosen.name, chosen.parameters)
            recalibration = document.model.recalibration
            features = document.plan.features
            if case .linear(let linear) = document.model, !linear.terms.isEmpty { terms = linear.terms }
            self.metrics = metrics.filter { Self.compared.contains($0.key) }
        }

        /// Figures that scikit-learn has a function for.
        private static let compared: Set = [
            "roc_auc", "average_precision", "log_loss", "brier_score", "accuracy", "r2", "root_mean_squared_error",
            "mean_absolute_error",
        ]
    }

    private let settings: Settings
    private let dataset: String?

    /// - Parameters:
    ///   - settings: what the programs read.
    ///   - dataset: the SQL that made the rows, where there was any.
    package init(_ settings: Settings, dataset: String?) { (self.settings, self.dataset) = (settings, dataset) }

    /// The text files by their names.
    package var files: [String: String] {
        get throws {
            var files = [
                "settings.json": String(decoding: try CanonicalJSON.encode(settings), as: UTF8.self),
                "README.md": Self.readme, "requirements.txt": Self.requirements, "features.py": Self.features,
                "train.py": Self.train, "test_project.py": Self.tests,
            ]
            if let dataset { files["dataset.sql"] = dataset.hasSuffix("\n") ? dataset : dataset + "\n" }
            return files
        }
    }
}

extension JSONValue {
    fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }
}
