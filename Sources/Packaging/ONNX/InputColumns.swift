import Scoring

/// The columns of the caller's rows as they enter a graph, one input each; texts have a second one.
///
/// ONNX knows no missing values, so that each kind of column has a form of its own that says what is missing
/// (docs/decisions/0029).
struct InputColumns: Sendable {
    /// Numbers: NaN where there is no finite one.
    struct Number: Sendable {
        let value: Value<Double>
        let isMissing: Value<Bool>
    }

    /// Texts: empty where there is none, which its mask tells from the empty text.
    struct Text: Sendable {
        let value: Value<String>
        let isMissing: Value<Bool>
    }

    /// Microseconds since 1970-01-01T00:00:00: the least of all where there is none, as within the program.
    struct Moment: Sendable {
        /// Stands for a missing moment.
        static let missing = Int64.min

        let value: Value<Int64>
        let isMissing: Value<Bool>
    }

    /// The names under which a column is put into the graph.
    struct Names: Equatable, Sendable {
        let column: ModelColumn
        let input: String
        /// The mask of a text.
        let mask: String?
    }

    private(set) var names: [Names] = []
    private var numbers: [String: Number] = [:]
    private var texts: [String: Text] = [:]
    private var moments: [String: Moment] = [:]
    /// The name of an input that there is in any case.
    let first: String

    /// Makes an input for each column that a model reads.
    ///
    /// Where it reads none, one whose values do not matter says how many rows there are.
    init(_ columns: [ModelColumn], in graph: inout Graph) {
        var inputs: [(column: ModelColumn, input: String, mask: Value<Bool>?)] = []
        for column in columns {
            switch column.kind {
            case .number, .boolean:
                let input: Value<Double> = graph.input(column.name, note: column.note)
                inputs.append((column, input.name, nil))
            case .category:
                let input: Value<String> = graph.input(column.name, note: column.note)
                let mask: Value<Bool> = graph.input("\(column.name) is missing", note: "true where there is no text")
                inputs.append((column, input.name, mask))
            case .date, .timestamp, .instant:
                let input: Value<Int64> = graph.input(column.name, note: column.note)
                inputs.append((column, input.name, nil))
            }
        }
        if inputs.isEmpty {
            let rows: Value<Double> = graph.input("row", note: "any number, once for each row")
            first = rows.name
        } else {
            first = inputs[0].input
        }
        for (column, input, mask) in inputs {
            names.append(Names(column: column, input: input, mask: mask?.name))
            if let mask {
                texts[column.name] = Text(value: Value(name: input), isMissing: mask)
            } else if column.kind == .number || column.kind == .boolean {
                numbers[column.name] = graph.finite(Value(name: input))
            } else {
                let moment = Value<Int64>(name: input)
                moments[column.name] = Moment(value: moment, isMissing: graph.isMissing(moment))
            }
        }
    }

    /// The numbers of a column that was given as such.
    func number(_ name: String) -> Number { held(numbers[name]) }
    /// The texts of a column that was given as such.
    func text(_ name: String) -> Text { held(texts[name]) }
    /// The moments of a column that was given as such.
    func moment(_ name: String) -> Moment { held(moments[name]) }

    private func held<Column>(_ column: Column?) -> Column {
        guard let column else { preconditionFailure("every column of the plan is an input, of its kind") }
        return column
    }
}

extension Graph {
    /// Whether there is no moment: the least of all stands for none, and the two ends of time are as good as that.
    fileprivate mutating func isMissing(_ moment: Value<Int64>) -> Value<Bool> {
        let ends = [InputColumns.Moment.missing, -Int64.max, Int64.max].map { isEqual(moment, constant($0)) }
        return either(either(ends[0], ends[1]), ends[2])
    }

    /// Numbers that are finite, else missing.
    fileprivate mutating func finite(_ number: Value<Double>) -> InputColumns.Number {
        let value = choose(where: isInfinite(number), constant(Double.nan), else: number)
        return InputColumns.Number(value: value, isMissing: isNaN(value))
    }
}

extension ModelColumn {
    /// What is to be put in, for readers of the graph.
    fileprivate var note: String {
        switch kind {
        case .number: "number; NaN where there is none"
        case .boolean: "1 for true, 0 for false, NaN where there is no value"
        case .category: "text; any where its mask is true"
        case .date, .timestamp: "microseconds from 1970-01-01T00:00:00; \(Int64.min) where there is no moment"
        case .instant: "microseconds from 1970-01-01T00:00:00 UTC; \(Int64.min) where there is no moment"
        }
    }
}
