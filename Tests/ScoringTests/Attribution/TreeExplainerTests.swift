import Evidence
import Foundation
import Scoring
import Testing

/// Attributions of trees against LightGBM's `pred_contrib` (`Tests/Oracles/attributions.py`).
@Suite struct TreeExplainerTests {
    @Test("the fixtures are there") func fixtures() { #expect(AttributionFixture.all.count == 12) }

    @Test("every attribution is LightGBM's", arguments: AttributionFixture.all)
    func attributions(fixture: AttributionFixture) throws {
        let (model, matrix) = try fixture.read()
        let explainer = try #require(TreeExplainer(model, width: fixture.columns))
        let ours = explainer.attributions(of: matrix)
        for row in 0..<fixture.rows {
            for output in 0..<model.outputs {
                let place = row * model.outputs + output
                let theirs = fixture.contributions[place * (fixture.columns + 1)..<(place + 1) * (fixture.columns + 1)]
                let own = ours[place * fixture.columns..<(place + 1) * fixture.columns] + [explainer.base[output]]
                #expect(zip(own, theirs).allSatisfy { abs($0 - $1) <= 1e-9 * max(1, abs($1)) }, "row \(row)")
            }
        }
    }

    @Test("attributions and the base add up to the raw score", arguments: TreeFixture.all)
    func addUp(fixture: TreeFixture) throws {
        let (model, columns) = try LightGBMText.readWithColumns(Data(fixture.text.utf8))
        let explainer = try #require(TreeExplainer(model, width: fixture.columns))
        let sums = explainer.attributions(of: fixture.matrix(columns))
        for (place, raw) in fixture.raw.enumerated() {
            let own = sums[place * fixture.columns..<(place + 1) * fixture.columns].reduce(0, +)
            #expect(abs(own + explainer.base[place % model.outputs] - raw) <= 1e-9 * max(1, abs(raw)))
        }
    }

    @Test("the attributions of a chosen output are those of all outputs")
    func chosenOutput() throws {
        let fixture = try #require(AttributionFixture.all.first { $0.task == .multiclass })
        let (model, matrix) = try fixture.read()
        let explainer = try #require(TreeExplainer(model, width: fixture.columns))
        let all = explainer.attributions(of: matrix)
        let chosen = (0..<fixture.rows).map { Int32($0 % 3) }
        let some = explainer.attributions(of: matrix, chosen: chosen)
        for row in 0..<fixture.rows {
            let first = (row * 3 + Int(chosen[row])) * fixture.columns
            #expect(
                some[row * fixture.columns..<(row + 1) * fixture.columns] == all[first..<first + fixture.columns])
        }
    }

    @Test("without the rows of its leaves a model is not explained")
    func unknownRows() throws {
        var model = try LightGBMText.read(Data(TreeFixture.all[0].text.utf8))
        model.trees.leafCounts = []
        #expect(TreeExplainer(model, width: 6) == nil)
        model = try LightGBMText.read(Data(TreeFixture.all[0].text.utf8))
        model.trees.leafCounts[3] = 0
        #expect(TreeExplainer(model, width: 6) == nil)
    }
}

extension TreeExplainer {
    /// Attributions of all rows of a matrix.
    fileprivate func attributions(of matrix: TreeMatrix, chosen: [Int32]? = nil) -> [Double] {
        let count = matrix.rowCount * width * (chosen == nil ? outputs : 1)
        return [Double](unsafeUninitializedCapacity: count) { sums, initialised in
            matrix.values.withUnsafeBufferPointer { values in
                guard let chosen else { return write(values, rowCount: matrix.rowCount, into: sums) }
                chosen.withUnsafeBufferPointer { write(values, rowCount: matrix.rowCount, chosen: $0, into: sums) }
            }
            initialised = count
        }
    }
}
