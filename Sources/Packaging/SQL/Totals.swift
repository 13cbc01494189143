import Scoring
import Warehouse

/// Columns that are worked out together, and what they add to the total of each output.
struct TotalGroup {
    /// Columns of a group, and terms that are added in one expression, at most.
    static let size = 50

    var columns: [StageColumn] = []
    /// By output, in the order of the sum.
    var terms: [[SQL]]

    init(outputs: Int) { terms = [[SQL]](repeating: [], count: outputs) }
}

extension Stages {
    /// Adds a stage for each group, which also adds the terms of the group before it, and one for the last terms.
    ///
    /// - Parameters:
    ///   - groups: in the order of the sum.
    ///   - start: what each output's sum begins with.
    ///   - inputs: columns that the groups read.
    /// - Returns: the totals as the next stage reads them.
    mutating func addTotals(_ groups: [TotalGroup], from start: [SQL], carrying inputs: [Identifier]) -> [SQL] {
        let totals = start.indices.map { names.column("total", $0) }
        var (sofar, pending) = (start, [[SQL]](repeating: [], count: start.count))
        func sums() -> [StageColumn] {
            zip(totals, zip(sofar, pending)).map {
                StageColumn(name: $0, value: SQL([$1.0] + $1.1, separatedBy: " + "))
            }
        }
        for (number, group) in groups.enumerated() {
            add("group_\(number + 1)", sums() + group.columns, carrying: inputs)
            (sofar, pending) = (totals.map { "\($0)" }, group.terms)
        }
        add("totals", sums())
        return totals.map { "\($0)" }
    }
}

extension TreeModel {
    /// The trees in their order: tree `t` is a term of output `t % outputs`.
    func groups(_ view: TreeView, _ names: StageNames) -> [TotalGroup] {
        let tree = TreeCase(trees, view)
        return stride(from: 0, to: trees.roots.count, by: TotalGroup.size).map { start in
            var group = TotalGroup(outputs: outputs)
            for index in start..<min(start + TotalGroup.size, trees.roots.count) {
                let name = names.column("tree", index + 1)
                group.columns.append(StageColumn(name: name, value: tree.value(from: trees.roots[index])))
                group.terms[index % outputs].append("\(name)")
            }
            return group
        }
    }
}

extension LinearModel {
    /// The products of the dense columns in their order, then the weights of the blocks' levels, then the products of
    /// the terms.
    ///
    /// Columns without any weight are left out.
    func groups(_ view: LinearView, _ terms: TermView, _ names: StageNames) -> [TotalGroup] {
        var groups: [TotalGroup] = []
        func add(_ value: SQL, _ terms: (Identifier) -> [(output: Int, term: SQL)]) {
            if groups.last.map({ $0.columns.count >= TotalGroup.size }) ?? true {
                groups.append(TotalGroup(outputs: weights.count))
            }
            let place = groups.count - 1
            let name = names.column("column", place * TotalGroup.size + groups[place].columns.count + 1)
            groups[place].columns.append(StageColumn(name: name, value: value))
            for (output, term) in terms(name) { groups[place].terms[output].append(term) }
        }
        func addProducts(_ value: SQL, column: Int) {
            let weighing = weights.indices.filter { weights[$0][column] != 0 }
            guard !weighing.isEmpty else { return }
            add(value) { name in weighing.map { ($0, "\(Literal(weights[$0][column])) * \(name)") } }
        }
        for (column, value) in view.dense.enumerated() { addProducts(value, column: column) }
        var offset = view.dense.count
        for block in view.blocks {
            for output in weights.indices {
                let levels = Array(weights[output][offset..<offset + block.width])
                guard levels.contains(where: { $0 != 0 }) else { continue }
                add(Lookup.value(at: "\(block.slot)", in: levels)) { name in
                    [(output, "\(name)" as SQL)]
                }
            }
            offset += block.width
        }
        for (term, value) in terms.values.enumerated() { addProducts(value, column: offset + term) }
        return groups
    }
}
