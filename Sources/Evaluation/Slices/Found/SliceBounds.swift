/// Which tables of two columns may hold a slice that counts, by what is known of each column alone.
struct Bounds {
    let score: SliceScore
    let singles: [[SliceLattice.Cell]]
    let worst: [[Double]]
    let levels: [Int]

    /// The pairs of columns some cell of which may reach a score.
    func pairs(above floor: Double) -> [[Int]] {
        var pairs: [[Int]] = []
        for first in singles.indices {
            for second in singles.indices.dropFirst(first + 1) where mayReach(floor, first, second) {
                pairs.append([first, second])
            }
        }
        return pairs
    }

    private func mayReach(_ floor: Double, _ first: Int, _ second: Int) -> Bool {
        for (own, cell) in singles[first].enumerated() {
            for (other, cross) in singles[second].enumerated() {
                let bound = score.bound(
                    size: min(cell[0], cross[0]), loss: min(cell[1], cross[1]),
                    worst: min(worst[first][own], worst[second][other]))
                if bound >= floor { return true }
            }
        }
        return false
    }
}

/// Which tables of three columns may hold a slice that counts, by the tables of two.
struct DeepBounds {
    private let bounds: Bounds
    /// By the first and the second column, the place of their table; -1 where there is none.
    private let places: [[Int]]
    private let tables: [[SliceLattice.Cell]]

    init(_ bounds: Bounds, pairs: [[Int]], tables: [[SliceLattice.Cell]]) {
        self.bounds = bounds
        self.tables = tables
        var places = [[Int]](
            repeating: [Int](repeating: -1, count: bounds.singles.count), count: bounds.singles.count)
        for (place, pair) in pairs.enumerated() { places[pair[0]][pair[1]] = place }
        self.places = places
    }

    /// The triples of columns some cell of which may reach a score, those of the highest bound first.
    func triples(above floor: Double) -> [[Int]] {
        var triples: [(columns: [Int], bound: Double)] = []
        let count = bounds.singles.count
        for first in 0..<count {
            for second in first + 1..<max(first + 1, count) where places[first][second] >= 0 {
                for third in second + 1..<max(second + 1, count)
                where places[first][third] >= 0 && places[second][third] >= 0 {
                    let bound = bound(first, second, third, floor)
                    if bound >= floor { triples.append(([first, second, third], bound)) }
                }
            }
        }
        return triples.sorted { first, second in
            first.bound == second.bound
                ? first.columns.lexicographicallyPrecedes(second.columns) : first.bound > second.bound
        }.map(\.columns)
    }

    /// The highest bound of a cell; cells below the floor are passed over.
    private func bound(_ first: Int, _ second: Int, _ third: Int, _ floor: Double) -> Double {
        let score = bounds.score
        let (near, far, across) = (
            tables[places[first][second]], tables[places[first][third]], tables[places[second][third]]
        )
        let (wide, deep) = (bounds.levels[second], bounds.levels[third])
        var best = -Double.infinity
        for own in 0..<bounds.levels[first] {
            for other in 0..<wide {
                let cell = near[own * wide + other]
                let worst = min(bounds.worst[first][own], bounds.worst[second][other])
                guard score.bound(size: cell[0], loss: cell[1], worst: worst) >= floor else { continue }
                for last in 0..<deep {
                    let (side, cross) = (far[own * deep + last], across[other * deep + last])
                    let bound = score.bound(
                        size: min(cell[0], min(side[0], cross[0])), loss: min(cell[1], min(side[1], cross[1])),
                        worst: min(worst, bounds.worst[third][last]))
                    if bound > best { best = bound }
                }
            }
        }
        return best
    }
}
