// The search for slices: 1,000,000 rows of 30 columns, half of them categories, wall seconds on two threads.
//
//     ASSOCIATE_BENCHMARKS=1 swift run -c release SlicesBenchmark [ROWS] [COLUMNS]

import Columns
import Evaluation
import Evidence

/// Numbers that follow from a seed (a linear congruence of 64 bits, high bits).
struct Draws {
    var state: UInt64

    mutating func unit() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 11) / 0x1p53
    }
}

let arguments = CommandLine.arguments.dropFirst().compactMap(Int.init)
let rows = arguments.first ?? 1_000_000
let count = arguments.dropFirst().first ?? 30
var draws = Draws(state: 7)
let valid = Validity(allValid: rows)
let columns = (0..<count).map { place -> (name: String, column: Column) in
    guard place.isMultiple(of: 2) else {
        return ("number\(place)", .double(Values((0..<rows).map { _ in draws.unit() }, validity: valid)))
    }
    // From 2 to 30 values, and one column of 100,000.
    let values = place == 0 ? 100_000 : 2 + place
    let codes = (0..<rows).map { _ in Int32(draws.unit() * Double(values)) }
    let dictionary = (0..<values).map { "\($0)" }
    return ("category\(place)", .text(TextValues(codes: codes, dictionary: dictionary, validity: valid)))
}
// Nothing is planted, where the search can leave out least: every score is low.
let losses = (0..<rows).map { _ in draws.unit() < 0.15 ? 1.0 : draws.unit() / 10 }
let table = Table(columns)
print("| rows | columns | predicates | threads | seconds | complete | confirmed |")
print("|---|---|---|---|---|---|---|")
for depth in 1...3 {
    for threads in [1, 2] {
        let search = FoundSlices(
            losses: losses, kind: .logLoss, weights: nil,
            resampling: .init(units: .rows(rows), seed: 7, threads: threads), depth: depth)
        var found: FoundSlicesDocument?
        let time = ContinuousClock().measure {
            found = search.document(columns: table.names, table: table, rows: Array(0..<rows))
        }
        let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        print(
            "| \(NumberText.count(rows)) | \(count) | \(depth) | \(threads) | \(NumberText.fixed(seconds, decimals: 2)) "
                + "| \(found?.isComplete ?? false) | \(found?.slices.count ?? 0) |")
    }
}
