package import Columns
import Crypto
import Evidence

/// Who a row is, whatever its place: the hash by which random and group splits divide (contracts, section 2).
///
/// The hash is the first 13 hexadecimal digits of `md5(seed ‖ 0x1F ‖ cells joined by 0x1F)`, a number in
/// [0, 2^52); the seed is in decimal, and cells have the bytes that `CellBytes` describes. MD5 is chosen
/// because every engine has it, not for secrecy.
///
/// Without a key the cells are those of all columns, in order, and one more: the row's ordinal, in decimal from
/// 0, among the rows with equal cells in their order. Equal rows cannot be told apart, so it does not matter
/// which of them is the first, and the hashes of a table are the same set in whatever order its rows come.
package struct RowIdentity: Sendable {
    /// The hash of each row.
    package let hashes: [UInt64]

    private let cells: [CellBytes]
    private let seed: Int64
    /// The ordinal of each row that has equals before it; `nil` with a key.
    private let ordinals: [Int: Int]?

    /// Rows hashed together; a fixed number, so that results do not depend on threads.
    private static let blockSize = 16_384

    /// Hashes the rows of a table.
    ///
    /// - Parameters:
    ///   - table: the rows.
    ///   - key: the key columns, in order; empty where rows have none.
    ///   - seed: the brief's seed.
    ///   - threads: at most so many threads are used.
    /// - Throws: ``EvaluationError`` where a key column is not there.
    package init(of table: Table, key: [String], seed: Int64, threads: Int) throws(EvaluationError) {
        let missing = key.filter { table[$0] == nil }
        guard missing.isEmpty else {
            throw EvaluationError(
                missing.map {
                    Finding(
                        .error, .columnNotFound, "the key column '\($0)' is not in the dataset",
                        advice: "name columns of the dataset under data.key", column: $0)
                }, exitStatus: .inputWrong)
        }
        let columns = key.isEmpty ? table.columns : key.compactMap { table[$0] }
        self.init(columns: columns, rowCount: table.rowCount, seed: seed, threads: threads, isKey: !key.isEmpty)
    }

    /// The hash of one cell alone, such as a group's.
    static func hash(seed: Int64, cell: [UInt8]) -> UInt64 {
        var bytes: [UInt8] = []
        CellBytes.append(decimal: seed, to: &bytes)
        bytes.append(CellBytes.separator)
        return Digest(of: bytes + cell).hash
    }

    private init(columns: [Column], rowCount: Int, seed: Int64, threads: Int, isKey: Bool) {
        let cells = columns.map(CellBytes.init)
        let blocks = Parallel.blocks(of: rowCount, size: Self.blockSize)
        let first = Parallel.map(count: blocks.count, threads: threads) { block in
            var bytes: [UInt8] = []
            return blocks[block].map { row in
                Self.write(row: row, cells: cells, seed: seed, ordinal: isKey ? nil : 0, to: &bytes)
                return Digest(of: bytes)
            }
        }
        self.cells = cells
        self.seed = seed
        var digests = Array(first.joined())
        guard !isKey else {
            ordinals = nil
            hashes = digests.map(\.hash)
            return
        }
        // Two rows have the same digest only where all their cells are equal.
        var seen: [Digest: Int] = Dictionary(minimumCapacity: rowCount)
        var ordinals: [Int: Int] = [:]
        var bytes: [UInt8] = []
        for row in 0..<rowCount {
            let ordinal = seen[digests[row], default: 0]
            seen[digests[row]] = ordinal + 1
            guard ordinal > 0 else { continue }
            ordinals[row] = ordinal
            Self.write(row: row, cells: cells, seed: seed, ordinal: ordinal, to: &bytes)
            digests[row] = Digest(of: bytes)
        }
        self.ordinals = ordinals
        hashes = digests.map(\.hash)
    }

    /// The rows by rank of (hash, key bytes).
    package func ranked(_ rows: some Sequence<Int>) -> [Int] {
        rows.map { (hash: hashes[$0], row: $0) }.sorted { first, second in
            if first.hash != second.hash { return first.hash < second.hash }
            guard first.row != second.row else { return false }
            let bytes = (message(first.row), message(second.row))
            return bytes.0 == bytes.1 ? first.row < second.row : bytes.0.lexicographicallyPrecedes(bytes.1)
        }.map(\.row)
    }

    /// The bytes whose hash a row has.
    func message(_ row: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        Self.write(row: row, cells: cells, seed: seed, ordinal: ordinals.map { $0[row] ?? 0 }, to: &bytes)
        return bytes
    }

    private static func write(row: Int, cells: [CellBytes], seed: Int64, ordinal: Int?, to bytes: inout [UInt8]) {
        bytes.removeAll(keepingCapacity: true)
        CellBytes.append(decimal: seed, to: &bytes)
        for cell in cells {
            bytes.append(CellBytes.separator)
            cell.append(row: row, to: &bytes)
        }
        guard let ordinal else { return }
        bytes.append(CellBytes.separator)
        CellBytes.append(decimal: Int64(ordinal), to: &bytes)
    }

    /// An MD5 as two numbers, the first bytes highest.
    private struct Digest: Hashable, Sendable {
        let high: UInt64
        let low: UInt64

        init(of bytes: [UInt8]) {
            var md5 = Insecure.MD5()
            bytes.withUnsafeBytes { md5.update(bufferPointer: $0) }
            (high, low) = md5.finalize().withUnsafeBytes { digest in
                (
                    UInt64(bigEndian: digest.loadUnaligned(as: UInt64.self)),
                    UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
        }

        /// The first 52 bits.
        var hash: UInt64 { high >> 12 }
    }
}
