import Columns
import Evidence
import Warehouse

/// How the child comes to sources: found, inspected, then opened by an engine that can do nothing else.
struct SourceAccess {
    let sources: [WorkerRequest.Source]
    let baseDirectory: String
    let scratchDirectory: String
    let threads: Int
    let memoryLimitBytes: Int
    /// Whether files are hashed, so that what was read is known again.
    var hashes = true
    /// Whether rows only pass through, so that their number is not bounded by memory.
    var streams = false
    /// Told before each step.
    let report: (WorkerProgress) -> Void

    /// A source with what is known of its files.
    struct Inspected: Sendable {
        let source: FoundSource
        let inspections: [FileInspection]
    }

    /// Sources open under their names.
    struct Opened {
        let engine: Engine
        let connection: Connection
        let sources: [Inspected]
        /// Rows of each.
        let rows: [Int]
        /// What a person should know of how they were read.
        let findings: [Finding]
        /// Columns of each.
        let columns: [[SourceColumn]]

        /// Checks that no file was written to since it was inspected.
        func verifyUnchanged() throws(WorkerError) {
            for entry in sources {
                for inspection in entry.inspections { try inspection.verifyUnchanged(source: entry.source.name) }
            }
        }

        /// What is told of each source.
        func records(keepingPaths: Bool) -> [WorkerResponse.Source] {
            sources.indices.map { index in
                let entry = sources[index]
                return WorkerResponse.Source(
                    name: entry.source.name, format: entry.source.resolved.format,
                    files: entry.inspections.map { $0.record(keepingPath: keepingPaths) }, rows: rows[index],
                    columns: columns[index])
            }
        }
    }

    /// Opens every source under its name.
    ///
    /// - Parameter output: the one file that the engine may write; `nil` for none.
    /// - Returns: the open sources.
    /// - Throws: ``WorkerError`` with all that is wrong with the sources.
    func open(writing output: String? = nil) throws(WorkerError) -> Opened {
        report(WorkerProgress(.resolving))
        let found = try SourceResolver(baseDirectory: baseDirectory).resolve(sources)
        // Loading the engine takes as long as hashing a small file.
        let maker = engineMaker(allowing: found.flatMap(\.files), writing: output)
        let starting = Beside { Result { () throws(WorkerError) in try maker.engine() } }
        let inspected = try inspect(found)
        report(WorkerProgress(.opening))
        let engine = try starting.wait().get()
        report(reading(inspected))
        let read = try SourceOpener(engine: engine, threads: threads, streams: streams).open(inspected)
        return Opened(
            engine: engine, connection: try maker.connect(engine), sources: inspected, rows: read.map(\.rows),
            findings: read.flatMap(\.findings),
            columns: read.map { $0.columns.map { SourceColumn(name: $0.name, type: $0.type) } })
    }

    /// An engine that can read these files, write the output, and do nothing else.
    func engine(allowing files: [FoundFile], writing output: String?) throws(WorkerError) -> (Engine, Connection) {
        let maker = engineMaker(allowing: files, writing: output)
        let engine = try maker.engine()
        return (engine, try maker.connect(engine))
    }

    private func engineMaker(allowing files: [FoundFile], writing output: String?) -> EngineMaker {
        // A database file's log stands beside it.
        let logs = files.filter { $0.format == .duckDB }.map { $0.realPath + ".wal" }
        return EngineMaker(
            threads: threads, memoryLimitBytes: memoryLimitBytes, temporaryDirectory: scratchDirectory + "/spill",
            allowedPaths: files.map(\.realPath) + logs + [output].compactMap(\.self))
    }

    /// The step at which all sources are read; the last message names them if the engine dies of one.
    private func reading(_ inspected: [Inspected]) -> WorkerProgress {
        let names = inspected.prefix(3).map(\.source.shown).joined(separator: ", ")
        let more = inspected.count > 3 ? " and \(inspected.count - 3) more" : ""
        let rows = inspected.reduce(0 as Int?) { sum, entry in
            sum.flatMap { sum in entry.source.rows(entry.inspections).map { sum + $0 } }
        }
        return WorkerProgress(.reading, subject: names + more, rows: rows)
    }

    /// Hashes every file where that is wanted, and scans delimited text; everything that is wrong is found at once.
    private func inspect(_ sources: [FoundSource]) throws(WorkerError) -> [Inspected] {
        var findings: [Finding] = []
        var inspected: [Inspected] = []
        for source in sources {
            var inspections: [FileInspection] = []
            for file in source.files {
                if hashes { report(WorkerProgress(.hashing, subject: file.path)) }
                do {
                    let inspection = try FileInspection(
                        file, source: source.name, delimiter: source.request.delimiter, hashes: hashes)
                    findings += DelimitedFindings.of(inspection, source: source.name)
                    inspections.append(inspection)
                } catch {
                    findings += error.findings
                }
                if findings.count >= Limits.findingsShown { throw WorkerError(input: findings) }
            }
            inspected.append(Inspected(source: source, inspections: inspections))
        }
        guard findings.isEmpty else { throw WorkerError(input: findings) }
        return inspected
    }

    /// What is wrong with the names and options of the sources, before any is looked for.
    var flaws: [Finding] {
        var names: [String: String] = [:]
        var findings: [Finding] = []
        for source in sources {
            let shown = DisplayText.escaped(source.name)
            if source.name.isEmpty || source.name.utf8.count > Limits.columnNameBytes || shown != source.name {
                findings.append(
                    Finding(
                        .error, .impossibleValue, "the source's name is empty, too long or holds control characters",
                        advice: "name it with letters, digits and _", source: shown))
            }
            if let other = names.updateValue(source.name, forKey: source.name.lowercased()) {
                findings.append(
                    Finding(
                        .error, .duplicateKey,
                        "two sources are named alike for SQL: '\(DisplayText.escaped(other))', '\(shown)'",
                        advice: "rename one of them", source: shown))
            }
        }
        for source in sources {
            guard let delimiter = source.delimiter else { continue }
            if delimiter.utf8.count != 1 || "\"\n\r\0".utf8.contains(where: delimiter.utf8.contains) {
                findings.append(
                    Finding(
                        .error, .impossibleValue, "the delimiter is not one plain character",
                        advice: "use ',', ';', '|' or a tab", source: DisplayText.escaped(source.name)))
            }
        }
        return findings
    }

    /// The versions of the engine, for the manifest.
    static func versions(_ engine: Engine) throws(WorkerError) -> [String: String] {
        do {
            return [engine.dialect.name.rawValue: try engine.version()]
        } catch {
            throw WorkerError(findings: error.findings, exitStatus: error.exitStatus)
        }
    }
}

/// Starts the one engine of the child, which then can do nothing that it need not.
private struct EngineMaker: Sendable {
    let threads: Int
    let memoryLimitBytes: Int
    let temporaryDirectory: String
    let allowedPaths: [String]

    func engine() throws(WorkerError) -> Engine {
        do {
            let engine = try Engine.duckDB(
                threads: threads, memoryLimit: memoryLimitBytes, temporaryDirectory: temporaryDirectory)
            try engine.lockDown(allowedPaths: allowedPaths)
            return engine
        } catch {
            throw WorkerError(findings: error.findings, exitStatus: error.exitStatus)
        }
    }

    func connect(_ engine: Engine) throws(WorkerError) -> Connection {
        do {
            return try engine.connect()
        } catch {
            throw WorkerError(findings: error.findings, exitStatus: error.exitStatus)
        }
    }
}

extension FileInspection {
    /// What is told of the file.
    func record(keepingPath: Bool) -> WorkerResponse.File {
        guard let sha256 else { preconditionFailure("what a snapshot is made from is hashed") }
        return WorkerResponse.File(
            path: file.path, realPath: keepingPath ? file.realPath : nil, bytes: file.stamp.bytes, sha256: sha256)
    }
}
