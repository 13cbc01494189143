package import Columns
package import Evidence
package import Foundation
package import Scoring

/// `model/associate.json` of a model from outside: how rows enter `model.onnx`, and what becomes of its answers.
package struct ForeignDocument: Sendable, Equatable {
    /// The version that this code writes and reads.
    package static let version = 1
    /// The word in `model.kind` that tells it from a model that was fitted here.
    package static let kind = "onnx"

    /// A column that the model reads.
    package struct Column: Codable, Sendable, Equatable {
        package let name: String
        /// The type that it had when the model was judged.
        package let type: ColumnType

        package init(name: String, type: ColumnType) {
            self.name = name
            self.type = type
        }
    }

    /// The file and the way into it.
    package struct Model: Codable, Sendable, Equatable {
        package var kind = ForeignDocument.kind
        package var name: String
        package var sha256: ContentHash
        package var binding: ForeignBinding

        package init(name: String, sha256: ContentHash, binding: ForeignBinding) {
            self.name = name
            self.sha256 = sha256
            self.binding = binding
        }
    }

    package var task: LearningTask
    /// Classes in class order (binary: the other class, then `positive`); empty for regression.
    package var classes: [String]
    /// Columns that identify a row.
    package var key: [String]
    /// Binary only: a score of at least this is positive.
    package var threshold: Double?
    package var columns: [Column]
    package var model: Model

    package init(
        task: LearningTask, classes: [String], key: [String], threshold: Double?, columns: [Column], model: Model
    ) {
        self.task = task
        self.classes = classes
        self.key = key
        self.threshold = threshold
        self.columns = columns
        self.model = model
    }
}

extension ForeignDocument: Codable {
    private enum CodingKeys: String, CodingKey {
        case version, task, classes, positive, key, threshold, columns, model
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        let version = try fields.decode(Int.self, forKey: .version)
        guard version == Self.version else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: fields,
                debugDescription: "version \(version) is not known here; this Associate reads \(Self.version)")
        }
        self.init(
            task: try fields.decode(LearningTask.self, forKey: .task),
            classes: try fields.decode([String].self, forKey: .classes),
            key: try fields.decode([String].self, forKey: .key),
            threshold: try fields.decode(Double?.self, forKey: .threshold),
            columns: try fields.decode([Column].self, forKey: .columns),
            model: try fields.decode(Model.self, forKey: .model))
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(Self.version, forKey: .version)
        try fields.encode(task, forKey: .task)
        try fields.encode(classes, forKey: .classes)
        try fields.encode(task == .binary ? classes.last : nil, forKey: .positive)
        try fields.encode(key, forKey: .key)
        try fields.encode(threshold, forKey: .threshold)
        try fields.encode(columns, forKey: .columns)
        try fields.encode(model, forKey: .model)
    }
}

extension ForeignDocument {
    /// The columns that the model reads, with the kinds that they had when it was judged.
    package var inputs: ModelInputs {
        ModelInputs(
            columns: columns.map { column in
                switch column.type {
                case .text: (column.name, .category)
                case .boolean: (column.name, .boolean)
                default: (column.name, .number)
                }
            })
    }

    /// Whether a document speaks of a model from outside, whatever else it holds.
    package static func describes(_ data: Data) -> Bool {
        struct Kind: Decodable {
            struct Model: Decodable { let kind: String }

            let model: Model
        }
        return (try? CanonicalJSON.decode(Kind.self, from: data))?.model.kind == kind
    }

    /// Reads a document that may come from anywhere.
    ///
    /// - Throws: `ScoringError` (`model-unreadable`) where it is too large, is not JSON, or does not fit together.
    package init(reading data: Data) throws(ScoringError) {
        guard data.count <= Limits.modelBytes else {
            throw .unreadable("\(data.count) bytes are more than a model document may have (\(Limits.modelBytes))")
        }
        do {
            self = try CanonicalJSON.decode(Self.self, from: data)
        } catch let error as DecodingError {
            throw .unreadable(error.words.message, at: error.words.path)
        } catch {
            throw .unreadable("not a JSON document")
        }
        let expected =
            switch task {
            case .binary: classes.count == 2
            case .multiclass: classes.count > 2
            case .regression: classes.isEmpty
            }
        let names = Set(columns.map(\.name))
        guard expected, Set(classes).count == classes.count else { throw .unreadable("its classes", at: "classes") }
        guard (task == .binary) == (threshold != nil), threshold?.isFinite != false else {
            throw .unreadable("its threshold", at: "threshold")
        }
        guard model.kind == Self.kind, model.binding.sourceColumns.allSatisfy(names.contains),
            model.binding.classes.sorted() == classes.sorted()
        else { throw .unreadable("its binding does not go with its columns and classes", at: "model.binding") }
    }
}
