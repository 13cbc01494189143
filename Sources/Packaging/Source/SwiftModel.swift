import Scoring

extension LinearModel {
    /// Statements that give `answers`.
    func swiftBody(_ plan: FeaturePlan, _ fields: SwiftFields) -> String {
        let dense = plan.features.flatMap { $0.swiftDense(fields) }
        let slots = plan.features.enumerated().compactMap { $1.swiftSlot($0, fields) }
        return """
            let dense: [Double] = [\(dense.swiftLines)]
            let slots: [Int] = [\(slots.swiftLines)]
            let widths: [Int] = \(plan.blockWidths.description)\(terms.swiftValues(plan))
            let totals = zip(intercepts, weights).map { intercept, weights in
                total(intercept, weights, dense: dense, slots: slots, widths: widths\(terms.isEmpty ? "" : ", terms: terms"))
            }
            let answers = \(swiftAnswers(link, recalibration))
            """
    }

    /// The weights, a line for each output.
    var swiftTables: String {
        """
        private let intercepts: [Double] = \(intercepts.description)

        private let weights: [[Double]] = \"""
        \(weights.map { "    " + $0.map { "\($0)" }.joined(separator: " ") }.joined(separator: "\n"))
            \""".split(separator: "\\n").map { line in line.split(separator: " ").compactMap { Double($0) } }

        /// The intercept, the products of the dense columns, then the weights of the slots\(terms.isEmpty ? "" : ", then the terms"), in this order.
        private func total(
            _ intercept: Double, _ weights: [Double], dense: [Double], slots: [Int], widths: [Int]\(terms.isEmpty ? "" : ", terms: [Double]")
        ) -> Double {
            var sum = intercept
            for (index, value) in dense.enumerated() { sum += weights[index] * value }
            var offset = dense.count
            for (slot, width) in zip(slots, widths) {
                sum += weights[offset + slot]
                offset += width
            }\(terms.isEmpty ? "" : "\n    for (index, value) in terms.enumerated() { sum += weights[offset + index] * value }")
            return sum
        }
        \(terms.swiftFunctions)
        \(link.swiftFunction)\(recalibration?.swiftFunction ?? "")
        """
    }
}

extension TreeModel {
    /// Statements that give `answers`.
    func swiftBody(_ plan: FeaturePlan, _ fields: SwiftFields) -> String {
        let values = plan.features.enumerated().flatMap { $1.swiftTreeValues($0, fields) }
        return """
            let values: [Double] = [\(values.swiftLines)]
            var totals = [Double](repeating: 0, count: \(outputs))
            for (tree, root) in roots.enumerated() { totals[tree % \(outputs)] += leaf(root, values) }
            let answers = \(swiftAnswers(link, recalibration))
            """
    }

    /// The trees, a line for each node and leaf.
    var swiftTables: String {
        let nodes = trees.nodes.map { node in
            "    \(node.feature) \(node.threshold) \(node.left) \(node.right) \(node.decision.rawValue)"
        }
        return """
            /// A question to one value; a child below zero is the leaf of the number's complement.
            private struct Node {
                let value: Int
                /// For a category, the index of the set that goes left.
                let threshold: Double
                let left: Int
                let right: Int
                /// Bits: 1 category, 2 missing goes left, 4 zero is missing, 8 NaN is missing.
                let decision: UInt8
            }

            /// The leaf that a row comes to.
            private func leaf(_ root: Int, _ values: [Double]) -> Double {
                var reference = root
                while reference >= 0 {
                    let node = nodes[reference]
                    reference = goesLeft(values[node.value], node) ? node.left : node.right
                }
                return leaves[~reference]
            }

            private func goesLeft(_ value: Double, _ node: Node) -> Bool {
                if node.decision & 1 != 0 {
                    guard value >= 0 else { return false }
                    let (set, word) = (sets[Int(node.threshold)], Int(value) / 32)
                    return word < set.count && set[word] >> UInt32(Int(value) % 32) & 1 == 1
                }
                let isZero = value >= -\(TreeMatrix.zeroBound) && value <= \(TreeMatrix.zeroBound)
                let isMissing = value.isNaN ? node.decision & 12 != 0 : node.decision & 4 != 0 && isZero
                if isMissing { return node.decision & 2 != 0 }
                return (value.isNaN ? 0 : value) <= node.threshold
            }

            private let roots: [Int] = lines(\"""
            \(trees.roots.map { "    \($0)" }.joined(separator: "\n"))
                \""").map { Int($0[0]) ?? 0 }

            private let nodes: [Node] = lines(\"""
            \(nodes.joined(separator: "\n"))
                \""").map { parts in
                    Node(
                        value: Int(parts[0]) ?? 0, threshold: Double(parts[1]) ?? 0, left: Int(parts[2]) ?? 0,
                        right: Int(parts[3]) ?? 0, decision: UInt8(parts[4]) ?? 0)
                }

            private let leaves: [Double] = lines(\"""
            \(trees.leafValues.map { "    \($0)" }.joined(separator: "\n"))
                \""").map { Double($0[0]) ?? 0 }

            private let sets: [[UInt32]] = lines(\"""
            \((0..<trees.setCount).map { "    " + trees.words(ofSet: $0) }.joined(separator: "\n"))
                \""").map { words in words.map { UInt32($0) ?? 0 } }

            private func lines(_ text: String) -> [[Substring]] {
                text.split(separator: "\\n").map { $0.split(separator: " ") }.filter { !$0.isEmpty }
            }

            \(link.swiftFunction)\(recalibration?.swiftFunction ?? "")
            """
    }
}

extension FlatTrees {
    fileprivate func words(ofSet set: Int) -> String {
        setWords[Int(setOffsets[set])..<Int(setOffsets[set + 1])].map { "\($0)" }.joined(separator: " ")
    }
}

/// The call that turns totals into answers.
private func swiftAnswers(_ link: Link, _ recalibration: Recalibration?) -> String {
    var totals = "totals"
    if let (slope, intercept) = recalibration?.line { totals = "totals.map { $0 * \(slope) + \(intercept) }" }
    let answers = "\(link.swiftCall)(\(totals))"
    return recalibration?.table == nil ? answers : "\(answers).map(recalibrated)"
}

extension Recalibration {
    /// The table, and how it is read; empty where there is none.
    fileprivate var swiftFunction: String {
        guard let table else { return "" }
        return """


            private let corners: [Double] = \(table.scores.description)

            private let heights: [Double] = \(table.probabilities.description)

            /// What a probability stands for: lines between the corners, and beyond them the last height.
            private func recalibrated(_ score: Double) -> Double {
                var (low, high) = (0, corners.count)
                while low < high {
                    let middle = (low + high) / 2
                    if corners[middle] <= score { low = middle + 1 } else { high = middle }
                }
                if low == 0 { return heights[0] }
                if low == corners.count { return heights[low - 1] }
                let slope = (heights[low] - heights[low - 1]) / (corners[low] - corners[low - 1])
                return min(heights[low - 1] + (score - corners[low - 1]) * slope, heights[low])
            }
            """
    }
}

extension Link {
    fileprivate var swiftCall: String {
        switch self {
        case .identity: ""
        case .logistic: "logistic"
        case .softmax: "softmax"
        }
    }

    fileprivate var swiftFunction: String {
        let bound = Link.logitBound
        switch self {
        case .identity: return ""
        case .logistic:
            return """
                /// 1 / (1 + e^−z) without overflow on either side.
                private func logistic(_ totals: [Double]) -> [Double] {
                    totals.map { total in
                        let bounded = min(max(total, -\(bound)), \(bound))
                        guard bounded < 0 else { return 1 / (1 + exp(-bounded)) }
                        return exp(bounded) / (1 + exp(bounded))
                    }
                }
                """
        case .softmax:
            return """
                /// Probabilities of the classes: the largest total is taken off first.
                private func softmax(_ totals: [Double]) -> [Double] {
                    let largest = totals.max() ?? 0
                    let powers = totals.map { exp(max($0 - largest, -\(bound))) }
                    let sum = powers.reduce(0, +)
                    return powers.map { $0 / sum }
                }
                """
        }
    }
}

extension [String] {
    /// One a line between the brackets of an array.
    fileprivate var swiftLines: String { isEmpty ? "" : "\n" + map { "    \($0),\n" }.joined() }
}
