import Evidence
import Foundation
import Scoring
import Testing

/// Trees against LightGBM's own predictions.
@Suite struct TreeOracleTests {
    @Test("the fixtures are there") func fixtures() { #expect(TreeFixture.all.count == 9) }

    @Test("every row has LightGBM's raw score", arguments: TreeFixture.all)
    func raw(fixture: TreeFixture) throws {
        var (model, columns) = try LightGBMText.readWithColumns(Data(fixture.text.utf8))
        model.link = .identity
        let scores = Model.trees(model).predict(fixture.matrix(columns), task: fixture.task).values
        #expect(scores.count == fixture.raw.count)
        #expect(zip(scores, fixture.raw).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) })
    }

    @Test("every row has LightGBM's prediction", arguments: TreeFixture.all)
    func predictions(fixture: TreeFixture) throws {
        let (model, columns) = try LightGBMText.readWithColumns(Data(fixture.text.utf8))
        let values = Model.trees(model).predict(fixture.matrix(columns), task: fixture.task).values
        #expect(zip(values, fixture.predictions).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) })
    }

    @Test("predictions are the same bits at any number of threads", arguments: TreeFixture.all)
    func threads(fixture: TreeFixture) throws {
        let (model, columns) = try LightGBMText.readWithColumns(Data(fixture.text.utf8))
        let one = fixture.matrix(columns)
        let repeats = 20_000 / fixture.rows
        let many = TreeMatrix(
            rowCount: one.rowCount * repeats, columns: columns, values: (0..<repeats).flatMap { _ in one.values })
        let predictions = Model.trees(model).predict(many, task: fixture.task)
        #expect(Model.trees(model).predict(many, task: fixture.task, threads: 3) == predictions)
        #expect(predictions.values.prefix(fixture.raw.count) == predictions.values.suffix(fixture.raw.count))
    }

    @Test("a model keeps its bits in JSON", arguments: TreeFixture.all)
    func json(fixture: TreeFixture) throws {
        let model = Model.trees(try LightGBMText.read(Data(fixture.text.utf8)))
        let bytes = try CanonicalJSON.encode(model)
        let read = try CanonicalJSON.decode(Model.self, from: bytes)
        #expect(read == model)
        #expect(try CanonicalJSON.encode(read) == bytes)
    }
}
