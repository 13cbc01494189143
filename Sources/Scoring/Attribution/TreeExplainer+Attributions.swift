extension TreeExplainer {
    /// Writes the attributions of rows: `rowCount × outputs × width` numbers, row-major, or with `chosen`, one output
    /// for each row, `rowCount × width`.
    ///
    /// With the output's ``base`` they add up to the row's raw score. One row's attributions depend on that row alone
    /// and are summed in the order of the trees. Nothing is allocated for a row.
    ///
    /// - Parameters:
    ///   - values: row-major, `rowCount × width`, as a ``TreeMatrix`` holds rows.
    ///   - rowCount: rows.
    ///   - chosen: the output to explain of each row; all of them where `nil`.
    ///   - attributions: receives the numbers.
    package func write(
        _ values: UnsafeBufferPointer<Double>, rowCount: Int, chosen: UnsafeBufferPointer<Int32>? = nil,
        into attributions: UnsafeMutableBufferPointer<Double>
    ) {
        let perRow = chosen == nil ? outputs * width : width
        precondition(values.count >= rowCount * width && attributions.count >= rowCount * perRow, "room for rows")
        for index in 0..<rowCount * perRow { attributions[index] = 0 }
        let most = trees.reduce(0) { max($0, $1.steps.count) }
        guard most > 0, rowCount > 0, let values = values.baseAddress, let sums = attributions.baseAddress else {
            return
        }
        withUnsafeTemporaryAllocation(of: Points.self, capacity: 2 * most + 1) { products in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 3 * most + 2) { marks in
                model.trees.withSides { _, sides in
                    steps.withUnsafeBufferPointer { steps in
                        factors.withUnsafeBufferPointer { factors in
                            guard let products = products.baseAddress, let marks = marks.baseAddress,
                                let steps = steps.baseAddress, let factors = factors.baseAddress
                            else { return }
                            let climber = TreeClimber(
                                steps: steps, factors: factors, sides: sides, width: width, products: products,
                                went: marks, ways: marks + 2 * most + 2)
                            for tree in trees {
                                let weights = weights[Int(tree.groups)]
                                weights.withUnsafeBufferPointer { weights in
                                    for row in 0..<rowCount {
                                        if let chosen, chosen[row] != tree.output { continue }
                                        let offset = chosen == nil ? Int(tree.output) * width : 0
                                        climber.add(
                                            values + row * width, tree, weights, to: sums + row * perRow + offset)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Carries a row down a tree and its sums back up.
private struct TreeClimber {
    let steps: UnsafePointer<TreeExplainer.Step>
    let factors: UnsafePointer<TreeExplainer.Points>
    let sides: TreeSides
    let width: Int
    /// For each slot the product of the path to it, then the sum of the leaves below.
    let products: UnsafeMutablePointer<TreeExplainer.Points>
    /// For each slot, at the place one behind it, whether the row's value of the edge's column has gone its way so far.
    let went: UnsafeMutablePointer<UInt8>
    /// The way of each node.
    let ways: UnsafeMutablePointer<UInt8>

    /// Adds the attributions of a row by a tree.
    func add(
        _ row: UnsafePointer<Double>, _ tree: TreeExplainer.Tree, _ weights: UnsafeBufferPointer<TreeExplainer.Points>,
        to sums: UnsafeMutablePointer<Double>
    ) {
        let steps = steps + tree.steps.lowerBound
        let count = tree.steps.count
        chooseWays(row, steps, count)
        var block = factors + tree.factors
        for weight in weights {
            products[0] = weight
            for index in 0..<count {
                let node = steps[index].node
                let factor = block + index * Self.stepVectors + Int(ways[index]) * TreeExplainer.vectors
                let product = products[index]
                products[Int(node.left)] = product * factor[0]
                products[Int(node.right)] = product * factor[1]
            }
            for index in (0..<count).reversed() {
                let node = steps[index].node
                let factor = block + index * Self.stepVectors + Int(ways[index]) * TreeExplainer.vectors
                let (left, right) = (products[Int(node.left)], products[Int(node.right)])
                let parts = left * factor[2] + right * factor[3]
                let halves = parts.lowHalf + parts.highHalf
                sums[Int(node.feature)] += halves.x + halves.y
                products[index] = left + right
            }
            block += count * Self.stepVectors
        }
    }

    /// Vectors for each node of a group.
    private static let stepVectors = TreeExplainer.Way.allCases.count * TreeExplainer.vectors

    /// Finds the way of a row at every node of a tree, on its path or not.
    @inline(__always)
    private func chooseWays(_ row: UnsafePointer<Double>, _ steps: UnsafePointer<TreeExplainer.Step>, _ count: Int) {
        went[0] = 1
        for index in 0..<count {
            let step = steps[index]
            let goesLeft: UInt8 = sides.isLeft(row[Int(step.node.feature)], at: step.node) ? 1 : 0
            let before = went[Int(step.before)]
            went[Int(step.node.left) + 1] = before & goesLeft
            went[Int(step.node.right) + 1] = before & (goesLeft ^ 1)
            // 0 where it goes left, 1 where it goes right, 2 where it has left the path before.
            ways[index] = 2 - before * (1 + goesLeft)
        }
    }
}
