import Columns
import Evidence
import Foundation
import TestSupport
import Testing

@testable import Scoring

@Suite struct LinearTermsTests {
    private static let knots = [-1.5, -0.25, 0.5, 2.0]

    private func bends(_ x: Double, _ knots: [Double] = knots) -> [Double] {
        let matrix = DesignMatrix(rowCount: 1, denseWidth: 1, dense: [x], blockWidths: [], levels: [])
        return Array(matrix.adding(LinearTerms(splines: [Spline(column: 0, knots: knots)])).dense.dropFirst())
    }

    /// Harrell's restricted cubic spline as the textbook writes it.
    private func textbook(_ x: Double, _ knots: [Double]) -> [Double] {
        func cube(_ knot: Double) -> Double { pow(max(x - knot, 0), 3) }
        let (last, before) = (knots[knots.count - 1], knots[knots.count - 2])
        return knots.dropLast(2).map { knot in
            (cube(knot) - cube(before) * (last - knot) / (last - before)
                + cube(last) * (before - knot) / (last - before)) / pow(last - knots[0], 2)
        }
    }

    @Test func `bends are those of the textbook`() {
        for x in stride(from: -4.0, through: 6, by: 0.0625) {
            for (ours, theirs) in zip(bends(x), textbook(x, Self.knots)) {
                #expect(abs(ours - theirs) <= 1e-12 * max(1, abs(theirs)), "at \(x)")
            }
        }
    }

    @Test func `beyond the outer knots a spline is straight, however far`() {
        #expect(bends(-1.5) == [0, 0])
        #expect(bends(-1e100) == [0, 0])
        for (near, far) in zip(zip(bends(2), bends(3)), bends(1e100)) {
            let slope = near.1 - near.0
            #expect(abs(far - slope * 1e100) <= 1e-12 * abs(far))
        }
    }

    @Test func `a product keeps its factors within what training saw`() {
        let matrix = DesignMatrix(
            rowCount: 3, denseWidth: 2, dense: [5, 1, -5, 1, 0.5, 1e100], blockWidths: [2, 3],
            levels: [0, 2, 1, 2, 1, 0])
        let (dense, other) = (Interaction.Factor(column: 0, range: -1...2), Interaction.Factor(column: 1, range: 0...3))
        let terms = LinearTerms(interactions: [
            Interaction(dense, other), Interaction(dense, Interaction.Factor(column: 6)),
            Interaction(Interaction.Factor(column: 3), Interaction.Factor(column: 6)),
        ])
        let added = matrix.adding(terms)
        #expect(added.denseWidth == 5)
        #expect(
            (0..<3).map { Array(added.dense[$0 * 5 + 2..<$0 * 5 + 5]) } == [[2, 2, 0], [-1, -1, 1], [1.5, 0, 0]])
        #expect(added.levels == matrix.levels)
    }

    @Test func `a score adds the products of the terms behind all others`() throws {
        let document = TermExample.document(.regression)
        guard case .linear(let model) = document.model else { return }
        let matrix = try document.plan.designMatrix(of: Example.table)
        let wide = matrix.adding(model.terms)
        let scores = try document.predict(Example.table).values
        var plain = model
        plain.terms = .none
        plain.weights = [Array(model.weights[0].prefix(document.plan.width))]
        let own = Model.linear(plain).predict(matrix, task: .regression).values
        for row in 0..<matrix.rowCount {
            var score = own[row]
            for term in 0..<model.terms.width {
                let value = wide.dense[row * wide.denseWidth + matrix.denseWidth + term]
                score += model.weights[0][document.plan.width + term] * value
            }
            #expect(score == scores[row])
        }
    }

    @Test(arguments: LearningTask.allCases) func `a document with terms reads back as it was`(_ task: LearningTask)
        throws
    {
        let document = TermExample.document(task)
        let bytes = try CanonicalJSON.encode(document)
        let read = try ModelDocument(reading: bytes)
        #expect(read == document)
        #expect(try CanonicalJSON.encode(read) == bytes)
        #expect(try CanonicalJSON.jsonValue(of: document)["version"] == .integer(2))
    }

    @Test func `a document without terms is as it was before there were any`() throws {
        let value = try CanonicalJSON.jsonValue(of: Example.document(.binary))
        #expect(value["version"] == .integer(1))
        #expect(value["model"]?["terms"] == nil)
    }

    @Test func `a version that does not fit the model is refused`() throws {
        let text = String(decoding: try CanonicalJSON.encode(TermExample.document(.binary)), as: UTF8.self)
        let older = text.replacing("\"version\": 2", with: "\"version\": 1")
        #expect(older != text)
        #expect(throws: ScoringError.self) { try ModelDocument(reading: Data(older.utf8)) }
    }

    @Test(arguments: [
        LinearTerms(splines: [Spline(column: 0, knots: [0, 1])]),
        LinearTerms(splines: [Spline(column: 0, knots: [])]),
        LinearTerms(splines: [Spline(column: 0, knots: [0, 2, 1])]),
        LinearTerms(splines: [Spline(column: 0, knots: [0, 1, 1 + 1e-12])]),
        LinearTerms(splines: [Spline(column: 0, knots: [0, 1e-9, 2e-9])]),
        LinearTerms(splines: [Spline(column: 0, knots: [0, 1, 1e9])]),
        LinearTerms(splines: [Spline(column: -1, knots: [0, 1, 2])]),
        LinearTerms(splines: [Spline(column: 9, knots: [0, 1, 2])]),
        LinearTerms(interactions: [Interaction(.init(column: 0), .init(column: 9))]),
        LinearTerms(interactions: [Interaction(.init(column: 0, range: 0...1), .init(column: 9, range: 0...1))]),
        LinearTerms(interactions: [Interaction(.init(column: 0, range: 0...1e9), .init(column: 9))]),
        LinearTerms(interactions: [Interaction(.init(column: 0, range: 0...1), .init(column: 13))]),
        LinearTerms(interactions: [Interaction(.init(column: 0, range: 0...1), .init(column: -1))]),
    ]) func `terms that cannot be are refused`(_ terms: LinearTerms) {
        #expect(Example.plan.denseWidth == 9 && Example.plan.width == 13)
        var document = TermExample.document(.regression)
        document.model = .linear(
            LinearModel(
                link: .identity, weights: [[Double](repeating: 1, count: 13 + max(terms.width, 0))], intercepts: [0],
                terms: terms))
        let error = #expect(throws: ScoringError.self) { try document.validate() }
        #expect(error?.findings.map(\.code) == [.modelUnreadable])
    }

    @Test func `random changes of bytes are refused or read as a document that can be applied`() throws {
        var generator = SeededGenerator(seed: 5)
        let bytes = Array(try CanonicalJSON.encode(TermExample.document(.binary)))
        for _ in 0..<1_000 {
            var changed = bytes
            let place = Int.random(in: 0..<changed.count, using: &generator)
            changed[place] = try #require(Array("0123456789-.eE\"[]{},".utf8).randomElement(using: &generator))
            guard let document = try? ModelDocument(reading: Data(changed)) else { continue }
            if let predictions = try? document.predict(Example.table) {
                #expect(predictions.values.allSatisfy { $0.isFinite })
            }
        }
    }

    @Test func `terms are the same bits at any number of threads`() throws {
        let document = TermExample.document(.regression)
        guard case .linear(let model) = document.model else { return }
        let rows = (0..<9_000).map { $0 % 3 }
        let matrix = try document.plan.designMatrix(of: Example.table, rows: rows)
        #expect(matrix.adding(model.terms, threads: 3) == matrix.adding(model.terms))
    }

    @Test func `terms are named by their columns`() {
        #expect(
            TermExample.terms.names(Example.plan.columnNames) == [
                "temp, bend 1", "temp, bend 2", "at since since, bend 1", "temp × late", "temp × carrier=UA",
                "at.hour sin × carrier=AA",
            ])
    }
}

/// The example with splines and products of every kind.
enum TermExample {
    static let terms = LinearTerms(
        splines: [
            Spline(column: 0, knots: [-2, 0.5, 4, 11]), Spline(column: 8, knots: [-1, 0, 1]),
        ],
        interactions: [
            Interaction(.init(column: 0, range: -3...12), .init(column: 2, range: 0...1)),
            Interaction(.init(column: 0, range: -3...12), .init(column: 10)),
            Interaction(.init(column: 3, range: -1...1), .init(column: 9)),
        ])

    static func document(_ task: LearningTask) -> ModelDocument {
        var document = Example.document(task)
        guard case .linear(var model) = document.model else { preconditionFailure("the example is linear") }
        model.terms = terms
        model.weights = model.weights.enumerated().map { output, weights in
            weights + (0..<terms.width).map { 0.3 / Double($0 + 1 + output) * ($0.isMultiple(of: 2) ? 1 : -1) }
        }
        model.means = (0..<document.plan.width + terms.width).map { 0.25 / Double($0 + 1) }
        document.model = .linear(model)
        return document
    }
}
