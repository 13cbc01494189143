import Columns
import Evidence

/// Decides, key by key, what a brief leaves open, and says why.
struct TaskSettler {
    let brief: Brief
    let label: LabelProfile
    /// Columns of dates and times, in the dataset's order.
    let moments: [String]
    private(set) var findings: [Finding] = []
    private(set) var inferences: [Inference] = []

    init(brief: Brief, label: LabelProfile, moments: [String]) {
        self.brief = brief
        self.label = label
        self.moments = moments
    }

    mutating func infer(_ key: String, _ value: String, _ reason: String) {
        inferences.append(Inference(key: key, value: value, reason: reason))
    }

    mutating func report(
        _ code: FindingCode, at path: String = "data.label", _ message: String, _ advice: String, count: Int? = nil
    ) {
        var finding = brief.finding(code, at: path, message, advice: advice, column: brief.data.label)
        finding.count = count
        findings.append(finding)
    }

    private var name: String { quoted(brief.data.label) }

    /// The task, checked against the label where the brief names it; `nil` with findings where there is none.
    mutating func task() -> LearningTask? {
        guard isUsable() else { return nil }
        guard let task = brief.task else { return inferredTask() }
        switch task {
        case .regression: return isNumeric() ? task : nil
        case .binary, .multiclass: return hasClasses(for: task) ? task : nil
        }
    }

    /// Whether there are enough labels, of a type that can be one.
    private mutating func isUsable() -> Bool {
        switch label.type {
        case .date, .timestamp, .instant, .unsupported:
            report(
                .labelUnfit, "the label \(name) holds \(label.type.words)",
                "A label is a class (booleans, text, a few integers) or a number: derive one in the dataset's SQL.")
            return false
        case .boolean, .integer, .double, .text: break
        }
        guard label.rows > 0 else {
            report(
                .labelMissing, "the label \(name) is missing in every row",
                "Look at the dataset's SQL: a join that finds nothing gives such a column.", count: label.missing)
            return false
        }
        guard label.rows >= Limits.labelledRows else {
            report(
                .tooFewRows,
                "only \(NumberText.counted(label.rows, "row")) \(label.rows == 1 ? "has" : "have") a label \(name)",
                "At least \(Limits.labelledRows) are needed to fit and to evaluate anything.", count: label.rows)
            return false
        }
        guard label.nonFinite == 0 else {
            report(
                .nonFiniteValues,
                "the label \(name) holds NaN or an infinity in \(NumberText.counted(label.nonFinite, "row"))",
                "Turn them into NULL, or leave the rows out, in the dataset's SQL.", count: label.nonFinite)
            return false
        }
        return true
    }

    private mutating func inferredTask() -> LearningTask? {
        let count = label.distinct.count
        switch label.type {
        case .boolean: return count < 2 ? oneClass() : infer(.binary, "the label \(name) is a boolean")
        case .text:
            guard count > 1 else { return oneClass() }
            guard count <= Limits.textClasses else { return tooManyClasses() }
            return infer(
                count == 2 ? .binary : .multiclass, "the label \(name) is a text with \(count) distinct values")
        case .integer where label.hasConsecutiveIntegers:
            guard count > 1 else { return oneClass() }
            return infer(
                count == 2 ? .binary : .multiclass,
                "the label \(name) has \(count) distinct consecutive integers, which are taken as classes")
        case .integer:
            let why =
                count > Limits.integerClasses
                ? "more than \(Limits.integerClasses) distinct integers" : "integers that are not consecutive"
            return infer(.regression, "the label \(name) has \(why), which are taken as numbers")
        default:
            guard isNumeric() else { return nil }
            return infer(.regression, "the label \(name) holds numbers that are not integers by type")
        }
    }

    private mutating func infer(_ task: LearningTask, _ reason: String) -> LearningTask {
        infer("task", task.rawValue, reason)
        return task
    }

    private mutating func oneClass() -> LearningTask? {
        report(
            .oneClass, "the label \(name) has one class in all \(label.rows) rows",
            "There is nothing to tell apart: look at the dataset's SQL, and at which rows it leaves out.")
        return nil
    }

    private mutating func tooManyClasses() -> LearningTask? {
        report(
            .labelUnfit, "the label \(name) has more than \(Limits.textClasses) distinct values",
            "So many are no classes: if they are numbers, cast them in the dataset's SQL; else group them.")
        return nil
    }

    /// Whether the label is fit for regression.
    private mutating func isNumeric() -> Bool {
        guard label.type == .integer || label.type == .double else {
            report(
                .labelUnfit, at: brief.task == nil ? "data.label" : "task",
                "a regression needs a number, and the label \(name) holds \(label.type.words)",
                "Leave 'task' out to have it inferred, or cast the label in the dataset's SQL.")
            return false
        }
        let isConstant =
            label.type == .integer
            ? label.integers.map { $0.lowerBound == $0.upperBound } ?? false
            : label.doubles.map { $0.lowerBound == $0.upperBound } ?? false
        guard !isConstant else {
            report(
                .labelUnfit, "the label \(name) has one value in all \(label.rows) rows",
                "There is nothing to predict: look at the dataset's SQL, and at which rows it leaves out.")
            return false
        }
        return true
    }

    /// Whether the label has classes as the task that the brief names asks for.
    private mutating func hasClasses(for task: LearningTask) -> Bool {
        guard label.type != .double else {
            report(
                .labelUnfit, at: "task", "'\(task.rawValue)' needs classes, and the label \(name) holds numbers",
                "Cast the label to an integer, a boolean or a text in the dataset's SQL.")
            return false
        }
        let count = label.distinct.count
        guard count > 1 else { return oneClass() != nil }
        guard count <= Limits.textClasses else { return tooManyClasses() != nil }
        if task == .binary, count != 2 {
            report(
                .labelUnfit, at: "task", "'binary' needs two classes, and the label \(name) has \(count)\(examples)",
                "Write 'task: multiclass', or make two classes in the dataset's SQL.")
            return false
        }
        if task == .multiclass, count == 2 {
            report(
                .labelUnfit, at: "task",
                "'multiclass' needs three classes or more, and the label \(name) has 2\(examples)",
                "Write 'task: binary', or leave 'task' out.")
            return false
        }
        return true
    }

    /// A few of the classes, unless the label is a protected attribute.
    private var examples: String {
        guard !brief.sensitive.contains(brief.data.label) else { return "" }
        let shown = label.distinct.prefix(5).map { quoted($0.text) }.joined(separator: ", ")
        return ": \(shown)\(label.distinct.count > 5 ? ", …" : "")"
    }
}
