import Documents
package import Evidence
import Foundation
import Store

/// Sets runs of a store beside the first of them; every file is hashed before any is read.
package struct CompareJob: Sendable {
    private let names: [String]
    private let store: RunStore
    private let page: String?
    private let threads: Int

    /// - Parameters:
    ///   - names: runs, each by its id, the beginning of one, or its folder; the first is the baseline.
    ///   - store: the store's folder.
    ///   - page: where to write a page, or `nil`.
    ///   - threads: at most so many; no figure depends on them.
    package init(_ names: [String], inStore store: String, page: String?, threads: Int) {
        self.names = names
        self.store = RunStore(at: store)
        self.page = page
        self.threads = threads
    }

    /// Reads the runs, compares them, and writes the page where one is asked for.
    ///
    /// - Throws: a `HouseError`: exit 2 where a run is unknown, ambiguous, not complete, not as it was written, or not
    ///   comparable; 1 where the machine refuses.
    package func run() throws -> RunComparison {
        guard names.count > 1 else {
            throw ArgumentError(
                "one run alone cannot be compared",
                advice: "name two or more, the baseline first: associate runs compare BASELINE RUN")
        }
        let runs = try names.map(store.open)
        let compared = try runs.map(ComparedRun.init)
        for run in compared.dropFirst() { try compared[0].requireComparable(with: run) }
        let named = zip(runs, compared).map { ChainFinder.Stop(id: $0.id.text, run: $1) }
        let finder = ChainFinder(store, names: compared.map(\.evidence.brief.name))
        let chains = named.dropFirst().map { finder.stops(from: compared[0], to: $0.run) }
        let (differences, attributions) = try Scratch.using("compare") { scratch in
            let comparer = try RunComparer(
                compared + chains.joined().map(\.run), scratch: scratch, threads: threads)
            return (
                try compared.dropFirst().map { try comparer.difference(from: compared[0], to: $0) },
                try zip(named.dropFirst(), chains).map {
                    try comparer.attribution(from: named[0], over: $1, to: $0)
                }
            )
        }
        let comparison = RunComparison(
            task: compared[0].evidence.brief.task, label: compared[0].evidence.brief.label,
            runs: runs.map { .init(runID: $0.id.text, directory: $0.directory, started: $0.record.started) },
            comparisons: differences, attributions: attributions)
        if let page { try PageFile.write(ComparisonPage.html(comparison), to: page) }
        return comparison
    }
}

/// A folder for spilling, which only the caller may read and which is gone afterwards.
enum Scratch {
    /// - Throws: ``FileFailure`` where it cannot be made, and what `body` throws.
    static func using<Value>(_ purpose: String, _ body: (String) throws -> Value) throws -> Value {
        let path = try make(purpose)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    /// Makes the folder, which the caller removes.
    static func make(_ purpose: String) throws(FileFailure) -> String {
        let parent = FileManager.default.temporaryDirectory
        let path = parent.appendingPathComponent("associate-\(purpose)-\(UUID().uuidString)").path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw FileFailure("a scratch folder cannot be made in \(parent.path)")
        }
        return path
    }
}

/// A page that a person asked for.
enum PageFile {
    /// - Throws: ``FileFailure`` where it cannot be written; no half of it is left.
    static func write(_ page: HTML, to path: String) throws(FileFailure) {
        do {
            try Data(page.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw FileFailure("the page cannot be written to \(path)")
        }
    }
}
