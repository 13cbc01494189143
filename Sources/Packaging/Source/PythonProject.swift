package import Evidence
package import Scoring

/// A project that fits a model again with pandas and scikit-learn or LightGBM, and reaches the figures of the run.
package struct PythonProject: Sendable {
    /// `settings.json`.
    package struct Settings: Encodable, Sendable {
        var task: LearningTask
        var classes: [String]
        var threshold: Double?
        /// In whose order rows stand; empty where they stand in that of all columns.
        var key: [String]
        var label: String
        var weight: String?
        var seed: Int64
        /// Whether the validation rows were fitted too, once the work was chosen.
        var refit: Bool
        /// `prior`, `linear`, or one of the candidates of trees.
        var model: String
        var parameters: JSONValue
        /// What the rows of each class count for while it is fitted; absent where all count alike.
        var classWeight: JSONValue?
        /// Columns with which trees only rise, or only fall.
        var monotone: JSONValue?
        /// What is done to the model's probabilities; found on rows that did not teach it.
        var recalibration: Recalibration?
        var features: [Feature]
        /// What a linear model makes of the columns of its matrix.
        var terms: LinearTerms?
        /// What the run reached on its test part, or as a mean over folds.
        var metrics: [String: Double]
        /// What was fitted without the rows of each fold; absent where there is a test part.
        var folds: [Fold]?

        /// The chosen candidate in one fold.
        struct Fold: Encodable, Sendable {
            let column: String
            let repetition: Int
            let rows: Int
            let trainingRows: Int
            let parameters: [String: JSONValue]
            let recalibration: Recalibration?
            let features: [Feature]
            let terms: LinearTerms?
            let metrics: [String: Double]

            private enum CodingKeys: String, CodingKey {
                case column, repetition, rows, parameters, recalibration, features, terms, metrics
                case trainingRows = "training_rows"
            }

            /// Takes a fold of a run, and the name of a candidate; `nil` where the fold knows none of that name.
            init?(_ fold: FoldsDocument.Fold, candidate name: String) {
                guard let own = fold.candidates.first(where: { $0.name == name }) else { return nil }
                column = fold.column
                repetition = fold.repetition
                rows = fold.rows
                trainingRows = fold.trainingRows
                parameters = own.parameters
                recalibration = own.recalibration
                features = fold.features
                terms = own.terms
                metrics = Settings.compared(own.metrics)
            }
        }

        private enum CodingKeys: String, CodingKey {
            case task, classes, threshold, key, label, weight, seed, refit, model, parameters, monotone, recalibration
            case features, terms, metrics, folds
            case classWeight = "class_weight"
        }

        /// - Parameters:
        ///   - document: the model.
        ///   - brief: the run's brief in its canonical form.
        ///   - chosen: the candidate's name and what it was fitted with.
        ///   - metrics: what it reached on the test part, or as a mean over folds.
        ///   - folds: what was fitted without the rows of each fold; `nil` where there is a test part.
        package init(
            _ document: ModelDocument, brief: JSONValue, chosen: (name: String, parameters: JSONValue),
            metrics: [MetricName: MetricValue], folds: FoldsDocument?
        ) {
            task = document.task
            classes = document.classes
            threshold = document.threshold
            key = document.key
            label = brief["data"]?["label"]?.string ?? ""
            weight = brief["data"]?["weight"]?.string
            if case .integer(let number)? = brief["seed"] { seed = number } else { seed = 7 }
            refit = brief["refit"] == .bool(true)
            (model, parameters) = (chosen.name, chosen.parameters)
            recalibration = document.model.recalibration
            features = document.plan.features
            terms = document.model.terms
            classWeight = brief["candidate_options"]?[chosen.name]?["class_weight"]
            monotone = brief["monotone"]
            self.metrics = Self.compared(metrics)
            self.folds = folds?.folds.compactMap { Fold($0, candidate: chosen.name) }
        }

        /// Figures that `model.py` has a function for, by their names.
        private static func compared(_ metrics: [MetricName: MetricValue]) -> [String: Double] {
            let names: [MetricName] = [
                .rocAUC, .averagePrecision, .logLoss, .brierScore, .accuracy, .r2, .rootMeanSquaredError,
                .meanAbsoluteError,
            ]
            let found = names.compactMap { name in metrics[name]?.number.map { (name.rawValue, $0) } }
            return Dictionary(uniqueKeysWithValues: found)
        }
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
            let inFolds = settings.folds != nil
            var files = [
                "settings.json": String(decoding: try CanonicalJSON.encode(settings), as: UTF8.self),
                "README.md": inFolds ? Self.foldsReadme : Self.readme, "requirements.txt": Self.requirements,
                "features.py": Self.features, "model.py": Self.model,
                "train.py": inFolds ? Self.foldsTrain : Self.train,
                "test_project.py": inFolds ? Self.foldsTests : Self.tests,
            ]
            if let dataset { files["dataset.sql"] = dataset.hasSuffix("\n") ? dataset : dataset + "\n" }
            return files
        }
    }
}

extension JSONValue {
    fileprivate var string: String? { if case .string(let text) = self { text } else { nil } }
}
