import Evidence
package import Foundation

extension ModelDocument {
    /// Reads a model document that may come from anywhere.
    ///
    /// - Throws: ``ScoringError`` (`model-unreadable`) where the bytes are too many, are not JSON, miss a field, hold
    ///   another version, or do not fit together: lengths against the plan, numbers that are not finite, unsorted
    ///   levels. What is read without an error can be applied to any table without a trap.
    package init(reading data: Data) throws(ScoringError) {
        guard data.count <= Limits.modelBytes else {
            throw .unreadable("\(data.count) bytes are more than a model document may have (\(Limits.modelBytes))")
        }
        do {
            self = try CanonicalJSON.decode(ModelDocument.self, from: data)
        } catch let error as DecodingError {
            throw .unreadable(error.words.message, at: error.words.path)
        } catch {
            throw .unreadable("not a JSON document")
        }
        try validate()
    }

    /// Throws where the parts do not fit together.
    package func validate() throws(ScoringError) {
        guard let (path, message) = firstFault else { return }
        throw .unreadable(message, at: path)
    }

    private var firstFault: (path: String, message: String)? {
        classFault.map { ("classes", $0) } ?? thresholdFault.map { ("threshold", $0) }
            ?? costsFault.map { ("costs", $0) }
            ?? plan.firstFault.map { ("plan", $0) } ?? modelFault.map { ("model", $0) }
            ?? recalibrationFault.map { ("recalibration", $0) }
            ?? seenFault.map { ("seen", $0) }
    }

    private var classFault: String? {
        guard Set(classes.map { Array($0.utf8) }).count == classes.count else { return "a class stands twice" }
        return switch task {
        case .binary: classes.count == 2 ? nil : "a binary task has 2 classes, and there are \(classes.count)"
        case .multiclass:
            classes.count > 2 ? nil : "a multiclass task has at least 3 classes, and there are \(classes.count)"
        case .regression: classes.isEmpty ? nil : "a regression has no classes"
        }
    }

    private var thresholdFault: String? {
        switch (task, threshold) {
        case (.binary, nil): "a binary task needs a threshold"
        case (.binary, let threshold?): threshold.isFinite ? nil : "not a finite number"
        case (_, .some): "only a binary task has a threshold"
        case (_, nil): nil
        }
    }

    private var costsFault: String? {
        guard let costs else { return nil }
        guard task == .multiclass else { return "only a multiclass task has costs" }
        guard costs.count == classes.count, costs.allSatisfy({ $0.count == classes.count }) else {
            return "a cost for each pair of \(classes.count) classes expected"
        }
        guard costs.allSatisfy({ $0.allSatisfy { $0.isFinite && $0 >= 0 } }) else { return "a cost is below 0" }
        return nil
    }

    private var modelFault: String? {
        switch model {
        case .prior(let prior):
            let expected = task.isClassification ? classes.count : 1
            guard prior.values.count == expected else {
                return "\(expected) values expected, and there are \(prior.values.count)"
            }
            let inRange = prior.values.allSatisfy {
                task.isClassification ? (0...1).contains($0) : $0.isFinite
            }
            return inRange ? nil : "values that cannot be"
        case .linear(let linear):
            return linear.terms.fault(denseWidth: plan.denseWidth, width: plan.width)
                ?? linear.fault(task: task, classes: classes.count, width: plan.width + linear.terms.width)
        case .trees(let trees):
            return trees.firstFault(task: task, classes: classes.count, columns: plan.treeColumns)
        }
    }

    private var recalibrationFault: String? {
        model.recalibration.flatMap { recalibration in
            model.link.map { recalibration.firstFault(link: $0) } ?? nil
        }
    }

    private var seenFault: String? {
        let names = Set(plan.features.map(\.name))
        for (name, values) in seen.sorted(by: { $0.key < $1.key }) {
            guard names.contains(name) else { return "'\(name)' is not a feature" }
            let ordered =
                switch values {
                case .numbers(let minimum, let maximum): minimum.isFinite && maximum.isFinite && minimum <= maximum
                case .moments(let first, let last): first <= last
                case .texts(let texts, _): texts.isStrictlySortedByBytes
                case .booleans: true
                }
            guard ordered else { return "'\(name)': values out of order" }
        }
        return nil
    }
}

extension LinearModel {
    /// Weights beyond ± this bound are refused: with ``NumberTreatment/bound`` no score can overflow.
    package static let weightBound = 1e150

    fileprivate func fault(task: LearningTask, classes: Int, width: Int) -> String? {
        let (expected, outputs) = Link.expected(task: task, classes: classes)
        guard link == expected else { return "the link '\(link.rawValue)' does not belong to a \(task.rawValue) task" }
        guard weights.count == outputs, intercepts.count == outputs else {
            return "\(outputs) rows of weights and intercepts expected,"
                + " and there are \(weights.count) and \(intercepts.count)"
        }
        guard means.isEmpty || means.count == width && means.allSatisfy({ abs($0) <= Self.weightBound }) else {
            return "means that do not fit the columns"
        }
        guard let wrong = weights.first(where: { $0.count != width }) else {
            let all =
                weights.joined().allSatisfy { abs($0) <= Self.weightBound }
                && intercepts.allSatisfy { abs($0) <= Self.weightBound }
            return all ? nil : "a weight is not a number of at most \(Self.weightBound)"
        }
        return "\(width) weights expected for the plan, and there are \(wrong.count)"
    }
}

extension [String] {
    /// Whether each text stands before the next by its UTF-8 bytes.
    var isStrictlySortedByBytes: Bool {
        zip(self, dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
