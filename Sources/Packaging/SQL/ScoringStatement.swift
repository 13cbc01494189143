import Evidence
package import Scoring
package import Warehouse

/// A model as one SELECT over a relation of raw rows: from the columns as they come to the score and the label.
///
/// Rows pass through stages, queries of one WITH clause: what the model reads of them, then group after group of its
/// trees or weights, each added to the totals so far, then the link. The sums have the order that they have in process,
/// and nothing is nested deeper than a few dozen levels, however many and however deep the trees are.
package struct ScoringStatement: Sendable {
    /// The name of the relation in a statement that is written to a file.
    package static let usualRelation = Identifier("rows")

    package let document: ModelDocument
    /// The table, view or expression with the raw rows, as it stands behind FROM.
    package let relation: SQL
    /// The columns that are handed on with each row.
    package let kept: [KeptColumn]

    /// - Parameters:
    ///   - document: the model, which has no fault.
    ///   - relation: what stands behind FROM.
    ///   - names: columns to hand on; `nil` for the key, or where there is none for what the model reads.
    package init(_ document: ModelDocument, of relation: SQL, keeping names: [String]? = nil) {
        self.document = document
        self.relation = relation
        kept = KeptColumn.columns(names ?? document.usuallyKept, beside: document.outputNames)
    }

    /// The statement: kept columns, `prediction`, then `score` or a `probability_<class>` for each class.
    package func sql() -> SQL {
        let taken = kept.map(\.name) + relation.names + document.sourceColumns
        let columns = document.plan.sourceColumns.map { (name: $0, type: document.plan.inputs.type(of: $0)) }
        let rows = SQL.holding(relation, to: columns, besides: kept.map(\.source))
        var stages = Stages(names: StageNames(avoiding: taken), kept: kept, from: rows)
        let answers =
            switch document.model {
            case .prior(let prior): prior.answers(of: document.task)
            case .linear(let linear): stages.addAnswers(of: linear, on: document.plan)
            case .trees(let trees): stages.addAnswers(of: trees, on: document.plan)
            }
        return stages.select(document.decided(by: answers))
    }
}

extension PriorModel {
    /// The same numbers for every row.
    fileprivate func answers(of task: LearningTask) -> [SQL] {
        (task == .binary ? Array(values.suffix(1)) : values).map { "\(Literal($0))" }
    }
}

extension Stages {
    /// Adds what a linear model reads, its totals and its link; gives the answers.
    fileprivate mutating func addAnswers(of linear: LinearModel, on plan: FeaturePlan) -> [SQL] {
        let view = LinearView(of: plan, names)
        add("inputs", view.inputs)
        let inputs = view.inputs.map(\.name)
        let terms = TermView(linear.terms, of: view, names)
        if !terms.bases.isEmpty {
            add("bases", terms.bases, carrying: inputs)
            add("hinges", terms.hinges, carrying: inputs + terms.bases.map(\.name))
        }
        let totals = addTotals(
            linear.groups(view, terms, names), from: linear.intercepts.map { "\(Literal($0))" },
            carrying: inputs + (terms.bases + terms.hinges).map(\.name))
        return addLink(linear.link, linear.recalibration, totals)
    }

    /// Adds what trees read, their totals and their link; gives the answers.
    fileprivate mutating func addAnswers(of model: TreeModel, on plan: FeaturePlan) -> [SQL] {
        let view = TreeView(of: plan, for: model.trees, names)
        add("inputs", view.inputs)
        let totals = addTotals(
            model.groups(view, names), from: [SQL](repeating: "\(Literal(0.0))", count: model.outputs),
            carrying: view.inputs.map(\.name))
        return addLink(model.link, model.recalibration, totals)
    }
}

/// A column that is handed on with each row.
package struct KeptColumn: Sendable, Equatable {
    /// In the relation.
    package let source: String
    /// In the answer: another one only where the answer has a column of that name itself.
    package let name: String

    static func columns(_ sources: [String], beside outputs: [String]) -> [KeptColumn] {
        var taken = Set(outputs.map { $0.lowercased() })
        return sources.map { source in
            var name = source
            while !taken.insert(name.lowercased()).inserted { name = "feature_" + name }
            return KeptColumn(source: source, name: name)
        }
    }
}
