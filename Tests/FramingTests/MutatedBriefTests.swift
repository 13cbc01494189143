import Evidence
import Testing

@testable import Framing

/// Briefs damaged at random: each is read or refused with a place, and none stops the reader.
@Suite struct MutatedBriefTests {
    private static let pieces: [[UInt8]] =
        [
            "\t", "\n", ": ", "- ", "[", "]", "{", "}", "\"", "'", "#", "&a ", "*a", "!t ", "|", ">", "? ", "---\n",
            "...\n", "%",
            "\u{0}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{202E}", "🙂", "\r", "<<: ", ",", "@", "`", "  ",
        ].map { Array($0.utf8) } + [[0xC3], [0xFF], [0xE2, 0x80], [0xED, 0xA0, 0x80]]

    @Test(arguments: 0..<40)
    func aDamagedBriefIsReadOrRefused(seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 3
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let workshop = try Workshop(Workshop.lateFlights)
        for _ in 0..<25 {
            var bytes = Array(lateFlights.utf8)
            for _ in 0...next(4) {
                let place = next(bytes.count)
                switch next(3) {
                case 0: bytes.insert(contentsOf: Self.pieces[next(Self.pieces.count)], at: place)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 1 + next(30)))
                default: bytes[place] = UInt8(next(256))
                }
            }
            guard case .text(let text) = TextFile.decode(bytes) else { continue }
            do throws(BriefError) {
                let brief = try workshop.read(text)
                #expect(try workshop.read(BriefWriter.text(for: brief)) == brief)
            } catch {
                #expect(!error.findings.isEmpty)
                #expect(
                    error.findings.allSatisfy {
                        ($0.line ?? 0) >= 1 && ($0.columnNumber ?? 0) >= 1 && !$0.rendered().isEmpty
                    })
                #expect(
                    error.findings.allSatisfy {
                        ($0.line ?? 0) <= text.unicodeScalars.count { $0.properties.isWhitespace } + 1
                    })
            }
        }
    }

    @Test(arguments: 0..<20)
    func bytesThatAreNoTextHaveAPlace(offset: Int) {
        var bytes = Array(lateFlights.utf8)
        let place = offset * 40
        bytes[place] = 0xFF
        guard case .notText(let span) = TextFile.decode(bytes) else {
            Issue.record("these bytes are no text")
            return
        }
        let before = bytes[..<place]
        #expect(span.line == before.count { $0 == 10 } + 1)
        #expect(span.column == before.reversed().prefix { $0 != 10 }.count + 1)
    }
}
