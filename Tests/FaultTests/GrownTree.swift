import Foundation

/// A tree as LightGBM wrote it: its splits in the order in which they were made.
struct GrownTree {
    /// A split: a column's name, the border or the levels, and how much better it is than none.
    struct Split: CustomStringConvertible {
        var column: Substring
        var border: Substring
        var gain: Double

        func isAlike(_ other: Split) -> Bool { column == other.column && border == other.border }

        var description: String { "\(column) at \(border), gain \(gain)" }
    }

    /// The first splits that differ, and where they are.
    struct Parting: CustomStringConvertible {
        var tree: Int
        var place: Int
        var one: Split?
        var other: Split?

        /// Whether either could have been made: they are equally good, one by one or with all gains multiplied.
        func isTie(gain: Double) -> Bool {
            guard let one, let other else { return false }
            return abs(one.gain * gain - other.gain) <= 1e-5 * other.gain
        }

        var description: String {
            "tree \(tree), split \(place): \(one.map(\.description) ?? "none") or \(other.map(\.description) ?? "none")"
        }
    }

    var splits: [Split]

    /// Reads LightGBM's text form; only what ``Split`` holds.
    static func all(inFile path: String) throws -> [GrownTree] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var names: [Substring] = []
        var trees: [[Substring: [Substring]]] = []
        for line in text.split(separator: "\n") {
            guard let sign = line.firstIndex(of: "=") else { continue }
            let (key, values) = (line[..<sign], line[line.index(after: sign)...].split(separator: " "))
            if key == "feature_names" { names = values }
            if key == "Tree" { trees.append([:]) } else if !trees.isEmpty { trees[trees.count - 1][key] = values }
        }
        return trees.map { tree in
            let features = tree["split_feature"] ?? []
            return GrownTree(
                splits: features.indices.map { index in
                    Split(
                        column: Int(features[index]).map { names[$0] } ?? "",
                        border: tree["threshold"]?[index] ?? "", gain: Double(tree["split_gain"]?[index] ?? "") ?? .nan)
                })
        }
    }

    /// Where two models first differ; `nil` where they do not as far as both go: rounds end by validation.
    static func parting(_ one: [GrownTree], _ other: [GrownTree]) -> Parting? {
        for (tree, pair) in zip(one, other).enumerated() {
            for place in 0..<max(pair.0.splits.count, pair.1.splits.count) {
                let first = place < pair.0.splits.count ? pair.0.splits[place] : nil
                let second = place < pair.1.splits.count ? pair.1.splits[place] : nil
                if let first, let second, first.isAlike(second) { continue }
                return Parting(tree: tree, place: place, one: first, other: second)
            }
        }
        return nil
    }
}
