import Columns
import DataQuality
import Evaluation
import Evidence
import Foundation
import Framing
import Scoring
import Warehouse
import Worker

/// The leakage audit of a brief: its sources in the worker, its dataset in this process.
struct LeakageAudit {
    let brief: Brief
    let workshop: CheckWorkshop
    var cuts = CutRule.standard
    var reach = Reach.whole

    /// How far the audit looks.
    enum Reach {
        /// Sources are read again where the brief says when they knew their rows.
        case dated
        /// All sources, in another order too; near copies and what tells parts apart.
        case whole
    }

    /// Whether a brief's sources are read a second time.
    static func readsSources(of brief: Brief, _ reach: Reach) -> Bool {
        guard case .duckdb = brief.data.engine else { return false }
        return reach == .whole || brief.data.sources.contains { $0.knownAt != nil }
    }

    /// The whole audit.
    func document(_ divided: Divided) async throws -> LeakageDocument {
        let checked = divided.checked
        let connection = try workshop.connect()
        let rows: SQL = "SELECT * FROM \(Parquet.relation(checked.snapshot.path))"
        let dataset = try dataset(checked, columns: Parquet.columns(of: checked.snapshot.path, connection))
        let outcome = try await sources(dataset, rows: rows, on: connection)
        let (workshop, isClass) = (workshop, checked.settled.task.isClassification)
        let (parts, closer) = (parts(divided), reach == .whole)
        let columns = try await apart {
            // A connection stays on its thread.
            try DatasetAudit(dataset, rows: rows, isClass: isClass, on: workshop.connect())
                .run(parts: parts, cleared: outcome?.cleared ?? [], looksCloser: closer)
        }
        var sourced = outcome?.findings ?? unread
        if outcome == nil, case .duckdb = brief.data.engine { sourced += try dataset.chance(on: connection) }
        let all = checked.masking.masked(LeakageDocument.merged(sourced + columns))
        return LeakageDocument(coverage: outcome?.coverage ?? .init(), findings: all)
    }

    private func dataset(_ checked: Checked, columns: [EngineColumn]) throws -> AuditedDataset {
        let apart = Set(checked.excluded.map(\.column) + [brief.data.label] + [brief.data.time].compactMap(\.self))
        let text = brief.workerDataset
        return AuditedDataset(
            sql: text?.sql ?? brief.data.sources.first.map { "SELECT * FROM \($0.name.sqlName)" } ?? "",
            place: WrittenPlace(file: text?.file, line: text?.firstLine, columnNumber: 1), indent: text?.indent ?? 0,
            columns: columns, rows: checked.snapshot.response.snapshot.rows, key: brief.data.key,
            time: brief.data.time, label: brief.data.label,
            features: columns.map(\.name).filter { !apart.contains($0) }, sensitive: Set(brief.sensitive))
    }

    // MARK: Sources

    /// The part that needs the sources; `nil` where another engine holds them.
    private func sources(
        _ dataset: AuditedDataset, rows: SQL, on connection: Connection
    ) async throws -> SourceAudit.Outcome? {
        guard Self.readsSources(of: brief, reach) else { return nil }
        let facts = try DatasetFacts(
            dataset, rows: rows, cuts: cuts, triesOrder: reach == .whole, on: connection)
        // Two engines at work at once do not spill into one folder.
        let scratch = workshop.scratch + "/leakage"
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        // Another number of threads than that of the snapshot: what depends on it shows.
        let request = brief.queryRequest(
            scratch: scratch, threads: workshop.threads + 1,
            memoryLimitBytes: workshop.engineMemory)
        return try await Worker.session(
            request, executable: workshop.executable,
            body: { session in
                let sources = session.opened.sources.map { opened in
                    let source = brief.data.sources.first { $0.name == opened.name }
                    return AuditedSource(
                        name: opened.name, columns: opened.columns, rows: opened.rows,
                        rules: source.map(brief.knownRules) ?? [], place: brief.place(of: "data.sources.\(opened.name)")
                    )
                }
                return try await SourceAudit(dataset: dataset, sources: sources, facts: facts) { plan in
                    try await session.answers(to: plan)
                }.run()
            })
    }

    /// Why the sources were not looked into, where the brief or the call asks for that.
    private var unread: [Finding] {
        if case .duckdb = brief.data.engine { return [] }
        guard reach == .whole || brief.data.sources.contains(where: { $0.knownAt != nil }) else { return [] }
        return [
            Finding(
                .note, .notReplayed, "the sources are held by another engine, which this version does not replay",
                advice: "export them as Parquet to have them replayed")
        ]
    }

    // MARK: Parts

    /// The numbers of the parts; of cross-validation the first fold stands for all.
    private func parts(_ divided: Divided) -> DatasetAudit.Parts {
        let settled = divided.checked.settled
        var numbers = [Int64](repeating: 3, count: divided.checked.table.rowCount)
        func put(_ rows: [Int], _ number: Int64) { for row in rows { numbers[row] = number } }
        if let fold = divided.folds.first {
            put(fold.train, 0)
            put(fold.validation, 1)
            put(fold.held, 2)
        } else {
            put(divided.assignment.train, 0)
            put(divided.assignment.validation, 1)
            put(divided.assignment.test, 2)
        }
        var group: String?
        if case .group(let column) = settled.split.by { group = column }
        return DatasetAudit.Parts(
            numbers: Values(numbers, validity: Validity(allValid: numbers.count)), isByTime: settled.splitsByTime,
            group: group)
    }
}

extension String {
    /// The name between quotation marks, as SQL has it.
    fileprivate var sqlName: String { "\"" + replacing("\"", with: "\"\"") + "\"" }
}
