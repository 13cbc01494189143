import Crypto
import Evidence
import Foundation
import Warehouse

/// What is known of a source file before an engine opens it: its hash, and of delimited text its structure.
struct FileInspection: Sendable {
    let file: FoundFile
    let sha256: ContentHash
    /// Of uncompressed delimited text only.
    let text: DelimitedText?

    /// The structure of delimited text.
    struct DelimitedText: Sendable {
        var dialect: CSVDialect
        var header: [String]
        /// Records after the header.
        var records: Int
        var problems: [CSVScanner.Problem]
        var hasHeader: Bool
    }

    /// Reads a file once from its start to its end.
    ///
    /// - Throws: a finding `source-unreadable` where the system stops it.
    init(_ file: FoundFile, source: String) throws(WorkerError) {
        self.file = file
        let isScanned = [.csv, .tsv].contains(file.format) && file.compression == .none
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file.realPath))
            defer { try? handle.close() }
            var hash = SHA256()
            var scanner: CSVScanner?
            var dialect = CSVDialect(delimiter: 0)
            while let block = try handle.read(upToCount: 1 << 20), !block.isEmpty {
                hash.update(data: block)
                guard isScanned else { continue }
                if scanner == nil {
                    dialect = Self.dialect(of: file, start: block)
                    scanner = CSVScanner(dialect: dialect)
                }
                block.withUnsafeBytes { scanner?.feed($0) }
            }
            sha256 = ContentHash(hash.finalize())
            scanner?.finish()
            text = scanner.map {
                DelimitedText(
                    dialect: dialect, header: $0.header, records: $0.records, problems: $0.problems,
                    hasHeader: $0.hasHeader)
            }
        } catch {
            throw .input(
                Finding(
                    .error, .sourceUnreadable, "the file cannot be read to its end",
                    advice: "check the disk it is on, then run again", file: file.path.escapingControls,
                    source: source))
        }
    }

    /// The dialect that the format or the header says.
    private static func dialect(of file: FoundFile, start: some Sequence<UInt8>) -> CSVDialect {
        if file.format == .tsv { return CSVDialect(delimiter: UInt8(ascii: "\t")) }
        // Blank lines and a byte order mark before the header do not count.
        return CSVDialect.detect(
            inHeader: start.drop { [0xEF, 0xBB, 0xBF, UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains($0) })
    }

    /// Whether the file was written to since it was resolved.
    ///
    /// - Throws: `file-changed` where its bytes are others than those that were hashed.
    func verifyUnchanged(source: String) throws(WorkerError) {
        if FileStamp(path: file.realPath) == file.stamp { return }
        if (try? ContentHash(ofFile: file.realPath)) == sha256 { return }
        throw .input(
            Finding(
                .error, .fileChanged, "the file was written to while it was read",
                advice: "run again when nothing writes to it, or read a copy", file: file.path.escapingControls,
                source: source))
    }
}
