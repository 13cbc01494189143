/// A value of a graph, of a type that the compiler holds to.
struct Value<Element: TensorElement>: Sendable {
    let name: String
}

/// A graph in the making: values go in, operators are put on them, values come out.
///
/// Whoever asks the same question twice gets the same value: an operator on the same inputs stands once, and so does a
/// constant. Names follow from the order of the questions, so that the same calls make the same graph.
struct Graph: Sendable {
    private(set) var inputs: [Port] = []
    private(set) var outputs: [Port] = []
    private(set) var constants: [Tensor] = []
    private(set) var operators: [Operator] = []
    private var names: Set<String> = []
    private var constantNames: [Tensor: String] = [:]
    private var answers: [Question: String] = [:]

    /// What makes two operators the same.
    private struct Question: Hashable {
        let type: String
        let set: OperatorSet
        let inputs: [String]
        let attributes: [Attribute]
    }

    /// A column of the caller's rows, under its name or, where that is taken, a longer one.
    mutating func input<Element: TensorElement>(_ name: String, note: String) -> Value<Element> {
        let name = unused(name)
        inputs.append(Port(name: name, type: Element.elementType, width: 1, note: note))
        return Value(name: name)
    }

    /// An answer to the caller: rows of `width` values, or a list where that is `nil`; answers its name.
    mutating func output<Element: TensorElement>(
        _ value: Value<Element>, as name: String, width: Int?, note: String
    ) -> String {
        let name = unused(name)
        operators.append(
            Operator(type: "Identity", set: .standard, inputs: [value.name], output: name, attributes: []))
        outputs.append(Port(name: name, type: Element.elementType, width: width, note: note))
        return name
    }

    /// Values that stand in the file.
    mutating func constant<Element: TensorElement>(_ values: [Element], shape: [Int]) -> Value<Element> {
        var tensor = Tensor(values, shape: shape)
        if let known = constantNames[tensor] { return Value(name: known) }
        let name = unused("constant_\(constants.count)")
        constantNames[tensor] = name
        tensor.name = name
        constants.append(tensor)
        return Value(name: name)
    }

    /// A single value that stands in the file.
    mutating func constant<Element: TensorElement>(_ value: Element) -> Value<Element> {
        constant([value], shape: [])
    }

    /// The answer of an operator to the values of these names.
    mutating func ask<Answer: TensorElement>(
        _ type: String, _ inputs: [String], _ attributes: [Attribute] = [], of set: OperatorSet = .standard
    ) -> Value<Answer> {
        let question = Question(type: type, set: set, inputs: inputs, attributes: attributes)
        if let known = answers[question] { return Value(name: known) }
        let name = unused("\(type)_\(operators.count)")
        answers[question] = name
        operators.append(Operator(type: type, set: set, inputs: inputs, output: name, attributes: attributes))
        return Value(name: name)
    }

    /// The name, with as many underscores after it as make it one of its own.
    private mutating func unused(_ name: String) -> String {
        var name = name
        while !names.insert(name).inserted { name += "_" }
        return name
    }
}
