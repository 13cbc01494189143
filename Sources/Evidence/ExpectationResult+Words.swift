extension ExpectationResult {
    /// How many values are not as expected, among how many, and how many may be: "18 of 1,000, 5 % allowed"; `nil` of an
    /// expectation that is not about single values.
    package var unexpectedText: String? {
        guard let count = result.unexpectedCount else { return nil }
        guard count > 0 else { return NumberText.count(count) }
        var text = NumberText.count(count)
        if let elements = result.elementCount { text += " of \(NumberText.count(elements))" }
        if let mostly = expectationConfig.number("mostly") { text += ", \(NumberText.percentage(1 - mostly)) allowed" }
        return text
    }
}

extension ExpectationResult.Configuration {
    /// Values of a set that are listed.
    private static let listed = 5

    /// The arguments that ``bounds`` speaks of, in order.
    package var boundKeys: [String] {
        [
            "min_value", "max_value", "type_list", "value_set", "column_set", "regex", "strftime_format", "value",
            "type_", "mostly",
        ]
        .filter { key in
            switch kwargs[key] {
            case .integer?, .number?, .string?, .array?: true
            default: false
            }
        }
    }

    /// What is expected besides the column, in words: "at least 20", "from 0 to 1", "one of 3 values"; empty where the
    /// name of the expectation says all.
    package var bounds: String {
        var parts: [String] = []
        switch (text("min_value"), text("max_value")) {
        case (let least?, let most?): parts.append(least == most ? "exactly \(least)" : "from \(least) to \(most)")
        case (let least?, nil): parts.append("at least \(least)")
        case (nil, let most?): parts.append("at most \(most)")
        case (nil, nil): break
        }
        for key in ["type_list", "value_set", "column_set"] {
            guard case .array(let values)? = kwargs[key] else { continue }
            parts.append(
                key == "type_list" && values.count <= Self.listed
                    ? values.compactMap { Self.words($0) }.joined(separator: ", ")
                    : NumberText.counted(values.count, key == "column_set" ? "column" : "value"))
        }
        for key in ["regex", "strftime_format", "value", "type_"] {
            if let text = text(key) { parts.append(text) }
        }
        if let mostly = number("mostly"), mostly < 1 { parts.append("\(NumberText.percentage(mostly)) of the values") }
        return parts.joined(separator: "; ")
    }

    /// A number among the arguments.
    fileprivate func number(_ key: String) -> Double? {
        switch kwargs[key] {
        case .integer(let number)?: Double(number)
        case .number(let number)?: number
        default: nil
        }
    }

    /// An argument in words; `nil` where it is not there, or is no single value.
    private func text(_ key: String) -> String? { kwargs[key].flatMap { Self.words($0) } }

    private static func words(_ value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): NumberText.count(Int(number))
        case .number(let number): NumberText.setting(number)
        case .bool(let flag): String(flag)
        case .null, .array, .object: nil
        }
    }
}

extension Finding {
    /// The count, where the message does not name it already.
    package var countToAdd: Int? { count.flatMap { message.contains(NumberText.count($0)) ? nil : $0 } }
}

extension NumberText {
    /// A share that somebody set as a percentage, without zeros at its end.
    fileprivate static func percentage(_ share: Double) -> String { setting((share * 1e8).rounded() / 1e6) + " %" }
}
