import DataQuality
import Evidence
import Foundation
import Framing
import Warehouse
import Worker

/// Checks a bare table where it lies: the worker holds it open, and nothing is written.
struct SourceCheck {
    private let call: CheckCall
    private let suite: Suite?
    private let scratch: String

    init(_ call: CheckCall, suite: Suite?, scratch: String) {
        self.call = call
        self.suite = suite
        self.scratch = scratch
    }

    func run() async throws -> ChecksDocument {
        let brief = Brief.inferred(forTable: call.input, label: "")
        let name = brief.data.sources.first?.name ?? "data"
        let table = TableWord(call.input)
        let request = QueryRequest(
            sources: [WorkerRequest.Source(name: name, paths: [table.path], table: table.table)],
            baseDirectory: FileManager.default.currentDirectoryPath, scratchDirectory: scratch, threads: call.threads,
            memoryLimitBytes: call.engineMemory)
        return try await Worker.session(request, executable: call.executable) { session in
            let others = session.opened.others
            guard let source = session.opened.sources.first else { return ChecksDocument(findings: [], results: []) }
            let relation = CheckedRelation(
                rows: "\(Identifier(opened: source.name))", columns: source.columns, others: others)
            let sensitive = try await SensitiveScan(relation).columns { try await session.answers(to: $0) }
            let masking = Masking(sensitive.masked, key: [])
            if call.proposal != nil {
                try call.write(
                    try await SuiteProposal(relation, excluded: masking.columns).suite(named: brief.name) {
                        try await session.answers(to: $0)
                    })
            }
            let document = try await judged(relation) { try await session.answers(to: $0) }
            let sanity = try await DataSanity(
                relation, label: "", positive: nil, time: nil, hidden: masking.columns
            ).findings { plan in
                try await session.answers(to: plan)
            }
            let disguised = try await DisguisedColumns(relation).findings { try await session.answers(to: $0) }
                .filter { !masking.columns.contains($0.column ?? "") }
            var all = masking.masked(
                ChecksDocument(
                    findings: session.opened.findings + sensitive.findings(nil) + disguised + document.findings
                        + sanity,
                    results: document.results))
            all.privacy = sensitive.summary
            return all
        }
    }
}

extension SourceCheck {
    /// The suite against the table; where the table lacks columns, the suite may be about a brief's dataset.
    private func judged(_ relation: CheckedRelation, ask: @escaping Asking) async throws -> ChecksDocument {
        var document = try await SuiteRun.document(suite?.expectations ?? [], against: relation, ask: ask)
        document.findings = document.findings.map { finding in
            guard finding.code == .columnNotFound else { return finding }
            var finding = finding
            finding.advice =
                (finding.advice.map { $0 + "\n" } ?? "")
                + "a suite that init or a run proposed is about a brief's dataset: associate check \(brief)"
            return finding
        }
        return document
    }

    /// The brief beside which `init` wrote the suite, where it is there.
    private var brief: String {
        let ending = ".checks.yaml"
        guard let path = call.suite, path.hasSuffix(ending) else { return "BRIEF" }
        return ["yaml", "yml"].map { String(path.dropLast(ending.count)) + "." + $0 }
            .first(where: FileManager.default.fileExists) ?? "BRIEF"
    }
}

extension OpenedSources {
    /// The sources as tables that expectations may name.
    var others: [String: CheckedRelation.Other] {
        Dictionary(
            sources.map { source in
                (
                    source.name,
                    CheckedRelation.Other(rows: "\(Identifier(opened: source.name))", columns: source.columns)
                )
            }, uniquingKeysWith: { first, _ in first })
    }
}
