import Columns
import Evidence
import Framing
import Scoring

/// The label of predictions made elsewhere, settled by its values and by what the scores say.
struct SettledLabel: Sendable {
    var task: LearningTask
    /// In class order, for binary the other class and then the positive one; empty for regression.
    var classes: [String]
    /// How classes are named; of no meaning for regression.
    var names: ClassNames
    /// Class indices, or values.
    var values: [Double]
    var inferences: [Inference]
    var findings: [Finding]

    var positive: String? { task == .binary ? classes.last : nil }
}

/// Decides task, classes and the positive class, by the rules of a brief and by the form of the scores.
struct LabelSettler {
    let rows: LabelledRows
    let label: String
    let scores: ScoreColumns
    /// The task that the person named.
    let given: LearningTask?
    /// The positive class that the person named.
    let positive: String?
    private let column: Column
    private let profile: LabelProfile
    private var inferences: [Inference] = []
    private var findings: [Finding] = []

    init(_ rows: LabelledRows, label: String, scores: ScoreColumns, task: LearningTask?, positive: String?) {
        self.rows = rows
        self.label = label
        self.scores = scores
        given = task
        self.positive = positive
        column = rows.cells(label)
        profile = LabelProfile(of: column)
    }

    /// - Throws: ``PredictionsError`` or ``ArgumentError``.
    mutating func settle() throws -> SettledLabel {
        guard ![.date, .timestamp, .instant].contains(column.type) else {
            throw failure("the label '\(label)' holds moments", "a label is a class or a number")
        }
        if profile.nonFinite > 0 {
            _ = try rows.numbers(
                label, .nonFiniteValues, noun: "label", cure: "take the rows out, or leave the cell empty")
        }
        let task = try task()
        guard task == .regression else { return try classified(task) }
        guard positive == nil else { throw notOfTask("--positive", task) }
        let values = try rows.numbers(label, .labelUnfit, noun: "label", cure: "give every row a number")
        return SettledLabel(
            task: task, classes: [], names: ClassNames(kind: .text), values: values, inferences: inferences,
            findings: findings)
    }

    // MARK: The task

    private mutating func task() throws -> LearningTask {
        let task = given ?? inferredTask()
        switch (task, scores) {
        case (.regression, .inOrder), (.regression, .named):
            throw ArgumentError(
                "a regression has one number a row", advice: "name its column: --prediction COLUMN")
        case (.regression, _) where column.type == .text || column.type == .boolean:
            throw failure(
                "a regression needs a number, and the label '\(label)' holds \(column.type == .text ? "text" : "booleans")",
                "leave --task out to have it inferred")
        case (.multiclass, .one(let name)):
            throw ArgumentError(
                "'\(name)' is one column of scores, and several classes have a score each",
                advice: "write --score CLASS=COLUMN for every class, or --prediction COLUMN for decisions alone")
        case (.binary, _) where scores.columns.count > 2:
            throw ArgumentError(
                "--score names \(scores.columns.count) columns, and a binary task has two classes",
                advice: "name the score of the positive class alone: --score COLUMN")
        default: return task
        }
    }

    /// By the form of the scores where it says so, else by the label as in a brief.
    private mutating func inferredTask() -> LearningTask {
        switch scores {
        case .inOrder(let columns): return infer(columns.count == 2 ? .binary : .multiclass, byScores: columns.count)
        case .named(let named): return infer(named.count <= 2 ? .binary : .multiclass, byScores: named.count)
        case .one:
            let distinct = wholeNumbers ?? profile.distinct.count
            if column.type == .text || column.type == .boolean || (distinct > 0 && distinct <= 2) {
                return infer(.binary, "one score a row speaks of two classes")
            }
            return infer(.regression, "the label '\(label)' holds numbers of more than two values")
        case .decided(let name):
            let count = profile.distinct.count
            switch column.type {
            case .boolean: return infer(.binary, "the label '\(label)' is a boolean")
            case .text:
                return infer(count > 2 ? .multiclass : .binary, "the label '\(label)' is a text with \(count) values")
            case .integer where profile.hasConsecutiveIntegers:
                if count == 1, case .double? = rows.table[name] { break }
                if arePredictedNumbers(name, classes: count) {
                    return infer(.regression, "'\(name)' predicts numbers that are not whole for the label '\(label)'")
                }
                return infer(
                    count > 2 ? .multiclass : .binary,
                    "the label '\(label)' has \(count) distinct consecutive integers, which are taken as classes")
            default: break
            }
            return infer(.regression, "the label '\(label)' holds numbers that are not classes")
        }
    }

    private mutating func infer(_ task: LearningTask, byScores count: Int) -> LearningTask {
        infer(task, count == 1 ? "--score names one class" : "--score names \(count) columns")
    }

    private mutating func infer(_ task: LearningTask, _ reason: String) -> LearningTask {
        inferences.append(Inference(key: "task", value: task.rawValue, reason: reason))
        return task
    }

    /// How many distinct values doubles have that are all whole, up to three; `nil` for other columns.
    private var wholeNumbers: Int? {
        guard case .double(let values) = column else { return nil }
        var distinct: Set<Double> = []
        for value in values.values where distinct.count < 3 {
            guard value == value.rounded() else { return 3 }
            distinct.insert(value)
        }
        return distinct.count
    }

    /// Whether decisions are numbers between the classes: of two classes those between 0 and 1 are rather scores.
    private func arePredictedNumbers(_ name: String, classes: Int) -> Bool {
        guard case .double(let values)? = rows.table[name] else { return false }
        let present = values.values.indices.lazy.filter { values.validity[$0] }.map { values.values[$0] }
        guard present.contains(where: { $0.isFinite && $0 != $0.rounded() }) else { return false }
        return classes > 2 || present.contains { $0 < 0 || $0 > 1 }
    }

    // MARK: Classes

    private mutating func classified(_ task: LearningTask) throws -> SettledLabel {
        guard let cells = ClassCells(column) else { preconditionFailure("moments were refused") }
        if case .double(let values) = column, !values.values.allSatisfy({ Int64(exactly: $0) != nil }) {
            throw failure(
                "'\(task.rawValue)' needs classes, and the label '\(label)' holds numbers that are not whole",
                "leave --task out, or name the predicted numbers with --prediction")
        }
        let counts = cells.counts
        let present = cells.texts.indices.filter { counts[$0] > 0 }.map { cells.texts[$0] }
        guard present.count <= Limits.textClasses else {
            throw failure(
                "the label '\(label)' has more than \(Limits.textClasses) distinct values",
                "so many are no classes: for numbers, write --task regression")
        }
        let names = ClassNames(type: column.type)
        var classes = try classes(present, names, task)
        if present.count == 1 { findings.append(oneClass(present[0])) }
        if task == .binary {
            let chosen = try positiveClass(
                of: classes,
                rows: classes.map { name in
                    zip(cells.texts, counts).first { $0.0 == name }?.1 ?? 0
                }, names)
            classes = classes.filter { $0 != chosen } + [chosen]
        } else if positive != nil {
            throw notOfTask("--positive", task)
        }
        let places = names.places(of: cells.texts, among: classes)
        return SettledLabel(
            task: task, classes: classes, names: names,
            values: cells.codes.map { code in Double(places[Int(max(0, code))] ?? 0) }, inferences: inferences,
            findings: findings)
    }

    /// All classes in order: those of the label, those that scores are named for, those that are predicted.
    private mutating func classes(_ present: [String], _ names: ClassNames, _ task: LearningTask) throws -> [String] {
        let named = scores.classNames.map(names.canonical)
        guard Set(named.map(TextKey.init)).count == named.count else {
            throw ArgumentError("--score names a class twice", advice: "name each class and its column once")
        }
        if !named.isEmpty, task == .multiclass || named.count == 2 {
            let strangers = present.filter { text in !named.contains { TextKey($0) == TextKey(text) } }
            guard strangers.isEmpty else { throw unknown(strangers, "has no --score", among: named) }
        }
        var all = names.ordered(present + named)
        if case .inOrder(let columns) = scores, columns.count != all.count {
            throw failure(
                "--score names \(columns.count) columns, and the label '\(label)' has \(NumberText.counted(all.count, "class", "classes"))"
                    + listed(all), "name the classes: --score CLASS=COLUMN for each")
        }
        let absent = named.filter { name in !present.contains { TextKey($0) == TextKey(name) } }
        if !absent.isEmpty, present.count > 1 {
            findings.append(
                Finding(
                    .warning, .unknownClass,
                    "no row of the label '\(label)' is \(absent.map { "'\($0)'" }.joined(separator: ", ")), which --score names",
                    advice: "check its spelling; figures of a class without rows are not defined", file: rows.file,
                    column: label))
        }
        if case .decided(let name) = scores { all = try addingPredicted(all, name, names, task) }
        guard task == .binary else {
            guard all.count > 1 else { throw oneClassError(all[0]) }
            return all
        }
        if all.count == 1 { all = try names.ordered(all + [complement(of: all[0], names)]) }
        guard all.count == 2 else {
            if !named.isEmpty, named.count == 1, present.count == 2 {
                throw unknown(named, "is no class of the label '\(label)'", among: present)
            }
            throw failure(
                "a binary task has two classes, and the label '\(label)' has \(all.count)" + listed(all),
                "name a score for each class: --score CLASS=COLUMN, or write --task multiclass with --prediction")
        }
        return all
    }

    /// Classes that are predicted and no label: of several classes they are one more, of two an error.
    private mutating func addingPredicted(
        _ classes: [String], _ name: String, _ names: ClassNames, _ task: LearningTask
    ) throws -> [String] {
        guard let cells = ClassCells(rows.cells(name)) else { return classes }
        let counts = cells.counts
        let predicted = cells.texts.indices.filter { counts[$0] > 0 }.map { names.canonical(cells.texts[$0]) }
        let strangers = predicted.filter { text in !classes.contains { TextKey($0) == TextKey(text) } }
        guard !strangers.isEmpty else { return classes }
        let isWhole = names.kind != .integer || strangers.allSatisfy { Int64($0) != nil }
        if !isWhole {
            throw failure(
                "column '\(name)' holds \(strangers[0]), which is no class of the label '\(label)'",
                "for predicted numbers write --task regression; for scores use --score")
        }
        let all = names.ordered(classes + strangers)
        if task == .binary, all.count <= 2 { return all }
        guard task == .multiclass, all.count <= Limits.textClasses else {
            throw unknown(strangers, "is predicted and is no class of the label '\(label)'", among: classes)
        }
        findings.append(
            Finding(
                .warning, .unknownClass,
                "\(quoted(strangers)) \(strangers.count == 1 ? "is" : "are") predicted in '\(name)' and no label of any row",
                advice: "check the spelling; such predictions count as wrong", file: rows.file, column: name))
        return all
    }

    /// The other class where the label has one only.
    private func complement(of only: String, _ names: ClassNames) throws -> String {
        if names.kind == .boolean { return only == "true" ? "false" : "true" }
        if names.kind == .integer, only == "0" || only == "1" { return only == "0" ? "1" : "0" }
        if let positive = positive.map(names.canonical), TextKey(positive) != TextKey(only) { return positive }
        throw oneClassError(only)
    }

    private mutating func positiveClass(of classes: [String], rows counts: [Int], _ names: ClassNames) throws -> String
    {
        if let given = positive {
            let name = names.canonical(given)
            guard classes.contains(where: { TextKey($0) == TextKey(name) }) else {
                throw unknown([given], "is no class of the label '\(label)', and --positive names it", among: classes)
            }
            if case .named(let scores) = scores, scores.count == 1, names.canonical(scores[0].className) != name {
                throw ArgumentError(
                    "--score is of class '\(scores[0].className)', and --positive names '\(given)'",
                    advice: "name the same class twice, or leave --positive out")
            }
            return name
        }
        if case .named(let scores) = scores, scores.count == 1 { return names.canonical(scores[0].className) }
        if let yes = AffirmativeClass(among: classes) {
            inferences.append(Inference(key: "positive", value: yes.name, reason: yes.reason))
            return yes.name
        }
        let isFirst = counts[0] < counts[1]
        let rarer = classes[isFirst ? 0 : 1]
        let reason =
            counts[0] == counts[1]
            ? "both classes have as many rows, and this one is the last in order"
            : "it is the rarer class: \(NumberText.count(min(counts[0], counts[1]))) of \(NumberText.count(counts[0] + counts[1])) rows"
        inferences.append(Inference(key: "positive", value: rarer, reason: reason))
        findings.append(
            Finding(
                .note, .positiveInferred, "'\(rarer)' is taken as the positive class: \(reason)",
                advice: "name the class that the scores speak of: --positive CLASS", file: rows.file, column: label))
        return rarer
    }

    // MARK: Words

    private func failure(_ message: String, _ advice: String) -> PredictionsError {
        PredictionsError([Finding(.error, .labelUnfit, message, advice: advice, file: rows.file, column: label)])
    }

    private func notOfTask(_ option: String, _ task: LearningTask) -> ArgumentError {
        ArgumentError("\(option) has no meaning for a \(task.rawValue) task", advice: "leave it out")
    }

    private func unknown(_ names: [String], _ complaint: String, among known: [String]) -> PredictionsError {
        let near = names.first.flatMap { Spelling.nearest(to: $0, among: known) }
        return PredictionsError([
            Finding(
                .error, .unknownClass, "class \(quoted(names)) \(complaint)",
                advice: near.map { "did you mean '\($0)'?" } ?? "the classes are \(quoted(known))", file: rows.file,
                column: label)
        ])
    }

    private func oneClass(_ name: String) -> Finding {
        Finding(
            .warning, .oneClass, "every row of the label '\(label)' is '\(name)'",
            advice: "figures that need another class are not defined; judge on rows of both", file: rows.file,
            column: label)
    }

    private func oneClassError(_ name: String) -> PredictionsError {
        PredictionsError([
            Finding(
                .error, .oneClass, "every row of the label '\(label)' is '\(name)', so the other class is not known",
                advice: "name the class that the scores speak of (--positive CLASS), or judge on rows of both classes",
                file: rows.file, column: label)
        ])
    }

    private func quoted(_ names: [String]) -> String {
        names.prefix(5).map { "'\($0)'" }.joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    }

    private func listed(_ names: [String]) -> String { names.isEmpty ? "" : ": \(quoted(names))" }
}
