import DataQuality
import Documents
package import Evidence
import Foundation
import Framing
import Warehouse
import Worker

/// What a call of `profile` asks for, as the person wrote it.
package struct ProfileCall: Sendable {
    /// A table: a path or a glob, or `FILE:TABLE` of a database file.
    package var source: String
    /// The column to predict; `nil` for none.
    package var label: String?
    /// The column of moments; `nil` for the one that the table shows.
    package var time: String?
    /// Where the page goes; `nil` for none.
    package var html: String?
    /// Where the JSON goes; `nil` for none.
    package var out: String?
    package var threads: Int
    /// The executable that plays the worker.
    package var executable: String
    /// Bytes that the engine may use before it spills to disk.
    package var engineMemory: Int

    package init(
        source: String, label: String? = nil, time: String? = nil, html: String? = nil, out: String? = nil,
        threads: Int, executable: String, engineMemory: Int = 1 << 30
    ) {
        self.source = source
        self.label = label
        self.time = time
        self.html = html
        self.out = out
        self.threads = threads
        self.executable = executable
        self.engineMemory = engineMemory
    }
}

/// Profiles a table where it lies: the worker holds it open, and nothing is written to it.
package struct ProfileJob: Sendable {
    private let call: ProfileCall
    private let progress: @Sendable (String) -> Void

    /// - Parameters:
    ///   - call: what is asked for.
    ///   - progress: told of each step, from some thread.
    package init(_ call: ProfileCall, progress: @escaping @Sendable (String) -> Void = { _ in }) {
        self.call = call
        self.progress = progress
    }

    /// Profiles the table, and writes the page and the JSON where they are asked for.
    ///
    /// - Throws: a `HouseError`: exit 2 where the table or an argument is wrong, 1 where reading or writing failed
    ///   through no fault of theirs.
    package func run() async throws -> ProfileDocument {
        try refuseBriefs()
        let scratch = try Scratch.make("profile")
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let brief = Brief.inferred(forTable: call.source, label: "")
        let name = brief.data.sources.first?.name ?? "data"
        let table = TableWord(call.source)
        let request = QueryRequest(
            sources: [WorkerRequest.Source(name: name, paths: [table.path], table: table.table)],
            baseDirectory: FileManager.default.currentDirectoryPath, scratchDirectory: scratch, threads: call.threads,
            memoryLimitBytes: call.engineMemory)
        let (progress, call) = (progress, call)
        let document = try await Worker.session(
            request, executable: call.executable,
            progress: { step in if step.stage != .querying { progress(step.activity) } }
        ) { session in
            guard let source = session.opened.sources.first else {
                throw ArgumentError("no table is found at \(call.source)", advice: "name a file, or a glob of files")
            }
            try Outputs(call).check(against: source.files)
            try NamedColumns(call).check(in: source.columns)
            let relation = CheckedRelation(rows: "\(Identifier(opened: source.name))", columns: source.columns)
            let asked = DataProfile.Request(
                relation: relation, name: name, path: call.source, label: call.label, time: call.time,
                read: session.opened.findings)
            let profile = try await DataProfile(asked, progress: progress) { try await session.answers(to: $0) }
                .document()
            return profile.masked(try await SensitiveScan(relation).columns { try await session.answers(to: $0) })
        }
        progress("writing")
        if let html = call.html { try PageFile.write(ProfilePage.html(document), to: html) }
        if let out = call.out { try Outputs.write(try CanonicalJSON.encode(document), to: out) }
        return document
    }

    private func refuseBriefs() throws {
        guard [".yaml", ".yml"].contains(where: { call.source.lowercased().hasSuffix($0) }) else { return }
        throw ArgumentError(
            "\(call.source) is a brief, and a profile is of a table",
            advice: "name one of its sources, or check the brief: associate check \(call.source)")
    }
}
