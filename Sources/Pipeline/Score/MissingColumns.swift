import Columns
import Evidence
import Scoring
import Warehouse
import Worker

/// What is said of columns that sources lack: nothing bad where only the label is made of them, an error where a
/// feature is.
struct MissingColumns {
    let opened: OpenedSources

    private var missing: [(source: OpenedSources.Source, column: String)] {
        opened.sources.flatMap { source in source.missing.map { (source, $0) } }
    }

    /// Features that are made of what is not there.
    var errors: [Finding] {
        opened.uses.compactMap { use in
            guard let column = use.column else { return nil }
            let file = opened.sources.first { $0.name == use.source }?.files.first
            return Finding(
                .error, .featureInputMissing,
                "the model's '\(column)' is made of the column '\(use.missing)' of source '\(use.source)', which the"
                    + " input does not have",
                advice: "add the column, its cells empty where nothing is known", file: file, source: use.source,
                column: use.missing)
        }
    }

    /// The rest: a warning where they decide which rows there are, else a note.
    var remarks: [Finding] {
        missing.map { source, column in
            let decides = opened.uses.contains { $0.source == source.name && $0.missing == column && $0.column == nil }
            return Finding(
                decides ? .warning : .note, .columnNotFound,
                "source '\(source.name)' has no column '\(column)', which stands there without values: "
                    + (decides ? "which rows there are depends on it" : "no feature is made of it"),
                advice: decides ? "see whether all rows were scored, or add the column" : nil, file: source.files.first,
                source: source.name, column: column)
        }
    }

    /// Columns of another type than they had when the model was fitted.
    ///
    /// - Throws: what the worker fails with.
    func retyped(_ dataset: RunDataset, _ session: WorkerSession) async throws -> [Finding] {
        var findings: [Finding] = []
        for source in opened.sources {
            let known = dataset.columns(of: source.name)
            let fractions = try await WholeNumbers(
                source.columns, known: Dictionary(known.map { ($0.name, $0.type) }) { first, _ in first },
                relation: "\(Identifier(opened: source.name))", session)
            let types = Dictionary(source.columns.map { ($0.name, $0.type) }) { first, _ in first }
            findings += known.compactMap { column -> Finding? in
                guard let type = types[column.name], type != column.type, !fractions.contains(column.name) else {
                    return nil
                }
                return Finding(
                    .warning, .schemaChanged,
                    "'\(column.name)' of source '\(source.name)' is \(type.rawValue), and was \(column.type.rawValue)"
                        + " when the model was fitted",
                    advice: "see whether the SQL still makes of it what it did", file: source.files.first,
                    source: source.name, column: column.name)
            }
            findings += fractions.findings(file: source.files.first, source: source.name)
        }
        return findings
    }
}
