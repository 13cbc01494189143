package import Evidence

/// `evaluation/folds.json`: what was fitted without the rows of each fold, and what it reached on them.
package struct FoldsDocument: Codable, Sendable, Equatable {
    package var version = 1
    /// The folds of the first repetition, then those of the next.
    package var folds: [Fold]

    package init(folds: [Fold]) { self.folds = folds }

    /// Rows that were held out together.
    package struct Fold: Codable, Sendable, Equatable {
        /// The column of `data/folds.parquet` that says what each row is in this fold.
        package var column: String
        /// From 1.
        package var repetition: Int
        /// Rows that were held out.
        package var rows: Int
        /// Rows that taught, those that chose settings included.
        package var trainingRows: Int
        /// What was fitted on the rows that train.
        package var features: [Feature]
        /// In the order of the candidates.
        package var candidates: [Candidate]

        package init(
            column: String, repetition: Int, rows: Int, trainingRows: Int, features: [Feature], candidates: [Candidate]
        ) {
            self.column = column
            self.repetition = repetition
            self.rows = rows
            self.trainingRows = trainingRows
            self.features = features
            self.candidates = candidates
        }

        private enum CodingKeys: String, CodingKey {
            case column, repetition, rows, features, candidates
            case trainingRows = "training_rows"
        }
    }

    /// One candidate in one fold.
    package struct Candidate: Codable, Sendable, Equatable {
        package var name: String
        /// What it was fitted with, as the rows chose that choose in this fold; empty for a model from outside.
        package var parameters: [String: JSONValue]
        /// What a linear model made of its columns; absent where it has nothing besides them.
        package var terms: LinearTerms?
        /// What the other folds say of its probabilities; absent where they stay as they are.
        package var recalibration: Recalibration?
        /// Figures on the rows that were held out, without intervals.
        package var metrics: [MetricName: MetricValue]

        package init(
            name: String, parameters: [String: JSONValue], terms: LinearTerms?, recalibration: Recalibration?,
            metrics: [MetricName: MetricValue]
        ) {
            self.name = name
            self.parameters = parameters
            self.terms = terms
            self.recalibration = recalibration
            self.metrics = metrics
        }
    }

    /// The column of `data/folds.parquet` of a fold, counted from 0 through all repetitions.
    package static func column(ofFold place: Int) -> String { "fold_\(place + 1)" }

    /// What a row is in a fold: `data/folds.parquet` names it so; a row that is in no part of a fold has no word.
    package enum Part: String, CaseIterable, Sendable {
        /// It fitted features and settings.
        case train
        /// It chose among settings, and then taught too.
        case validation
        /// It was predicted by what did not see it.
        case heldOut = "held_out"
    }
}
