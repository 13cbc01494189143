import Evidence
import Foundation
import TestSupport
import Testing

/// Whole runs on data in which there is nothing to learn: nothing is shipped.
@Suite struct NoiseRunsTests {
    private func recommendation(_ table: String, _ brief: String) throws -> String? {
        let place = try Workspace()
        try place.write("t.csv", Data(table.utf8))
        try place.write("brief.yaml", Data(brief.utf8))
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        return try result.json()["recommendation"]?.text
    }

    @Test func `labels that have lost their rows are not shipped`() throws {
        var dice = NoiseDice(state: 4)
        var labels = (0..<900).map { $0 % 3 == 0 }
        labels.shuffle(using: &dice)
        let rows = labels.enumerated().map { row, label in
            ([String(row)] + (0..<6).map { _ in String(dice.normal()) } + [["u", "v", "w"][row % 3], String(label)])
                .joined(separator: ",")
        }
        let found = try recommendation(
            (["id,a,b,c,d,e,f,g,y"] + rows).joined(separator: "\n") + "\n",
            "name: t\ndata: {sources: {t: t.csv}, label: y, key: [id]}\ncandidates: [prior, linear, boosted_trees]\n")
        #expect(found == "hold" || found == "cannot_tell", "\(found ?? "none")")
    }

    /// Random walks of six stocks with a common part and wild days; the next return from the last three.
    @Test func `daily returns of stocks are not shipped`() throws {
        var dice = NoiseDice(state: 9)
        var past = [[Double]](repeating: [0, 0, 0], count: 6)
        var rows: [String] = []
        for day in 0..<300 {
            let wildness = dice.unit() < 0.1 ? 0.03 : 0.01
            let market = dice.normal()
            for stock in 0..<6 {
                let value = wildness * (market + dice.normal())
                let date = "\(2020 + day / 252)-\(Self.two(1 + day % 252 / 21))-\(Self.two(1 + day % 21))"
                rows.append(
                    ([date, "s\(stock)"] + past[stock].map { String($0) } + [String(value)]).joined(separator: ","))
                past[stock] = [value] + past[stock].prefix(2)
            }
        }
        let found = try recommendation(
            (["day,stock,last,before,earlier,y"] + rows).joined(separator: "\n") + "\n",
            "name: t\ntask: regression\ndata: {sources: {t: t.csv}, label: y, key: [day, stock], time: day}\nsplit: {by: time}\n"
                + "candidates: [prior, linear, boosted_trees]\n")
        #expect(found == "hold" || found == "cannot_tell", "\(found ?? "none")")
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// Numbers that are the same everywhere (SplitMix64).
private struct NoiseDice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func unit() -> Double { Double(next() >> 11) / 0x1p53 }

    /// About normal: the sum of twelve even numbers less 6, with a variance of 1.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }
}
