/// Reads a delimited text file byte by byte for what is wrong with it, and counts its records.
///
/// It is stricter than the engine, which would guess another dialect until a malformed file fits, and it knows the
/// lines. Blocks are fed in order; ``finish()`` ends it. It stops at the first ``problemLimit`` problems.
struct CSVScanner: Sendable {
    /// Something wrong at a line (from 1) of the file.
    enum Problem: Sendable, Equatable {
        case ragged(line: Int, expected: Int, found: Int)
        case quoteNotClosed(line: Int)
        case textAfterQuote(line: Int)
        case notUTF8(line: Int, byte: UInt8)
        case nul(line: Int)
        /// The first line is empty, where the header should be.
        case blankHeader(line: Int)
        /// Lines end in different ways; the first that ends otherwise than those before.
        case mixedLineEnds(line: Int)
        case utf16
    }

    static let problemLimit = 20

    private(set) var problems: [Problem] = []
    /// Names of the header, quotes taken off, blanks around them too.
    private(set) var header: [String] = []
    /// Records after the header; blank lines are no records where there is more than one column.
    private(set) var records = 0
    /// Whether anything but line ends was in the file.
    private(set) var hasHeader = false

    private enum State { case fieldStart, plain, quoted, quoteInQuoted }

    private let classes: [UInt8]
    private let delimiter: UInt8
    private var state = State.fieldStart
    private var utf8 = UTF8Check()
    private var line = 1
    private var quoteLine = 1
    private var fields = 1
    private var recordIsBlank = true
    private var recordLine = 1
    private var isHeader = true
    private var afterReturn = false
    private var lineEnds: LineEnd?
    private var reportedLineEnds = false
    private var position = 0
    private var headerBytes: [UInt8] = []
    private var nulLine = 0
    private var badLine = 0
    private var stopped = false
    private var reportedBlank = false

    init(dialect: CSVDialect) {
        delimiter = dialect.delimiter
        var classes = [UInt8](repeating: 0, count: 256)
        for byte in 0x80...0xFF { classes[byte] = Self.high }
        classes[Int(UInt8(ascii: "\""))] = Self.quote
        classes[Int(UInt8(ascii: "\n"))] = Self.feed
        classes[Int(UInt8(ascii: "\r"))] = Self.carriage
        classes[0] = Self.zero
        classes[Int(delimiter)] = Self.separator
        self.classes = classes
    }

    private static let separator: UInt8 = 1
    private static let quote: UInt8 = 2
    private static let feed: UInt8 = 3
    private static let carriage: UInt8 = 4
    private static let zero: UInt8 = 5
    private static let high: UInt8 = 6

    /// Takes the next bytes of the file.
    mutating func feed(_ block: UnsafeRawBufferPointer) {
        guard !stopped else { return }
        var start = 0
        if position == 0 {
            if isUTF16(block) {
                problems = [.utf16]
                stopped = true
                return
            }
            if block.count >= 3, block[0] == 0xEF, block[1] == 0xBB, block[2] == 0xBF { start = 3 }
        }
        let classes = classes
        classes.withUnsafeBufferPointer { scan(block, from: start, $0) }
        position += block.count
    }

    private mutating func scan(
        _ block: UnsafeRawBufferPointer, from start: Int, _ table: UnsafeBufferPointer<UInt8>
    ) {
        var at = start
        let end = block.count
        while at < end {
            let byte = block[at]
            let kind = table[Int(byte)]
            if kind == 0, !utf8.isInside, !afterReturn {
                // The long stretch of ordinary bytes within a field.
                var next = at + 1
                while next < end, table[Int(block[next])] == 0 { next += 1 }
                if isHeader { headerBytes.append(contentsOf: block[at..<next]) }
                ordinary()
                at = next
                continue
            }
            take(byte, kind)
            if stopped { return }
            at += 1
        }
    }

    private mutating func take(_ byte: UInt8, _ kind: UInt8) {
        if kind == Self.high || utf8.isInside, !utf8.take(byte), badLine != line {
            badLine = line
            report(.notUTF8(line: line, byte: utf8.lead))
        }
        if afterReturn {
            afterReturn = false
            if kind == Self.feed {
                lineEnd(.returnAndFeed, before: line)
                return
            }
            lineEnd(.return, before: line)
        }
        if kind == Self.zero, nulLine != line {
            nulLine = line
            report(.nul(line: line))
        }
        if isHeader, state == .quoted || (kind != Self.feed && kind != Self.carriage) { headerBytes.append(byte) }
        switch kind {
        case Self.separator:
            if state == .quoted { return }
            state = .fieldStart
            fields += 1
            recordIsBlank = false
        case Self.quote:
            switch state {
            case .fieldStart:
                state = .quoted
                quoteLine = line
                recordIsBlank = false
            case .quoted: state = .quoteInQuoted
            case .quoteInQuoted: state = .quoted
            case .plain: break
            }
        case Self.feed, Self.carriage:
            line += 1
            // Line ends inside quotes are text.
            if state == .quoted { return }
            if kind == Self.feed { lineEnd(.feed, before: line) } else { afterReturn = true }
            endRecord()
        default: ordinary()
        }
    }

    private mutating func ordinary() {
        switch state {
        case .fieldStart:
            state = .plain
            recordIsBlank = false
        case .quoteInQuoted:
            report(.textAfterQuote(line: line))
            state = .plain
        case .plain, .quoted: break
        }
    }

    private mutating func endRecord() {
        defer {
            fields = 1
            state = .fieldStart
            recordIsBlank = true
            recordLine = line
        }
        if isHeader {
            // Lines before the header that hold nothing are passed over.
            guard !recordIsBlank else {
                if !reportedBlank { report(.blankHeader(line: recordLine)) }
                reportedBlank = true
                return
            }
            isHeader = false
            hasHeader = true
            header = Self.names(headerBytes, delimiter: delimiter)
            return
        }
        if recordIsBlank, header.count > 1 { return }
        records += 1
        if fields != header.count { report(.ragged(line: recordLine, expected: header.count, found: fields)) }
    }

    /// Ends the file: its last record may have no line end.
    mutating func finish() {
        guard !stopped else { return }
        if state == .quoted { report(.quoteNotClosed(line: quoteLine)) }
        if utf8.isInside { report(.notUTF8(line: line, byte: utf8.lead)) }
        if !recordIsBlank, state != .quoted { endRecord() }
        if afterReturn { lineEnd(.return, before: line) }
    }

    private enum LineEnd { case feed, `return`, returnAndFeed }

    private mutating func lineEnd(_ end: LineEnd, before line: Int) {
        if let first = lineEnds, first != end, !reportedLineEnds {
            reportedLineEnds = true
            report(.mixedLineEnds(line: line - 1))
        }
        lineEnds = lineEnds ?? end
    }

    private mutating func report(_ problem: Problem) {
        problems.append(problem)
        if problems.count >= Self.problemLimit { stopped = true }
    }

    private func isUTF16(_ block: UnsafeRawBufferPointer) -> Bool {
        guard block.count >= 4 else { return false }
        if block[0] == 0xFF && block[1] == 0xFE || block[0] == 0xFE && block[1] == 0xFF { return true }
        // Without a mark: every other byte of plain text is NUL.
        let sample = min(block.count & ~1, 400)
        let even = stride(from: 0, to: sample, by: 2).count { block[$0] == 0 }
        let odd = stride(from: 1, to: sample, by: 2).count { block[$0] == 0 }
        return max(even, odd) * 10 >= sample * 4 && min(even, odd) * 10 < sample
    }

    /// The names in a header's bytes.
    static func names(_ bytes: [UInt8], delimiter: UInt8) -> [String] {
        var names: [String] = []
        var field: [UInt8] = []
        var quoted = false
        var wasQuoted = false
        var index = 0
        func flush() {
            let text = String(decoding: field, as: UTF8.self)
            names.append(wasQuoted ? text : text.trimmingBlanks)
            field.removeAll()
            wasQuoted = false
        }
        while index < bytes.count {
            let byte = bytes[index]
            if quoted, byte == UInt8(ascii: "\"") {
                if index + 1 < bytes.count, bytes[index + 1] == byte {
                    field.append(byte)
                    index += 1
                } else {
                    quoted = false
                }
            } else if !quoted, byte == UInt8(ascii: "\""), field.isEmpty {
                quoted = true
                wasQuoted = true
            } else if !quoted, byte == delimiter {
                flush()
            } else {
                field.append(byte)
            }
            index += 1
        }
        flush()
        return names
    }
}

extension String {
    /// The text without blanks and tabs at its ends.
    var trimmingBlanks: String {
        let blanks: Set<Character> = [" ", "\t"]
        let start = drop { blanks.contains($0) }
        let end = start.reversed().drop { blanks.contains($0) }
        return String(end.reversed())
    }
}
