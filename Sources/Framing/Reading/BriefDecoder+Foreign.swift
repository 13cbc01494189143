import Evidence

extension BriefDecoder {
    /// A model from outside, under `candidates`.
    ///
    /// - Parameters:
    ///   - node: the group of keys.
    ///   - path: where it stands, such as `candidates[2]`.
    ///   - taken: the names of the candidates before it.
    /// - Returns: the model, `nil` where something is wrong with it.
    mutating func foreignCandidate(_ node: YAMLNode, _ path: String, taken: [String]) -> ForeignCandidate? {
        let required = [(key: "onnx", meaning: "the file of a model that was trained elsewhere")]
        guard let section = section(node, path: path, keys: BriefKeys.foreign, required: required, at: node.span),
            let onnx = section["onnx"], let file = existingFile(onnx, "\(path).onnx")
        else { return nil }
        var inputs: [ForeignCandidate.Input] = []
        let form = "Write each input with its columns, such as 'inputs: {X: [age, income]}'."
        for entry in section["inputs"].flatMap({ mapping($0, path: "\(path).inputs", form: form) }) ?? [] {
            guard isUsableName(entry.key, at: entry.keySpan) else { continue }
            inputs.append(
                ForeignCandidate.Input(name: entry.key, columns: names(entry.value, "\(path).inputs.\(entry.key)")))
        }
        let output = section["output"].flatMap { text($0, "\(path).output") }
        let classes = names(section["classes"], "\(path).classes")
        let scores = word(section["scores"], "\(path).scores", as: ForeignCandidate.Scores.self) ?? .probability
        guard let name = foreignName(section["name"], file, at: onnx.span, path, taken: taken) else { return nil }
        return ForeignCandidate(
            name: name, path: file, inputs: inputs, output: output, classes: classes, scores: scores)
    }

    /// The name that is written, or that of the file.
    private mutating func foreignName(
        _ node: YAMLNode?, _ file: String, at span: TextSpan, _ path: String, taken: [String]
    ) -> String? {
        let written = node.flatMap { text($0, "\(path).name") }
        let name = written ?? BriefName.fitted(BriefPath.stem(file))
        let span = node?.span ?? span
        guard BriefName.isValid(name) else {
            report(
                .impossibleValue, at: span, "'\(path).name' cannot be \(quoted(name))",
                advice: "A name has 1 to \(Limits.nameLength) lower-case letters, digits and hyphens.",
                hint: "did you mean '\(BriefName.fitted(name))'?")
            return nil
        }
        guard !taken.contains(name), !Candidate.allCases.contains(where: { $0.rawValue == name }) else {
            report(
                .impossibleValue, at: span, "another candidate is called '\(name)'",
                advice: "Give this one a name of its own, such as '{onnx: \(file), name: \(name)-2}'.")
            return nil
        }
        return name
    }
}
