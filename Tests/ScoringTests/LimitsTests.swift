import Evidence
import Foundation
import Scoring
import Testing

@Suite struct LimitsTests {
    private func plan(levels: Int) -> FeaturePlan {
        let levels = (0..<levels).map { String(10_000 + $0) }
        return FeaturePlan(features: [
            Feature(
                name: "x", source: "x", kind: .category,
                treatment: .category(CategoryTreatment(levels: levels, minimumCount: 1)))
        ])
    }

    @Test("a block may have the most slots, and not one more")
    func categoryWidth() {
        #expect(plan(levels: Limits.categoryWidth - 2).firstFault == nil)
        #expect(plan(levels: Limits.categoryWidth - 1).firstFault != nil)
    }

    @Test("a model document may have the most bytes, and not one more")
    func modelBytes() throws {
        var bytes = try CanonicalJSON.encode(Example.document(.binary))
        bytes.append(Data(repeating: UInt8(ascii: " "), count: Limits.modelBytes - bytes.count))
        #expect(throws: Never.self) { try ModelDocument(reading: bytes) }
        bytes.append(UInt8(ascii: " "))
        #expect(throws: ScoringError.self) { try ModelDocument(reading: bytes) }
    }
}
