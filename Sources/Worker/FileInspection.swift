import Crypto
import Evidence
import Foundation
import Warehouse

/// What is known of a source file before an engine opens it: its hash, and of delimited text its structure.
struct FileInspection: Sendable {
    let file: FoundFile
    /// `nil` where it was not asked for.
    let sha256: ContentHash?
    /// Of uncompressed delimited text only.
    let text: DelimitedText?
    /// Whether an uncompressed JSON file ends as it begins: the engine takes an array without its end for whole.
    let isClosed: Bool
    /// What is wrong with the compression.
    let compressionFlaw: CompressionFlaw?

    /// The structure of delimited text.
    struct DelimitedText: Sendable {
        var dialect: CSVDialect
        var header: [String]
        /// Records after the header.
        var records: Int
        var problems: [CSVScanner.Problem]
        var hasHeader: Bool
    }

    /// Reads a file once from its start to its end; not at all where nothing in it is looked at.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - source: the source that it is of.
    ///   - delimiter: of its text, where the brief names it.
    ///   - hashes: whether what is read must be known again, as what a snapshot was made from must.
    /// - Throws: a finding `source-unreadable` where the system stops it.
    init(
        _ file: FoundFile, source: String, delimiter: String? = nil, hashes: Bool = true
    ) throws(WorkerError) {
        self.file = file
        let isScanned = [.csv, .tsv].contains(file.format) && file.compression == .none
        let isJSON = file.format == .json && file.compression == .none
        let isRead = hashes || isScanned || isJSON
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: file.realPath))
            defer { try? handle.close() }
            var hash = SHA256()
            var scanner: CSVScanner?
            var dialect = CSVDialect(delimiter: 0)
            var ends: (first: UInt8, last: UInt8)?
            while isRead, let block = try handle.read(upToCount: 1 << 20), !block.isEmpty {
                if hashes { hash.update(data: block) }
                if let last = block.last(where: { !Self.blanks.contains($0) }) {
                    let first = block.first { !Self.blanks.contains($0) && !Self.mark.contains($0) }
                    ends = (ends?.first ?? first ?? last, last)
                }
                guard isScanned else { continue }
                if scanner == nil {
                    dialect = Self.dialect(of: file, delimiter: delimiter, start: block)
                    scanner = CSVScanner(dialect: dialect)
                }
                block.withUnsafeBytes { scanner?.feed($0) }
            }
            sha256 = hashes ? ContentHash(hash.finalize()) : nil
            compressionFlaw = try Self.compressionFlaw(of: file)
            scanner?.finish()
            isClosed = !isJSON || ends.map { $0.first != UInt8(ascii: "[") || $0.last == UInt8(ascii: "]") } ?? true
            text = scanner.map {
                DelimitedText(
                    dialect: dialect, header: $0.header, records: $0.records, problems: $0.problems,
                    hasHeader: $0.hasHeader)
            }
        } catch {
            throw .input(
                Finding(
                    .error, .sourceUnreadable, "the file cannot be read to its end",
                    advice: "check the disk it is on, then run again", file: DisplayText.escaped(file.path),
                    source: source))
        }
    }

    /// Looks through a compressed file, which the engine would read as far as it goes.
    private static func compressionFlaw(of file: FoundFile) throws -> CompressionFlaw? {
        guard file.compression != .none else { return nil }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file.realPath), options: .alwaysMapped)
        let most = max(Limits.expandedBytes, bytes.count * Limits.expansionRatio)
        do {
            if file.compression == .gzip {
                try GzipCheck.check(bytes, mayExpandTo: most)
            } else {
                try ZstandardCheck.check(bytes, mayExpandTo: most)
            }
            return nil
        } catch {
            return error
        }
    }

    private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    private static let mark: Set<UInt8> = [0xEF, 0xBB, 0xBF]

    /// The dialect that the format or the header says.
    private static func dialect(
        of file: FoundFile, delimiter: String?, start: some Sequence<UInt8>
    ) -> CSVDialect {
        if let given = delimiter?.utf8.first { return CSVDialect(delimiter: given) }
        if file.format == .tsv { return CSVDialect(delimiter: UInt8(ascii: "\t")) }
        // Blank lines and a byte order mark before the header do not count.
        return CSVDialect.detect(
            inHeader: start.drop { [0xEF, 0xBB, 0xBF, UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains($0) })
    }

    /// Whether the file was written to since it was resolved.
    ///
    /// - Throws: `file-changed` where its bytes are others than those that were hashed, or its times where none were.
    func verifyUnchanged(source: String) throws(WorkerError) {
        if FileStamp(path: file.realPath) == file.stamp { return }
        if let sha256, (try? ContentHash(ofFile: file.realPath)) == sha256 { return }
        throw .input(
            Finding(
                .error, .fileChanged, "the file was written to while it was read",
                advice: "run again when nothing writes to it, or read a copy", file: DisplayText.escaped(file.path),
                source: source))
    }
}
