/// The words of the graphs: each is one operator, elementwise where nothing else is said.
extension Graph {
    // Numbers, whole or not.

    mutating func add<Number: TensorElement & Numeric>(_ a: Value<Number>, _ b: Value<Number>) -> Value<Number> {
        ask("Add", [a.name, b.name])
    }

    mutating func subtract<Number: TensorElement & Numeric>(_ a: Value<Number>, _ b: Value<Number>) -> Value<Number> {
        ask("Sub", [a.name, b.name])
    }

    mutating func multiply<Number: TensorElement & Numeric>(_ a: Value<Number>, _ b: Value<Number>) -> Value<Number> {
        ask("Mul", [a.name, b.name])
    }

    /// A quotient; of whole numbers, with its fraction cut off towards 0.
    mutating func divide<Number: TensorElement & Numeric>(_ a: Value<Number>, _ b: Value<Number>) -> Value<Number> {
        ask("Div", [a.name, b.name])
    }

    /// What remains of a whole number: from 0 on where the divisor is positive, whatever the dividend's sign.
    mutating func modulo(_ a: Value<Int64>, _ b: Value<Int64>) -> Value<Int64> { ask("Mod", [a.name, b.name]) }

    /// What remains of a whole number, with the dividend's sign.
    mutating func remainder(_ a: Value<Int64>, _ b: Value<Int64>) -> Value<Int64> {
        ask("Mod", [a.name, b.name], [Attribute("fmod", 1)])
    }

    mutating func magnitude(_ a: Value<Double>) -> Value<Double> { ask("Abs", [a.name]) }
    mutating func negated(_ a: Value<Double>) -> Value<Double> { ask("Neg", [a.name]) }
    mutating func exponential(_ a: Value<Double>) -> Value<Double> { ask("Exp", [a.name]) }
    mutating func least(_ a: Value<Double>, _ b: Value<Double>) -> Value<Double> { ask("Min", [a.name, b.name]) }
    mutating func greatest(_ a: Value<Double>, _ b: Value<Double>) -> Value<Double> { ask("Max", [a.name, b.name]) }

    // Questions.

    mutating func isNaN(_ a: Value<Double>) -> Value<Bool> { ask("IsNaN", [a.name]) }
    mutating func isInfinite(_ a: Value<Double>) -> Value<Bool> { ask("IsInf", [a.name]) }

    mutating func isEqual<Number: TensorElement & Numeric>(_ a: Value<Number>, _ b: Value<Number>) -> Value<Bool> {
        ask("Equal", [a.name, b.name])
    }

    mutating func isLess<Number: TensorElement & Numeric>(_ a: Value<Number>, _ b: Value<Number>) -> Value<Bool> {
        ask("Less", [a.name, b.name])
    }

    mutating func isAtMost(_ a: Value<Double>, _ b: Value<Double>) -> Value<Bool> {
        ask("LessOrEqual", [a.name, b.name])
    }
    mutating func isAtLeast(_ a: Value<Double>, _ b: Value<Double>) -> Value<Bool> {
        ask("GreaterOrEqual", [a.name, b.name])
    }

    mutating func either(_ a: Value<Bool>, _ b: Value<Bool>) -> Value<Bool> { ask("Or", [a.name, b.name]) }
    mutating func both(_ a: Value<Bool>, _ b: Value<Bool>) -> Value<Bool> { ask("And", [a.name, b.name]) }
    mutating func differ(_ a: Value<Bool>, _ b: Value<Bool>) -> Value<Bool> { ask("Xor", [a.name, b.name]) }

    /// `a` where the question is answered with yes, else `b`.
    mutating func choose<Element: TensorElement>(
        where question: Value<Bool>, _ a: Value<Element>, else b: Value<Element>
    ) -> Value<Element> {
        ask("Where", [question.name, a.name, b.name])
    }

    // From one type to another.

    /// Whole numbers as doubles.
    mutating func double(_ a: Value<Int64>) -> Value<Double> { cast(a) }
    /// Answers as 0 and 1.
    mutating func double(_ a: Value<Bool>) -> Value<Double> { cast(a) }
    /// Answers as 0 and 1.
    mutating func integer(_ a: Value<Bool>) -> Value<Int64> { cast(a) }

    private mutating func cast<From, To>(_ a: Value<From>) -> Value<To> {
        ask("Cast", [a.name], [Attribute("to", To.elementType.rawValue)])
    }

    // Look-ups.

    /// The rows of a constant that stand at these places.
    mutating func gather<Element: TensorElement>(_ table: Value<Element>, at places: Value<Int64>) -> Value<Element> {
        ask("Gather", [table.name, places.name])
    }

    /// The place of a text among others, by its bytes, or `other`.
    mutating func place(of text: Value<String>, among texts: [String], other: Int64) -> Value<Int64> {
        let places = Attribute("values_int64s", texts.indices.map(Int64.init))
        return ask(
            "LabelEncoder", [text.name],
            [Attribute("keys_strings", texts), places, Attribute("default_int64", other)], of: .machineLearning)
    }

    // Rows.

    /// Columns side by side.
    mutating func beside(_ columns: [Value<Double>]) -> Value<Double> {
        ask("Concat", columns.map(\.name), [Attribute("axis", 1)])
    }

    /// A constant row, as often as a column has rows.
    mutating func repeating(_ row: [Double], alongside column: String) -> Value<Double> {
        let rows: Value<Int64> = ask("Shape", [column], [Attribute("start", 0), Attribute("end", 1)])
        let width = constant([Int64(row.count)], shape: [1])
        let shape: Value<Int64> = ask("Concat", [rows.name, width.name], [Attribute("axis", 0)])
        return ask("Expand", [constant(row, shape: [1, row.count]).name, shape.name])
    }

    /// Each row times a matrix.
    mutating func products(_ rows: Value<Double>, _ matrix: Value<Double>) -> Value<Double> {
        ask("MatMul", [rows.name, matrix.name])
    }

    /// The greatest value of each row.
    mutating func greatestOfRow(_ a: Value<Double>) -> Value<Double> {
        ask("ReduceMax", [a.name, constant([1] as [Int64], shape: [1]).name], [Attribute("keepdims", 1)])
    }

    /// The sum of each row.
    mutating func sumOfRow(_ a: Value<Double>) -> Value<Double> {
        ask("ReduceSum", [a.name, constant([1] as [Int64], shape: [1]).name], [Attribute("keepdims", 1)])
    }

    /// The sum of each row.
    mutating func sumOfRow(_ a: Value<Int64>) -> Value<Int64> {
        ask("ReduceSum", [a.name, constant([1] as [Int64], shape: [1]).name], [Attribute("keepdims", 1)])
    }

    /// The place of each row's greatest value, the first of equal ones.
    mutating func placeOfGreatest(_ a: Value<Double>) -> Value<Int64> {
        ask("ArgMax", [a.name], [Attribute("axis", 1), Attribute("keepdims", 0)])
    }

    /// A column as a list.
    mutating func list<Element: TensorElement>(_ column: Value<Element>) -> Value<Element> {
        ask("Squeeze", [column.name, constant([1] as [Int64], shape: [1]).name])
    }
}
