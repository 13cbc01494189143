import Columns
import Evaluation
import Evidence
import Features
import Foundation
import Framing
import Learning
import ONNXRuntime
import Packaging
import Scoring
import Warehouse

/// `model/`: the chosen model as this program reads it, in the field's formats, and a hash of each file.
struct ModelFolder {
    let files: [ModelPackage.File]
    /// What was found while other engines were asked.
    let findings: [Finding]

    /// The files of a model that was fitted here.
    init(
        _ evaluated: Evaluated, key: [String], runtime: Result<RuntimeLibrary, RuntimeError>, _ connection: Connection,
        threads: Int
    ) throws {
        let document = evaluated.modelDocument(key: key, threads: threads)
        let divided = evaluated.fitted.featured.divided
        let (table, settled) = (divided.checked.table, divided.checked.settled)
        let package = try ModelPackage(
            document, columns: document.columns(in: table, rows: divided.fitted),
            labels: LabelType(table[settled.brief.data.label]?.type ?? .text))
        var files = package.files
        files.append(.init(name: "associate.json", data: try CanonicalJSON.encode(document)))
        files.append(.init(name: "input_example.json", data: try CanonicalJSON.encode(evaluated.inputExample)))
        files += evaluated.treesText
        var parity = ModelParity(
            of: document, on: table.selecting(divided.judged, of: document), threads: threads)
        try parity.ask(package.onnx, in: runtime)
        try parity.ask(connection)
        try parity.ask(lightGBM: evaluated.fitted.chosenCandidate?.fitted?.modelText)
        findings = parity.findings
        files.append(.init(name: "parity.json", data: try CanonicalJSON.encode(parity.document)))
        self.files = files + [.init(name: Checksums.name, text: Checksums.text(of: files))]
    }

    /// A model from outside: its file as it was given; there is no other engine that could answer otherwise.
    init(_ foreign: ForeignModel, _ evaluated: Evaluated, key: [String]) throws {
        let divided = evaluated.fitted.featured.divided
        let (table, settled) = (divided.checked.table, divided.checked.settled)
        let names = foreign.binding.sourceColumns
        let document = ForeignDocument(
            task: settled.task, classes: settled.targetClasses, key: key, threshold: evaluated.threshold.threshold,
            columns: names.compactMap { name in table[name].map { .init(name: name, type: $0.type) } },
            model: .init(name: foreign.candidate.name, sha256: foreign.file.sha256, binding: foreign.binding))
        var files = try ForeignPackage(document, onnx: foreign.file.data).files
        let example = InputExample(table: table.selecting(names), row: divided.assignment.train.first)
        files.append(.init(name: "input_example.json", data: try CanonicalJSON.encode(example)))
        files += evaluated.treesText
        findings = []
        files.append(.init(name: "parity.json", data: try CanonicalJSON.encode(ParityDocument(engines: [:]))))
        self.files = files + [.init(name: Checksums.name, text: Checksums.text(of: files))]
    }
}

extension Table {
    /// Some rows of the columns that a model reads.
    fileprivate func selecting(_ rows: [Int], of document: ModelDocument) -> Table {
        let own = selecting(document.plan.sourceColumns)
        return Table(zip(own.names, own.columns).map { ($0, $1.selecting(rows)) }, rowCount: rows.count)
    }
}

extension Evaluated {
    /// LightGBM's own form, which is kept whenever trees were fitted: of the chosen candidate, else of the simplest.
    fileprivate var treesText: [ModelPackage.File] {
        let chosen = fitted.chosenCandidate?.fitted?.modelText
        let text = chosen ?? fitted.candidates.lazy.compactMap(\.fitted?.modelText).first
        return [text].compactMap(\.self).map { .init(name: "model.txt", data: $0) }
    }

    fileprivate func modelDocument(key: [String], threads: Int) -> ModelDocument {
        let featured = fitted.featured
        let settled = featured.divided.checked.settled
        guard let chosen = fitted.chosenCandidate?.fitted else {
            preconditionFailure("the chosen candidate was fitted here")
        }
        var document = ModelDocument(
            task: settled.task, classes: settled.targetClasses, key: key,
            excluded: Dictionary(
                featured.excluded.map { ($0.column, $0.reason) }, uniquingKeysWith: { first, _ in first }),
            threshold: threshold.threshold, plan: featured.fitted.plan, model: chosen.model,
            seen: featured.fitted.plan.seenValues(
                in: featured.divided.checked.table, rows: featured.divided.fitted, threads: threads))
        document.costs = settled.classCosts
        return document
    }

    /// The first training row, as a client would send it.
    fileprivate var inputExample: InputExample {
        let divided = fitted.featured.divided
        let sources = fitted.featured.fitted.plan.sourceColumns
        return InputExample(
            table: divided.checked.table.selecting(sources.sorted()), row: divided.assignment.train.first)
    }
}
