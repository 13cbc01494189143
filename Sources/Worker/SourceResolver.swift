import Evidence
import Foundation
import Warehouse

/// Turns paths, globs and lists into files; everything that is wrong is found at once.
struct SourceResolver {
    /// The directory that relative paths start at.
    let baseDirectory: String

    /// Resolves sources.
    ///
    /// - Throws: findings `missing-file`, `source-unreadable`, `source-empty`, `source-malformed` (mixed or unknown
    ///   formats), `impossible-value`.
    func resolve(_ sources: [WorkerRequest.Source]) throws(WorkerError) -> [FoundSource] {
        var findings: [Finding] = []
        var found: [FoundSource] = []
        if sources.isEmpty {
            findings.append(
                Finding(
                    .error, .missingKey, "there is no source",
                    advice: "name at least one under data.sources: a path, a glob or a list of them"))
        }
        for source in sources {
            let files = files(of: source, findings: &findings)
            guard let format = files.first?.format else { continue }
            found.append(
                FoundSource(
                    request: source, files: files,
                    resolved: ResolvedSource(
                        name: source.name, format: format, files: files.map(\.realPath), table: source.table,
                        delimiter: source.delimiter, texts: source.texts)))
        }
        guard findings.isEmpty else { throw WorkerError(input: findings) }
        return found
    }

    private func files(of source: WorkerRequest.Source, findings: inout [Finding]) -> [FoundFile] {
        var files: [FoundFile] = []
        var seen: Set<String> = []
        for path in paths(of: source, findings: &findings) {
            let absolute = path.hasPrefix("/") ? path : baseDirectory + "/" + path
            if let finding = flaw(path: path, absolute: absolute, source: source) {
                findings.append(finding)
                continue
            }
            guard let real = FileStamp.realPath(absolute), let stamp = FileStamp(path: real) else { continue }
            // A file that two patterns name is read once.
            if seen.insert(real).inserted {
                files.append(
                    FoundFile(
                        path: path, realPath: real, format: source.format ?? Self.format(of: path, at: real),
                        compression: FoundFile.Compression(path: path), stamp: stamp))
            }
        }
        let formats = Set(files.map(\.format))
        if formats.count > 1 {
            findings.append(
                Finding(
                    .error, .sourceMalformed,
                    "the files of this source have several formats: "
                        + formats.compactMap(\.?.rawValue).sorted().joined(separator: ", "),
                    advice: "make a source of each format and join or unite them in the dataset's SQL",
                    source: source.name))
        }
        if formats == [.duckDB] || formats == [.sqlite], files.count > 1 {
            findings.append(
                Finding(
                    .error, .sourceMalformed, "a source can be one database file, not \(files.count)",
                    advice: "make a source of each file and unite them in the dataset's SQL", source: source.name))
        }
        return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// The format by the file's ending, and of a database by its first bytes.
    private static func format(of path: String, at real: String) -> SourceFormat? {
        guard let format = SourceFormat(path: path) else { return nil }
        guard format == .duckDB, let file = FileHandle(forReadingAtPath: real) else { return format }
        defer { try? file.close() }
        return format.corrected(by: (try? file.read(upToCount: 16)) ?? Data())
    }

    private func paths(of source: WorkerRequest.Source, findings: inout [Finding]) -> [String] {
        var paths: [String] = []
        for given in source.paths {
            if given.isEmpty || given.utf8.contains(0) {
                findings.append(
                    Finding(
                        .error, .impossibleValue, "the source's path is empty or holds a NUL",
                        advice: "name a file such as data/flights.csv", source: source.name))
            } else if WebAddress.isOne(given) {
                findings.append(
                    Finding(
                        .error, .impossibleValue, "this is an address, and only files of this machine are read",
                        advice: "fetch it first, and name the file",
                        file: DisplayText.escaped(WebAddress.withoutCredentials(given)), source: source.name))
            } else if GlobPattern.isPattern(given), FileKind(path: absolute(given)) == nil {
                // A file whose own name holds a bracket is taken as itself.
                let found = GlobPattern(given).paths(in: baseDirectory, limit: Limits.filesPerSource + 1)
                if found.isEmpty {
                    findings.append(
                        Finding(
                            .error, .missingFile, "no file matches the pattern",
                            advice: "look at the directory: ls \(DisplayText.escaped(directory(of: given)))",
                            file: DisplayText.escaped(given), source: source.name))
                }
                paths += found
            } else {
                paths.append(given)
            }
        }
        if source.paths.isEmpty {
            findings.append(
                Finding(
                    .error, .missingKey, "the source has no path", advice: "name a file such as data/flights.csv",
                    source: source.name))
        }
        if paths.count > Limits.filesPerSource {
            findings.append(
                Finding(
                    .error, .sourceTooLarge, "the source has more than \(Limits.filesPerSource) files",
                    advice: "write them together as Parquet first, or name fewer", source: source.name,
                    count: paths.count))
            return []
        }
        return paths
    }

    private func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : baseDirectory + "/" + path }

    private func directory(of pattern: String) -> String {
        let fixed = pattern.split(separator: "/", omittingEmptySubsequences: false)
            .prefix { !GlobPattern.isPattern(String($0)) }
        return fixed.isEmpty ? "." : fixed.joined(separator: "/")
    }

    /// What keeps a path from being a source; `nil` where nothing does.
    private func flaw(
        path: String, absolute: String, source: WorkerRequest.Source, anyEnding: Bool = false
    ) -> Finding? {
        let shown = DisplayText.escaped(path)
        func finding(_ code: FindingCode, _ message: String, _ advice: String) -> Finding {
            Finding(.error, code, message, advice: advice, file: shown, source: source.name)
        }
        guard let kind = FileKind(path: absolute) else {
            if FileKind(path: absolute, followingLinks: false) == .link {
                return finding(
                    .missingFile, "the symbolic link leads to nothing", "restore the file that it leads to")
            }
            if let why = FileStamp.whyUnreadable(absolute), why.contains("permission") {
                return finding(
                    .sourceUnreadable, "the file cannot be reached: \(why)",
                    "give the user that runs associate the right to enter its directory")
            }
            return finding(
                .missingFile, "there is no such file",
                nearest(to: absolute).map { "did you mean '\($0)'?" }
                    ?? "check the path; relative paths start at the brief's folder, or where you are without a brief")
        }
        switch kind {
        case .directory:
            return finding(
                .sourceUnreadable, "the source is a directory",
                "name its files, for example \(path.hasSuffix("/") ? shown : shown + "/")*.parquet")
        case .special, .link:
            return finding(
                .sourceUnreadable, "the source is a pipe, socket or device, not a file",
                "write the data to a file first")
        case .regular: break
        }
        if let why = FileStamp.whyUnreadable(absolute) {
            return finding(
                .sourceUnreadable, "the file cannot be read: \(why)",
                "give the user that runs associate the right to read it")
        }
        if !anyEnding, source.format == nil, SourceFormat(path: path) == nil {
            return finding(
                .sourceMalformed, "the file's ending does not say its format",
                Self.endings)
        }
        if FileStamp(path: absolute)?.bytes == 0 {
            return finding(
                .sourceEmpty, "the file is empty (0 bytes)", "write the data again, or leave the file out")
        }
        return nil
    }

    private static let endings =
        "end it in .csv, .tsv, .parquet, .json, .jsonl, .ndjson, .duckdb or .sqlite, text also with .gz or .zst behind it"

    /// The one file of a foreign engine, whose ending says nothing.
    func file(of name: String, path: String) throws(WorkerError) -> FoundFile {
        let source = WorkerRequest.Source(name: name, paths: [path])
        let absolute = absolute(path)
        if let finding = flaw(path: path, absolute: absolute, source: source, anyEnding: true) { throw .input(finding) }
        guard let real = FileStamp.realPath(absolute), let stamp = FileStamp(path: real) else {
            throw .input(Finding(.error, .missingFile, "there is no such file", file: DisplayText.escaped(path)))
        }
        return FoundFile(path: path, realPath: real, format: nil, compression: .none, stamp: stamp)
    }

    private func nearest(to absolute: String) -> String? {
        guard let slash = absolute.lastIndex(of: "/") else { return nil }
        let name = String(absolute[absolute.index(after: slash)...])
        let names = GlobPattern("*").paths(in: String(absolute[..<slash]), limit: 1_000)
        return Spelling.nearest(to: name, among: names)
    }
}
