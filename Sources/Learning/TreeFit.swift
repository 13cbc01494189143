import Evidence
import Foundation
import Scoring

/// What all candidates of trees do: checks before growing, and a model that scores without LightGBM after it.
struct TreeFit {
    let data: TreeData
    /// How trees are grown where nothing is searched.
    let settings: TreeSettings
    private let name: String
    private let target: Target
    /// Classes without weight in training.
    private let absent: [Int]

    /// Checks the input and puts its rows into bins.
    ///
    /// `settings` says how to grow, for a number of training rows and of outputs.
    init(
        _ name: String, _ input: TrainingInput, searching folders: [String],
        settings: (_ rows: Int, _ outputs: Int) -> TreeSettings
    ) throws(LearningError) {
        try input.checkCancelled()
        let (target, validationTarget) = (input.training.target, input.validation.target)
        try target.checkTrainable()
        try validationTarget.check()
        guard validationTarget.task == target.task, validationTarget.classes == target.classes else {
            throw .misfit("training and validation differ in task or classes")
        }
        self.name = name
        self.target = target
        absent = try Self.absentClasses(target)
        let library = try LightGBMLibrary(searching: folders)
        library.silence()
        data = try TreeData(input, library: library, settings: settings)
        self.settings = settings(data.rowCount, data.outputs)
    }

    private static func absentClasses(_ target: Target) throws(LearningError) -> [Int] {
        let weights = target.classWeights
        let present = weights.indices.filter { weights[$0] > 0 }
        if target.task.isClassification, present.count < 2 { throw .oneClass(present.first.map { target.classes[$0] }) }
        return weights.indices.filter { weights[$0] == 0 }
    }

    /// The model of what was grown, without words.
    func fitted(
        _ growth: TreeGrower.Growth, _ settings: TreeSettings, work: Work
    ) throws(LearningError) -> FittedCandidate {
        let text = try growth.booster.text(rounds: growth.rounds)
        let model: TreeModel
        do throws(ScoringError) {
            model = try LightGBMText.read(text)
        } catch {
            throw .native("its text form: \(error.description)", of: name)
        }
        if let fault = model.firstFault(task: target.task, classes: target.classes.count, columns: data.columns) {
            throw .native("its trees: \(fault)", of: name)
        }
        return FittedCandidate(
            name: name, model: .trees(model),
            parameters: settings.parameters.merging(
                ["rounds": .integer(Int64(growth.rounds))], uniquingKeysWith: { $1 }),
            work: work, iterations: growth.grown, converged: growth.converged, description: "", findings: [],
            course: growth.course, modelText: text)
    }

    /// What is worth a look in the rows, however trees are grown.
    var findings: [Finding] {
        var findings: [Finding] = []
        if data.columns.isEmpty {
            findings.append(
                Finding(
                    .warning, .noFeatures, "'\(name)' has no feature to learn from and predicts what 'prior' does",
                    advice: "Check which columns were left out, and why."))
        }
        return findings
            + absent.map { index in
                Finding(
                    .warning, .rareClass,
                    "class '\(target.classes[index])' has no training rows; it gets hardly any probability",
                    advice: "Split in another way, give more rows of it, or merge it with another class.")
            }
    }
}
