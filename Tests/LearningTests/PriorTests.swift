import Evidence
import Scoring
import Testing

@testable import Learning

@Suite struct PriorTests {
    private func values(_ target: Target) throws -> [Double] {
        let design = DesignMatrix(
            rowCount: target.rowCount, denseWidth: 0, dense: [], blockWidths: [], levels: [])
        let part = TrainingInput.Part(design, target)
        guard case .prior(let prior) = try Prior().fit(TrainingInput(training: part, validation: part)).model else {
            return []
        }
        return prior.values
    }

    @Test func classesGetTheirWeightedShares() throws {
        let target = Target(
            task: .multiclass, classes: ["a", "b", "c"], values: [0, 1, 1, 0], weights: [1, 2, 3, 2])
        #expect(try values(target) == [3.0 / 8, 5.0 / 8, 0])
    }

    @Test func regressionGetsTheWeightedMean() throws {
        #expect(try values(Target(task: .regression, classes: [], values: [1, 2, 6], weights: [2, 1, 1])) == [2.5])
    }

    @Test func theMeanOfHugeValuesIsFinite() throws {
        #expect(try values(Target(task: .regression, classes: [], values: [1.5e308, 1.5e308])) == [1.5e308])
    }

    @Test func rowsWithoutAnyWeightAreRefused() {
        let error = #expect(throws: LearningError.self) {
            try values(Target(task: .regression, classes: [], values: [1, 2], weights: [0, 0]))
        }
        #expect(error?.code == .emptyPart)
    }

    @Test func negativeWeightsAreRefused() {
        let error = #expect(throws: LearningError.self) {
            try values(Target(task: .regression, classes: [], values: [1, 2], weights: [1, -1]))
        }
        #expect(error?.code == .labelUnfit)
    }
}
