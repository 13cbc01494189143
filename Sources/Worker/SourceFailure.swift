import Evidence
import Foundation
import Warehouse

/// Turns what an engine says about a source into findings with the file as the person named it.
enum SourceFailure {
    /// The error for a failure while a source was read.
    ///
    /// - Parameters:
    ///   - error: what the engine says.
    ///   - source: the source.
    ///   - file: the file it is about, where that is known; else it is looked for in the error.
    /// - Returns: an error whose findings name the file as the person did.
    static func error(for error: WarehouseError, source: FoundSource, file: FoundFile? = nil) -> WorkerError {
        switch error.code {
        case .outOfMemory, .diskFull, .diskFailed, .cancelled, .libraryMissing:
            return WorkerError(findings: error.findings, exitStatus: error.exitStatus)
        default: break
        }
        let file = file ?? source.file(named: error.file, in: error.message)
        let findings = error.findings.map { found -> Finding in
            var finding = found
            finding.message = DisplayText.escaped(finding.message)
            finding.source = source.name.isEmpty ? nil : source.name
            finding.file = file.map { DisplayText.escaped($0.path) } ?? finding.file
            finding.column = finding.column.map(DisplayText.escaped)
            finding.columnNumber = nil
            // SQL of ours failed on the file, whatever the engine calls it.
            if [.sqlFailed, .engineFailed, .sqlRefused].contains(finding.code) { finding.code = .sourceMalformed }
            if let file { describe(&finding, file) }
            return finding
        }
        return WorkerError(input: findings)
    }

    private static func describe(_ finding: inout Finding, _ file: FoundFile) {
        guard finding.code == .sourceMalformed || finding.code == .sourceUnreadable else { return }
        let message = finding.message
        switch file.format {
        case .parquet:
            finding.code = .sourceMalformed
            finding.message = "the Parquet file is cut off or damaged: \(message)"
            finding.advice = "write or copy it again; compare its size with the original"
        case .duckDB where message.contains("not a valid DuckDB database"):
            finding.code = .sourceMalformed
            finding.message = "the file is not a DuckDB database"
            finding.advice = "name a file that DuckDB wrote; a file of SQLite ends in .sqlite"
        case .sqlite where message.contains("not a database"):
            finding.code = .sourceMalformed
            finding.message = "the file is not a SQLite database"
            finding.advice = "name a file that SQLite wrote"
        case .jsonLines where file.compression == .none:
            if let line = JSONLines.firstMalformedLine(file.realPath) {
                finding.line = line.number
                finding.message = line.reason
                finding.advice = "write one JSON object a line, in UTF-8"
            }
        default:
            let marks = ["GZIP", "gzip", "frame descriptor", "ZSTD", "ompressed data", "decompress"]
            if file.compression != .none, marks.contains(where: message.contains) {
                finding.code = .sourceMalformed
                finding.message = "the compressed file is cut off or damaged"
                finding.advice = "compress or copy it again"
            }
        }
    }
}

/// Looks into JSON lines for the one that is wrong.
enum JSONLines {
    /// The first line (from 1) that is not a JSON object, and why.
    static func firstMalformedLine(_ path: String) -> (number: Int, reason: String)? {
        guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe) else { return nil }
        var number = 0
        for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
            var check = UTF8Check()
            if !line.allSatisfy({ check.take($0) }) { return (number, "the line is not UTF-8") }
            guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line)) else {
                return (number, "the line is not JSON")
            }
            guard case .object = value else { return (number, "the line is not a JSON object") }
        }
        return nil
    }
}
