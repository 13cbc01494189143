import Evidence
import Foundation
import Warehouse

/// What `--input` names: one table, or tables that stand for sources of the run's brief.
enum InputNames: Equatable {
    /// One table, from files of one form.
    case table(InputTable)
    /// Tables by the names of the sources that they stand for, in the order in which these were named.
    case sources([InputTable])

    /// Reads the words behind `--input`.
    ///
    /// `NAME=PATH` names a source of the brief, several times for several files; a file whose own name looks so is
    /// taken for the file.
    ///
    /// - Parameters:
    ///   - words: as the person wrote them.
    ///   - sources: the names of the brief's sources; `nil` where the model lies in no run.
    /// - Throws: ``ArgumentError`` where a word names no source of the brief, or words of both kinds stand beside each
    ///   other.
    init(_ words: [String], sources: [String]?) throws(ArgumentError) {
        var tables: [InputTable] = []
        var bare: [String] = []
        for word in words {
            guard let (name, path) = try Self.split(word, sources: sources) else {
                bare.append(word)
                continue
            }
            if let index = tables.firstIndex(where: { $0.source == name }) {
                try tables[index].add(path)
            } else {
                tables.append(try InputTable(source: name, [path]))
            }
        }
        guard let first = tables.first?.source else {
            self = .table(try InputTable(source: nil, bare))
            return
        }
        if let word = bare.first {
            throw ArgumentError(
                "--input names the source '\(first)' and a table of no name, '\(word)'",
                advice: "write the name of the source before each path: --input NAME=\(word)")
        }
        self = .sources(tables)
    }

    private static func split(_ word: String, sources: [String]?) throws(ArgumentError) -> (String, String)? {
        guard let sign = word.firstIndex(of: "=") else { return nil }
        let (name, path) = (String(word[..<sign]), String(word[word.index(after: sign)...]))
        let isWord = !name.isEmpty && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        if sources?.contains(name) == true, !path.isEmpty { return (name, path) }
        guard isWord, !FileManager.default.fileExists(atPath: word) else { return nil }
        guard let sources else {
            throw ArgumentError(
                "--input names the source '\(name)', and the model lies in no run, whose brief would say what that is",
                advice: "name the run instead of the model's folder, or a table of what the model reads")
        }
        let nearest = Spelling.nearest(to: name, among: sources).map { "did you mean '\($0)'? " } ?? ""
        throw ArgumentError(
            path.isEmpty ? "--input \(word) names no file" : "the run's brief has no source '\(name)'",
            advice: nearest + "its sources are " + sources.joined(separator: ", "))
    }
}

/// Files of one form, or a table of a file of DuckDB or SQLite: `shop.duckdb:customers`.
struct InputTable: Equatable {
    /// The source of the brief that it stands for; `nil` for what the model reads itself.
    let source: String?
    private(set) var paths: [String]
    var table: String?

    init(source: String?, _ words: [String]) throws(ArgumentError) {
        (self.source, paths) = (source, [])
        for word in words { try add(word) }
    }

    /// How messages name it.
    var shown: String {
        let first = (paths.first ?? "") + (table.map { ":\($0)" } ?? "")
        return paths.count > 1 ? "\(first) and \(paths.count - 1) more" : first
    }

    mutating func add(_ word: String) throws(ArgumentError) {
        try Self.refuseServer(word)
        let named = TableWord(word)
        table = named.table ?? table
        paths.append(named.path)
        if let table, paths.count > 1 {
            throw ArgumentError(
                "--input names the table '\(table)' and other files beside it",
                advice: "one table of a database file is an input of its own")
        }
    }

    /// An address: rows of servers are not read.
    private static func refuseServer(_ word: String) throws(ArgumentError) {
        let lowered = word.lowercased()
        let dialect: Dialect.Name? =
            if lowered.hasPrefix("postgresql://") || lowered.hasPrefix("postgres://") {
                .postgresql
            } else if lowered.hasPrefix("sqlite:") {
                .sqlite
            } else if lowered.hasPrefix("snowflake://") {
                .snowflake
            } else {
                nil
            }
        guard let dialect, !FileManager.default.fileExists(atPath: word) else { return }
        if dialect == .sqlite {
            throw ArgumentError(
                "--input '\(word)' is an address, and rows are read from files",
                advice: "name the file, and a table in it: --input shop.sqlite:customers")
        }
        throw ArgumentError(
            "--input '\(word)' is not in this version: rows are read from files, and from tables of files of DuckDB and SQLite",
            advice: "take the model to the engine instead: associate export MODEL sql --dialect \(dialect.rawValue)",
            code: .notInThisVersion)
    }
}
