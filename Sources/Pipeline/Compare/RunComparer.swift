import Evidence
import Foundation
import Warehouse

/// What changed from one run to another, read from their files by an engine that may read nothing else.
struct RunComparer {
    private let connection: Connection
    private let threads: Int

    /// Bytes that the engine may use before it spills.
    private static let memory = 1 << 30

    /// - Parameters:
    ///   - runs: all that will be compared.
    ///   - scratch: a folder to spill into.
    ///   - threads: at most so many; no figure depends on them.
    /// - Throws: `WarehouseError` where the engine cannot be opened.
    init(_ runs: [ComparedRun], scratch: String, threads: Int) throws {
        let engine = try Engine.duckDB(
            threads: threads, memoryLimit: Self.memory, temporaryDirectory: scratch + "/spill")
        let paths = runs.flatMap { $0.parts + [$0.predictions] }
        try engine.lockDown(
            allowedPaths: paths.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path } + paths)
        connection = try engine.connect()
        self.threads = threads
    }

    /// What changed between two of the runs, which predict the same.
    ///
    /// - Throws: a `HouseError` where their files cannot be read.
    func difference(from before: ComparedRun, to after: ComparedRun) throws -> RunDifference {
        try before.requireComparable(with: after)
        let (old, new) = (before.evidence, after.evidence)
        let (rows, metrics) = try MetricComparer(
            before: before, after: after, connection: connection, threads: threads
        ).compare()
        return RunDifference(
            before: before.side, after: after.side,
            data: try DataComparer(before: before, after: after, connection: connection).difference(),
            brief: BriefDifference.changes(from: old.side, to: new.side, excluding: ["seed"]),
            versions: BriefDifference.changes(
                from: .init(brief: .texts(old.versions)), to: .init(brief: .texts(new.versions))),
            seed: old.brief.seed == new.brief.seed
                ? nil
                : .init(key: "seed", before: .integer(old.brief.seed), after: .integer(new.brief.seed)),
            rows: rows, metrics: metrics)
    }
}

extension JSONValue {
    fileprivate static func texts(_ texts: [String: String]) -> JSONValue { .object(texts.mapValues(JSONValue.string)) }
}
