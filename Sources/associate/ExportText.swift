import Evidence
import Pipeline
import Terminal

/// What a person reads of an export.
struct ExportText {
    private let document: ExportDocument

    init(_ document: ExportDocument) { self.document = document }

    /// The file, or the folder with what is in it.
    private var written: [String] {
        let bytes = NumberText.counted(document.files.reduce(0) { $0 + $1.bytes }, "byte")
        guard let readme = document.files.first(where: { $0.path.hasSuffix("/README.md") }) else {
            return document.files.map { "  Wrote   \(DisplayText.escaped($0.path)) (\(bytes))" }
        }
        let folder = DisplayText.escaped(String(readme.path.dropLast("README.md".count)))
        return ["  Wrote   \(folder) (\(NumberText.counted(document.files.count, "file")), \(bytes))"]
    }

    /// What a person does with it.
    private var next: [String] {
        guard !document.files.isEmpty else { return [] }
        return switch document.kind {
        case .tests: ["there: pip install -r requirements.txt && pytest"]
        case .python: ["there: pip install -r requirements.txt && python train.py && pytest"]
        case .notebook: ["pip install jupyterlab pandas pyarrow duckdb, and open it with: jupyter lab"]
        case .onnx, .sql, .swift, nil: []
        }
    }

    func lines(_ style: Style) -> [String] {
        var lines = style.fitted("  Model   \(DisplayText.escaped(document.model))", indent: 10)
        lines += written + next.map { "  Next    \($0)" }
        lines += document.findings.flatMap { FindingLines($0).lines(style, advice: true) }
        guard !document.verification.isEmpty else { return lines }
        var table = TextTable([
            ("engine", .left), ("rows of", .left), ("rows", .right), ("worst difference", .right),
            ("labels differ", .right), ("near threshold", .right), ("", .left),
        ])
        for engine in document.verification {
            table.append([
                engine.engine, engine.of, NumberText.count(engine.rows),
                engine.worst.map { NumberText.metric($0) } ?? "no number", NumberText.count(engine.labelsDiffer),
                NumberText.count(engine.nearThreshold), engine.holds ? "the same answer" : "ANOTHER ANSWER",
            ])
        }
        lines += [""] + table.lines(style)
        lines += document.notAsked.sorted { $0.key < $1.key }.flatMap { name, reason in
            style.fitted(DisplayText.escaped("  \(name) was not asked: \(reason)"), indent: 4)
        }
        if !document.holds {
            lines += ["", "  Nothing was written: please report this with the model's associate.json."]
        }
        return lines
    }
}
