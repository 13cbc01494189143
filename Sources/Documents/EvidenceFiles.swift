import Evidence

/// The JSON files of a run that documents quote, as values.
struct EvidenceFiles {
    /// The files' names inside the run.
    enum Name: String, CaseIterable {
        case evidence = "evidence.json"
        case metrics = "evaluation/metrics.json"
        case checks = "data/checks.json"
        case leakage = "data/leakage.json"
        case slices = "evaluation/slices.json"
        case calibration = "evaluation/calibration.json"
        case thresholds = "evaluation/thresholds.json"
        case importance = "evaluation/importance.json"
        case curves = "evaluation/curves.json"
        case labelErrors = "evaluation/label_errors.json"
        case foundSlices = "evaluation/found_slices.json"
        case fairness = "evaluation/fairness.json"
        case errors = "evaluation/errors.json"
        case explanations = "evaluation/explanations.json"
        case ablation = "evaluation/ablation.json"
        case trials = "evaluation/trials.json"

        /// The name of the file without its folder and ending.
        var key: String { String(rawValue.split(separator: "/").last?.dropLast(".json".count) ?? "") }
    }

    let values: [Name: JSONValue]
    /// Whether all stand in one JSON document, each under a key.
    private let isOneDocument: Bool

    /// The parts of what `associate evaluate --json` prints.
    ///
    /// - Throws: `EncodingError` where the evaluation holds a number that has no JSON form.
    init(_ evaluation: PredictionsEvaluation) throws {
        guard case .object(let fields) = try CanonicalJSON.jsonValue(of: evaluation) else {
            preconditionFailure("an evaluation is written as an object")
        }
        isOneDocument = true
        values = Dictionary(
            uniqueKeysWithValues: Name.allCases.compactMap { name in fields[name.key].map { (name, $0) } })
    }

    /// - Throws: `EncodingError` where the evidence holds a number that has no JSON form.
    init(_ evidence: RunEvidence) throws {
        var values: [Name: JSONValue] = [
            .metrics: try CanonicalJSON.jsonValue(of: evidence.metrics),
            .checks: try CanonicalJSON.jsonValue(of: evidence.checks),
            .leakage: try CanonicalJSON.jsonValue(of: evidence.leakage),
        ]
        values[.slices] = try evidence.slices.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.calibration] = try evidence.calibration.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.thresholds] = try evidence.thresholds.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.importance] = try evidence.importance.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.curves] = try evidence.curves.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.labelErrors] = try evidence.labelErrors.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.foundSlices] = try evidence.foundSlices.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.fairness] = try evidence.fairness.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.errors] = try evidence.errors.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.ablation] = try evidence.ablation.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.explanations] = try evidence.explanations.map { try CanonicalJSON.jsonValue(of: $0) }
        values[.trials] = try evidence.trials.map { try CanonicalJSON.jsonValue(of: $0) }
        // What has a file of its own is not said twice.
        if case .object(var fields) = try CanonicalJSON.jsonValue(of: evidence) {
            let own = [
                "metrics", "checks", "leakage", "slices", "calibration", "thresholds", "importance", "curves",
                "label_errors", "found_slices", "fairness", "errors", "explanations", "ablation", "trials",
            ]
            for key in own { fields[key] = nil }
            fields["version"] = 1
            values[.evidence] = .object(fields)
        }
        self.values = values
        isOneDocument = false
    }

    /// What a file is called where people look for it.
    func name(of file: Name) -> String { isOneDocument ? file.key : file.rawValue }

    /// The places that pointers name, in words for a page.
    func places(_ pointers: [Pointer]) -> String {
        pointers.map { $0.text(in: isOneDocument ? "/\($0.file.key)" : "\($0.file.rawValue)#") }.joined(separator: " ")
    }

    /// The value that a pointer names, or `nil`.
    subscript(pointer: Pointer) -> JSONValue? {
        pointer.path.reduce(values[pointer.file]) { value, step in
            switch (step, value) {
            case (.key(let key), .object(let fields)?): fields[key]
            case (.index(let index), .array(let elements)?) where elements.indices.contains(index): elements[index]
            default: nil
            }
        }
    }

    /// The number that a pointer names, or `nil`.
    func number(_ pointer: Pointer) -> Double? {
        switch self[pointer] {
        case .integer(let value)?: Double(value)
        case .number(let value)?: value
        default: nil
        }
    }
}

/// A place in a JSON file of the run: `evaluation/metrics.json#/candidates/1/rows` (RFC 6901).
struct Pointer {
    enum Step {
        case key(String)
        case index(Int)
    }

    let file: EvidenceFiles.Name
    private(set) var path: [Step] = []

    init(_ file: EvidenceFiles.Name) { self.file = file }

    subscript(_ key: String) -> Pointer { appending(.key(key)) }
    subscript(_ index: Int) -> Pointer { appending(.index(index)) }

    private func appending(_ step: Step) -> Pointer {
        var pointer = self
        pointer.path.append(step)
        return pointer
    }

    /// The path behind what names the file.
    func text(in file: String) -> String {
        file
            + path.map { step in
                switch step {
                case .index(let index): "/\(index)"
                case .key(let key): "/" + key.map { $0 == "~" ? "~0" : $0 == "/" ? "~1" : String($0) }.joined()
                }
            }.joined()
    }

    static let evidence = Pointer(.evidence)
    static let metrics = Pointer(.metrics)
    static let checks = Pointer(.checks)
    static let leakage = Pointer(.leakage)
    static let slices = Pointer(.slices)
    static let calibration = Pointer(.calibration)
    static let thresholds = Pointer(.thresholds)
    static let importance = Pointer(.importance)
    static let curves = Pointer(.curves)
    static let labelErrors = Pointer(.labelErrors)
    static let foundSlices = Pointer(.foundSlices)
    static let fairness = Pointer(.fairness)
    static let errors = Pointer(.errors)
    static let explanations = Pointer(.explanations)
    static let ablation = Pointer(.ablation)
    static let trials = Pointer(.trials)
}
