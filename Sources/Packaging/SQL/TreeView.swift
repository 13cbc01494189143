import Scoring
import Warehouse

/// The columns that trees ask, as columns of a stage; those that no tree asks are left out.
struct TreeView {
    let inputs: [StageColumn]
    /// By column of the view; no node asks one that is not there.
    private let columns: [TreeInput]

    /// - Parameters:
    ///   - plan: the plan whose view for trees it is.
    ///   - trees: say which columns are asked.
    ///   - names: names for the columns of the stage.
    init(of plan: FeaturePlan, for trees: FlatTrees, _ names: StageNames) {
        let asked = Set(trees.nodes.map { Int($0.feature) })
        let values = plan.features.flatMap(\.treeInputs)
        columns = zip(values.indices, plan.treeColumns).map { index, column in
            TreeInput(name: names.column("input", index), levels: column.levels)
        }
        inputs = asked.sorted().map { [columns] in StageColumn(name: columns[$0].name, value: values[$0]) }
    }

    subscript(column: Int32) -> TreeInput { columns[Int(column)] }
}

/// A column that trees ask.
struct TreeInput {
    let name: Identifier
    /// For a category: its codes are `0 ..< levels`.
    let levels: Int?
}

extension Feature {
    /// The feature's columns of the view for trees, NULL where they are missing, in the order of `treeColumns`.
    fileprivate var treeInputs: [SQL] {
        let kind = kind.timestampKind
        switch treatment {
        case .number: return [Inputs.flushedNumber(source)]
        case .boolean: return [Inputs.boolean(source)]
        case .category(let category): return [Inputs.slot(source, category, missing: .null)]
        case .calendar(let calendar):
            let parts = calendar.parts.map { cycle -> SQL in
                "\(Inputs.part(cycle.part, of: source, kind)) + \(cycle.part.first)"
            }
            let elapsed = calendar.elapsed.map { [Inputs.seconds(from: $0.since, to: source, kind)] } ?? []
            return calendar.isOnlyAbsence ? [Inputs.isMissing(moment: source, kind)] : parts + elapsed
        }
    }
}
