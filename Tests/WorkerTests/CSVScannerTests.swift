import Testing

@testable import Worker

/// The scanner sees the same however the file is cut into blocks.
struct CSVScannerTests {
    private func scan(_ bytes: [UInt8], blocks: Int) -> CSVScanner {
        var scanner = CSVScanner(dialect: CSVDialect(delimiter: UInt8(ascii: ",")))
        var at = 0
        while at < bytes.count {
            let end = min(at + blocks, bytes.count)
            bytes[at..<end].withUnsafeBytes { scanner.feed($0) }
            at = end
        }
        scanner.finish()
        return scanner
    }

    @Test(arguments: [
        "a,b\n1,2\n3,4\n", "a,b\r\n1,\"x\r\ny\"\r\n", "\"a\"\"b\",c\n1,2\n", "é,ü\n日本,🛫\n", "a,b\n1\n2,3,4\n",
        "a,b\n1,\"x\"y\n", "a,b\n1,\"x", "a\nx\n\ny\n", "a,b\n\n1,2\n\n",
    ])
    func blocksDoNotMatter(_ text: String) {
        let bytes = Array(text.utf8)
        let whole = scan(bytes, blocks: bytes.count)
        // The first block is never smaller than what tells UTF-16 and a byte order mark apart.
        for size in 4..<bytes.count {
            let parts = scan(bytes, blocks: size)
            #expect(parts.problems == whole.problems)
            #expect(parts.header == whole.header)
            #expect(parts.records == whole.records)
        }
    }

    @Test func atMostTwentyProblemsAreCollected() {
        let scanner = scan(Array(("a,b\n" + String(repeating: "1\n", count: 100)).utf8), blocks: 64)
        #expect(scanner.problems.count == CSVScanner.problemLimit)
    }

    @Test(arguments: [
        ("a,b;c,d", ","), ("a;b;c,d", ";"), ("a\tb", "\t"), ("a|b|c", "|"), ("a", ","), ("\"x;y;z\",b", ","),
        ("a,b\nc;d;e;f", ","),
    ])
    func theDelimiterIsReadOffTheHeader(_ header: String, delimiter: Character) {
        #expect(CSVDialect.detect(inHeader: header.utf8).delimiter == delimiter.asciiValue)
    }

    @Test func utf8IsCheckedByteByByte() {
        func isValid(_ bytes: [UInt8]) -> Bool {
            var check = UTF8Check()
            return bytes.allSatisfy { check.take($0) } && !check.isInside
        }
        #expect(isValid(Array("aé日🛫\u{10FFFF}".utf8)))
        for bytes in [
            [0x80], [0xC1, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF8],
        ] as [[UInt8]] {
            #expect(!isValid(bytes))
        }
    }
}
