import DataQuality
import Evidence
import Framing
import Warehouse
import Worker

/// Checks a suite against a brief's dataset, and against its sources where the suite is about them.
struct SuiteCheck {
    let brief: Brief
    let workshop: CheckWorkshop

    /// Judges the suite on a snapshot whose hash was checked.
    ///
    /// - Throws: `SuiteError` where the suite does not fit the data; errors of the engine and the worker.
    func document(_ suite: Suite, snapshot: Snapshotted) async throws -> ChecksDocument {
        let sources = brief.data.sources.map(\.name)
        try check(suite, sources)
        let own = suite.expectations.filter { $0.source == nil && !$0.isAboutOtherTables }
        let further = suite.expectations.filter { $0.source != nil || $0.isAboutOtherTables }
        let connection = try workshop.connect(only: [snapshot.path])
        let relation = CheckedRelation(
            rows: Parquet.relation(snapshot.path), columns: try Parquet.columns(of: snapshot.path, connection),
            key: brief.data.key)
        var document = try await SuiteRun.document(own, against: relation) {
            try connection.answers(to: $0, threads: workshop.threads)
        }
        guard !further.isEmpty else { return document }
        let more = try await documents(further)
        document = ChecksDocument(
            findings: document.findings + more.flatMap(\.findings), results: document.results + more.flatMap(\.results))
        return document
    }

    /// A suite may name only sources that the brief has.
    private func check(_ suite: Suite, _ sources: [String]) throws {
        let unknown = suite.expectations.first { expectation in
            expectation.source.map { !sources.contains($0) } ?? false
        }
        guard let unknown, let name = unknown.source else { return }
        throw SuiteError([
            Finding(
                .error, .impossibleValue, "the suite is about a source '\(name)', which the brief does not have",
                advice: Spelling.nearest(to: name, among: sources).map { "did you mean '\($0)'?" }
                    ?? "sources of the brief: \(sources.joined(separator: ", "))",
                file: unknown.place?.file, line: unknown.place?.line, columnNumber: unknown.place?.column)
        ])
    }

    /// What needs the sources is asked of the worker, which holds them open.
    private func documents(_ expectations: [Expectation]) async throws -> [ChecksDocument] {
        guard case .duckdb = brief.data.engine else {
            throw SuiteError([
                Finding(
                    .error, .notInThisVersion,
                    "expectations of sources and other tables are not in this version for this engine",
                    advice: "leave them out, or read the sources with data.engine: duckdb")
            ])
        }
        let request = brief.queryRequest(
            scratch: workshop.scratch, threads: workshop.threads, memoryLimitBytes: workshop.engineMemory)
        return try await Worker.session(request, executable: workshop.executable) { session in
            var documents: [ChecksDocument] = []
            let others = session.opened.others
            var names: [String?] = []
            for expectation in expectations where !names.contains(expectation.source) {
                names.append(expectation.source)
            }
            for name in names {
                guard let relation = relation(name, session.opened, others) else { continue }
                let chosen = expectations.filter { $0.source == name }
                documents.append(
                    try await SuiteRun.document(chosen, against: relation) { try await session.answers(to: $0) })
            }
            return documents
        }
    }

    private func relation(
        _ name: String?, _ opened: OpenedSources, _ others: [String: CheckedRelation.Other]
    ) -> CheckedRelation? {
        if let name {
            guard let source = opened.sources.first(where: { $0.name == name }) else { return nil }
            return CheckedRelation(
                rows: "\(Identifier(opened: name))", columns: source.columns, source: name, others: others)
        }
        guard let dataset = brief.data.dataset, let columns = opened.datasetColumns else {
            guard let only = opened.sources.first else { return nil }
            return CheckedRelation(
                rows: "\(Identifier(opened: only.name))", columns: only.columns, key: brief.data.key, others: others)
        }
        return CheckedRelation(
            rows: "(\n\(SQL(dataset: dataset.sql))) AS dataset", isStored: false, columns: columns, key: brief.data.key,
            others: others)
    }
}
