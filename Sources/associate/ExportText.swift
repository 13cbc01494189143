import Evidence
import Pipeline
import Terminal

/// What a person reads of an export.
struct ExportText {
    private let document: ExportDocument

    init(_ document: ExportDocument) { self.document = document }

    func lines(_ style: Style) -> [String] {
        var lines = style.fitted("  Model   \(DisplayText.escaped(document.model))", indent: 10)
        lines += document.files.map { file in
            "  Wrote   \(DisplayText.escaped(file.path)) (\(NumberText.counted(file.bytes, "byte")))"
        }
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
