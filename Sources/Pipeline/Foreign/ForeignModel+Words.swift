import Evidence
import Framing
import Packaging

extension ForeignModel {
    /// What documents say of the model.
    func summary(validation: MetricValue) -> CandidateSummary {
        CandidateSummary(
            name: candidate.name,
            description:
                "a model that was trained elsewhere, \(DisplayText.escaped(candidate.path)), run by ONNX Runtime",
            parameters: [
                "sha256": .string(file.sha256.hex), "bytes": .integer(Int64(file.data.count)),
                "output": .string(binding.output),
                "inputs": .array(
                    binding.inputs.map {
                        ["name": .string($0.name), "columns": .array($0.columns.map(JSONValue.string))]
                    }),
            ], iterations: 0, converged: true, validation: validation)
    }

    /// That no part is known to be new to it.
    var trainingUnknown: Finding { .trainingUnknown(candidate) }
}

extension Finding {
    /// That no rows are known to be new to a model from outside.
    static func trainingUnknown(_ candidate: ForeignCandidate) -> Finding {
        Finding(
            .warning, .foreignModelTrainingUnknown,
            "'\(candidate.name)' was trained elsewhere: where rows of this dataset taught it, its figures are rosier than on new rows",
            advice:
                "Compare it on rows that are newer than its training, or train it on data/train.parquet of a run alone",
            file: candidate.path)
    }
}
