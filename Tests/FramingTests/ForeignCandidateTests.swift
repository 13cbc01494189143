import Evidence
import Testing

@testable import Framing

/// Models from outside among a brief's candidates.
@Suite struct ForeignCandidateTests {
    private func workshop() throws -> Workshop {
        try Workshop(["data.csv": "a,label\n1,0\n", "models/Churn_2.onnx": "model"])
    }

    private func brief(_ candidates: String) -> String {
        "data: {sources: {data: data.csv}, label: label}\ncandidates: \(candidates)\n"
    }

    @Test func readsAModelBesideCandidates() throws {
        let text = brief(
            "[prior, {onnx: models/Churn_2.onnx, inputs: {X: [a, b], Y: c}, output: p, classes: [1, 0], scores: logit}]"
        )
        let brief = try workshop().read(text)
        #expect(brief.candidates == [.prior])
        #expect(
            brief.foreign == [
                ForeignCandidate(
                    name: "churn-2", path: "models/Churn_2.onnx",
                    inputs: [.init(name: "X", columns: ["a", "b"]), .init(name: "Y", columns: ["c"])], output: "p",
                    classes: ["1", "0"], scores: .logit)
            ])
    }

    @Test func aModelAloneIsJudgedBesideThePrior() throws {
        let brief = try workshop().read(brief("{onnx: models/Churn_2.onnx, name: ours}"))
        #expect(brief.candidates == [.prior])
        #expect(brief.foreign.map(\.name) == ["ours"])
    }

    @Test(arguments: [
        ("{onnx: models/none.onnx}", FindingCode.missingFile), ("{name: ours}", .missingKey),
        ("{onnx: models/Churn_2.onnx, output_name: p}", .unknownKey),
        ("{onnx: models/Churn_2.onnx, name: prior}", .impossibleValue),
        ("[{onnx: models/Churn_2.onnx}, {onnx: models/Churn_2.onnx}]", .impossibleValue),
        ("{onnx: models/Churn_2.onnx, scores: odds}", .impossibleValue),
    ])
    func whatIsWrongIsNamed(candidates: String, code: FindingCode) throws {
        let error = #expect(throws: BriefError.self) { try workshop().read(brief(candidates)) }
        #expect(error?.findings.map(\.code).contains(code) == true, "\(error?.findings.map(\.code) ?? [])")
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let workshop = try workshop()
        let first = try workshop.read(
            brief("[prior, {onnx: models/Churn_2.onnx, inputs: {X: [a, b]}, output: p, scores: logit}]"))
        let again = try workshop.read(BriefWriter.text(for: first))
        #expect(again.foreign == first.foreign && again.candidates == first.candidates)
    }
}
