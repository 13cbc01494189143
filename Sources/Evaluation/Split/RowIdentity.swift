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
    private static let blockSize = 1_024
    /// A hash is below 2 to this power.
    private static let hashBits = 52

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
        let digests = [Digest](unsafeUninitializedCapacity: rowCount) { buffer, initialised in
            nonisolated(unsafe) let slots = buffer
            // Each block writes the slots of its own rows.
            _ = Parallel.map(count: blocks.count, threads: threads) { block in
                let rows = blocks[block]
                RowMessages(rows, of: cells, seed: seed, ordinal: isKey ? nil : 0).forEach { place, bytes in
                    slots.initializeElement(at: rows.lowerBound + place, to: Digest(of: bytes))
                }
            }
            initialised = rowCount
        }
        self.cells = cells
        self.seed = seed
        var hashes = digests.map(\.hash)
        // Two rows have the same digest only where all their cells are equal.
        let ordinals = isKey ? nil : Self.ordinals(of: digests)
        for (row, ordinal) in ordinals ?? [:] {
            RowMessages(row..<row + 1, of: cells, seed: seed, ordinal: ordinal).forEach { _, bytes in
                hashes[row] = Digest(of: bytes).hash
            }
        }
        self.ordinals = ordinals
        self.hashes = hashes
    }

    /// How many equals come before each row that has any.
    private static func ordinals(of digests: [Digest]) -> [Int: Int] {
        // The newest row of each digest, in the slot at which its lowest bits point or the next one that was free;
        // a digest is as even as a hash can be, and numbers of 32 bits keep more slots in the cache.
        let slotCount = 2 << (Int.bitWidth - digests.count.leadingZeroBitCount)
        var slots = [UInt32](repeating: .max, count: slotCount)
        var ordinals: [Int: Int] = [:]
        for (row, digest) in digests.enumerated() {
            var slot = Int(truncatingIfNeeded: digest.low) & (slotCount - 1)
            while slots[slot] != .max, digests[Int(slots[slot])] != digest { slot = (slot + 1) & (slotCount - 1) }
            if slots[slot] != .max { ordinals[row] = ordinals[Int(slots[slot]), default: 0] + 1 }
            slots[slot] = UInt32(row)
        }
        return ordinals
    }

    /// The rows by rank of (hash, key bytes).
    package func ranked(_ rows: some Collection<Int>) -> [Int] {
        // Hashes are spread evenly: cut by their leading bits, rows lie in small buckets that are sorted one by one.
        let bits = min(16, Int.bitWidth - (rows.count / 16).leadingZeroBitCount)
        let shift = UInt64(Self.hashBits - bits)
        var starts = [Int](repeating: 0, count: 1 << bits + 1)
        for row in rows { starts[Int(hashes[row] >> shift) + 1] += 1 }
        for bucket in 0..<1 << bits { starts[bucket + 1] += starts[bucket] }
        var places = starts
        var ranked = [Int](repeating: 0, count: rows.count)
        for row in rows {
            let bucket = Int(hashes[row] >> shift)
            ranked[places[bucket]] = row
            places[bucket] += 1
        }
        ranked.withUnsafeMutableBufferPointer { ranked in
            for bucket in 0..<1 << bits {
                ranked[starts[bucket]..<starts[bucket + 1]].sort(by: precedes)
            }
        }
        return ranked
    }

    private func precedes(_ first: Int, _ second: Int) -> Bool {
        if hashes[first] != hashes[second] { return hashes[first] < hashes[second] }
        guard first != second else { return false }
        let bytes = (message(first), message(second))
        return bytes.0 == bytes.1 ? first < second : bytes.0.lexicographicallyPrecedes(bytes.1)
    }

    /// The bytes whose hash a row has.
    func message(_ row: Int) -> [UInt8] {
        var message: [UInt8] = []
        let ordinal = ordinals.map { $0[row] ?? 0 }
        RowMessages(row..<row + 1, of: cells, seed: seed, ordinal: ordinal).forEach { message = $1 }
        return message
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

        /// The first bits.
        var hash: UInt64 { high >> UInt64(UInt64.bitWidth - RowIdentity.hashBits) }
    }
}
