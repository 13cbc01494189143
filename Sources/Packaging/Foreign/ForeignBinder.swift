package import Columns
package import Evidence
package import ONNXRuntime

/// Finds out how a graph from outside goes with a table, from names and shapes and what the brief says.
package struct ForeignBinder {
    private let signature: RuntimeSignature
    private let wishes: ForeignWishes
    private let columns: [(name: String, type: ColumnType)]
    private let excluded: [String: String]
    private let task: LearningTask
    private let classes: [String]

    /// - Parameters:
    ///   - signature: the graph's inputs and outputs.
    ///   - wishes: what the brief says.
    ///   - columns: the columns that may be features, in the table's order.
    ///   - excluded: columns of the table that must not be read, each with the reason.
    ///   - task: what is predicted.
    ///   - classes: the classes as scikit-learn sorts them: numbers by value, texts by their bytes.
    package init(
        _ signature: RuntimeSignature, _ wishes: ForeignWishes, columns: [(name: String, type: ColumnType)],
        excluded: [String: String], task: LearningTask, classes: [String]
    ) {
        self.signature = signature
        self.wishes = wishes
        self.columns = columns
        self.excluded = excluded
        self.task = task
        self.classes = classes
    }

    /// - Throws: ``ForeignError`` with what does not go together and the key of the brief that settles it.
    package func binding() throws(ForeignError) -> ForeignBinding {
        var inputs: [ForeignBinding.Input] = []
        for wish in wishes.inputs where !signature.inputs.contains(where: { $0.name == wish.name }) {
            throw .misfit(
                "the model has no input '\(wish.name)'", advice: "its inputs are \(Self.list(signature.inputs))")
        }
        guard !signature.inputs.isEmpty else {
            throw .misfit("the model has no input", advice: "export it with an input of rows")
        }
        for port in signature.inputs { inputs.append(try input(port)) }
        return ForeignBinding(
            inputs: inputs, output: try scoreOutput().name, label: labelOutput?.name, scores: wishes.scores,
            classes: try order())
    }

    // MARK: Inputs

    private func input(_ port: RuntimeSignature.Port) throws(ForeignError) -> ForeignBinding.Input {
        guard case .tensor(let element) = port.kind, (1...2).contains(port.shape.count), !port.hasFixedRows else {
            throw .misfit(
                "the model's input \(Self.list([port])) takes no table of rows",
                advice:
                    "export it with a free first dimension, of float, double, int32, int64, bool or string, such as "
                    + "[None, 8]")
        }
        let isMatrix = port.shape.count == 2
        let width = isMatrix ? port.shape[1] : 1
        let names = try names(for: port, element, width: width)
        guard width < 0 || Int(width) == names.count else {
            throw .misfit(
                "the model's input '\(port.name)' takes \(NumberText.counted(Int(width), "column")), and "
                    + "\(names.count) would go into it: \(Self.list(names))",
                advice: "say which, in the order of training: inputs: {\(port.name): [COLUMN, …]}")
        }
        for name in names { try check(name, element, port) }
        return ForeignBinding.Input(name: port.name, element: element, columns: names, isMatrix: isMatrix)
    }

    /// What the brief says; else the column of the input's name; else, where it is the only input, all that fit.
    private func names(
        for port: RuntimeSignature.Port, _ element: RuntimeElement, width: Int64
    ) throws(ForeignError) -> [String] {
        if let wish = wishes.inputs.first(where: { $0.name == port.name }) { return wish.columns }
        if width == 1 || width < 0, excluded[port.name] != nil || columns.contains(where: { $0.name == port.name }) {
            return [port.name]
        }
        guard signature.inputs.count == 1 else {
            throw .misfit(
                "there is no column '\(port.name)' for the model's input of that name",
                advice: Spelling.nearest(to: port.name, among: columns.map(\.name)).map {
                    "did you mean the column '\($0)'? say so: inputs: {\(port.name): \($0)}"
                } ?? "name the column that goes into it: inputs: {\(port.name): COLUMN}")
        }
        return columns.filter { element.accepts($0.type) }.map(\.name)
    }

    private func check(_ name: String, _ element: RuntimeElement, _ port: RuntimeSignature.Port) throws(ForeignError) {
        if let reason = excluded[name] {
            throw .misfit(
                "the model reads '\(name)', which is no feature: \(reason)",
                advice: "train it without the column, or take the column's reason out of the brief", column: name)
        }
        guard let column = columns.first(where: { $0.name == name }) else {
            throw .misfit(
                "there is no column '\(name)' for the model's input '\(port.name)'",
                advice: Spelling.nearest(to: name, among: columns.map(\.name)).map { "did you mean '\($0)'?" }
                    ?? "have the dataset's SQL give it", column: name)
        }
        guard element.accepts(column.type) else {
            throw .misfit(
                "the model's input '\(port.name)' takes \(element.words), and '\(name)' holds \(column.type.rawValue)",
                advice: "cast the column in the dataset's SQL", column: name)
        }
    }

    // MARK: Outputs

    private var widths: Set<Int64> {
        switch task {
        case .binary: [1, 2]
        case .multiclass: [Int64(classes.count)]
        case .regression: [1]
        }
    }

    private func scoreOutput() throws(ForeignError) -> RuntimeSignature.Port {
        let fitting = signature.outputs.filter {
            $0.holdsScores(widths) || task.isClassification && $0.kind == .sequenceOrMap
        }
        if let name = wishes.output {
            guard let named = signature.outputs.first(where: { $0.name == name }) else {
                throw .misfit(
                    "the model has no output '\(name)'", advice: "its outputs are \(Self.list(signature.outputs))")
            }
            guard fitting.contains(named) else { throw unfit([named]) }
            return named
        }
        if fitting.count > 1 {
            throw .misfit(
                "the model has more than one output that could be the scores: \(Self.list(fitting))",
                advice: "say which: output: \(fitting[0].name)")
        }
        guard let found = fitting.first else { throw unfit(signature.outputs) }
        return found
    }

    private func unfit(_ ports: [RuntimeSignature.Port]) -> ForeignError {
        let wanted =
            switch task {
            case .binary: "one number a row, or one for each of the two classes"
            case .multiclass: "one number for each of the \(classes.count) classes"
            case .regression: "one number a row"
            }
        return .misfit(
            "none of the model's outputs is a tensor of \(wanted): \(Self.list(ports))",
            advice: "export the probabilities, as float or double, with a free first dimension")
    }

    /// An output of one integer or text a row, beside the scores.
    private var labelOutput: RuntimeSignature.Port? {
        guard task.isClassification else { return nil }
        let labels = signature.outputs.filter { $0.holdsLabels }
        return labels.count == 1 ? labels[0] : nil
    }

    /// The classes in the order of the output.
    private func order() throws(ForeignError) -> [String] {
        guard task.isClassification, !wishes.classes.isEmpty else { return classes }
        guard wishes.classes.sorted() == classes.sorted() else {
            throw .misfit(
                "'classes' names \(Self.list(wishes.classes)), and the label holds \(Self.list(classes))",
                advice: "name each class once, in the order of the model's output")
        }
        return wishes.classes
    }

    // MARK: Words

    private static func list(_ names: [String]) -> String {
        guard !names.isEmpty else { return "none" }
        return names.prefix(20).map { "'\(DisplayText.escaped($0))'" }.joined(separator: ", ")
            + (names.count > 20 ? ", …" : "")
    }

    private static func list(_ ports: [RuntimeSignature.Port]) -> String {
        guard !ports.isEmpty else { return "none" }
        return ports.prefix(20).map(\.words).joined(separator: ", ") + (ports.count > 20 ? ", …" : "")
    }
}

extension RuntimeSignature.Port {
    /// Whether the number of rows is not free.
    fileprivate var hasFixedRows: Bool { shape.first.map { $0 >= 0 } ?? true }

    fileprivate func holdsScores(_ widths: Set<Int64>) -> Bool {
        guard kind == .tensor(.float) || kind == .tensor(.double) else { return false }
        return switch shape.count {
        case 1: widths.contains(1)
        case 2: shape[1] < 0 || widths.contains(shape[1])
        default: false
        }
    }

    fileprivate var holdsLabels: Bool {
        guard [.tensor(.int64), .tensor(.int32), .tensor(.text)].contains(kind) else { return false }
        return shape.count == 1 || shape.count == 2 && shape[1] == 1
    }

    /// The name, the type and the shape.
    fileprivate var words: String {
        let sizes = shape.map { $0 < 0 ? "rows" : String($0) }.joined(separator: ", ")
        let type =
            switch kind {
            case .tensor(let element): "\(element == .text ? "string" : element.rawValue) [\(sizes)]"
            case .otherTensor: "tensor of another type [\(sizes)]"
            case .sequenceOrMap: "sequence of maps"
            case .other: "no tensor"
            }
        return "'\(DisplayText.escaped(name))' (\(type))"
    }
}

extension RuntimeElement {
    /// Whether a column of a type can go into an input of such elements.
    fileprivate func accepts(_ type: ColumnType) -> Bool {
        switch self {
        case .float, .double, .int64, .int32: [.integer, .double, .boolean].contains(type)
        case .boolean: type == .boolean
        case .text: type == .text
        }
    }

    fileprivate var words: String {
        switch self {
        case .float, .double: "numbers"
        case .int64, .int32: "integers"
        case .boolean: "truth values"
        case .text: "texts"
        }
    }
}
