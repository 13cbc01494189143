import Evidence

/// What a model can leave as.
package enum ExportKind: String, Sendable, CaseIterable, Codable {
    /// The ONNX file of the package, as it was written.
    case onnx
    /// One SELECT over a relation of raw rows.
    case sql
    /// One source file of Swift that needs nothing else.
    case swift
    /// Tests of the contract for `pytest`.
    case tests
    /// A project that fits the model again with pandas and scikit-learn or LightGBM.
    case python
    /// A notebook that opens the run.
    case notebook

    /// The kind of a word.
    ///
    /// - Throws: ``ArgumentError`` with the nearest kind where there is none of that name.
    package init(named word: String) throws {
        guard let kind = Self(rawValue: word.lowercased()) else {
            throw ArgumentError.unknownWord(word, "kind of export", among: Self.allCases.map(\.rawValue))
        }
        self = kind
    }

    /// Where it is written if no place is named.
    package var usualPath: String {
        switch self {
        case .onnx: "model.onnx"
        case .sql: "model.sql"
        case .swift: "Model.swift"
        case .tests: "model_tests"
        case .python: "model_project"
        case .notebook: "model.ipynb"
        }
    }
}

extension ArgumentError {
    /// A word that none of some words is.
    static func unknownWord(_ word: String, _ what: String, among words: [String]) -> ArgumentError {
        let nearest = Spelling.nearest(to: word, among: words).map { "did you mean '\($0)'? " } ?? ""
        return ArgumentError(
            "there is no \(what) '\(word)'", advice: nearest + "there are " + words.joined(separator: ", "))
    }
}
