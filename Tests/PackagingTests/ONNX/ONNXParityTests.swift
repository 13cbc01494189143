import Columns
import Evidence
import ONNXRuntime
import Scoring
import TestSupport
import Testing

@testable import Packaging

@Suite("Parity with ONNX Runtime")
struct ONNXParityTests {
    /// The rows without texts that ONNX Runtime's first interface cannot take.
    private static func rows(of model: GeneratedModel) -> Table {
        let texts = model.table.columns.compactMap { column in
            if case .text(let texts) = column { texts } else { nil }
        }
        let rows = (0..<model.table.rowCount).filter { row in texts.allSatisfy { $0[row]?.utf8.contains(0) != true } }
        return Table(
            zip(model.table.names, model.table.columns).map { name, column in
                let own = column.selecting(rows)
                guard case .text(let texts) = own else { return (name, own) }
                // The dictionary of a selection may still hold what no row has.
                return (name, .text(TextValues((0..<own.count).map { texts[$0] })))
            })
    }

    private static func hasNUL(_ model: GeneratedModel) -> Bool {
        model.document.plan.features.contains { feature in
            guard case .category(let category) = feature.treatment else { return false }
            return category.levels.contains { $0.utf8.contains(0) }
        }
    }

    @Test("generated models give the program's answers, at one thread and at three")
    func generated() throws {
        let library = try RuntimeLibrary()
        for model in GeneratedModel.some(200) where !Self.hasNUL(model) {
            let table = Self.rows(of: model)
            let file = try ONNXModel(model.document, columns: model.document.columns(in: table))
            let parity = try file.parity(on: table, in: library)
            #expect(parity.holds, "\(model.name): \(parity)")
            #expect(parity.rows == table.rowCount)
            #expect(try file.parity(on: table, in: library, threads: 3) == parity)
        }
    }

    @Test("a linear score without a link has the program's very bits")
    func sameBits() throws {
        let library = try RuntimeLibrary()
        let models = GeneratedModel.some(200).filter { $0.name.hasSuffix("regression-linear") && !Self.hasNUL($0) }
        #expect(models.count > 10)
        for model in models {
            let table = Self.rows(of: model)
            let file = try ONNXModel(model.document, columns: model.document.columns(in: table))
            #expect(try file.parity(on: table, in: library).worst == 0, "\(model.name)")
        }
    }

    @Test("another model's answers are not taken for this one's")
    func another() throws {
        let library = try RuntimeLibrary()
        let model = try #require(GeneratedModel.some(9).first { $0.name.hasSuffix("regression-linear") })
        var changed = model.document
        guard case .linear(var linear) = changed.model else { return }
        linear.intercepts[0] += 1e-6
        changed.model = .linear(linear)
        let table = Self.rows(of: model)
        let parity = try ONNXModel(changed, columns: changed.columns(in: table))
            .parity(on: table, against: model.document, in: library)
        #expect(!parity.holds)
    }

    @Test("a text with a NUL character is refused by name")
    func nul() throws {
        let table = Table([("t", .text(TextValues(["a\0b"])))])
        let category = CategoryTreatment(levels: ["x"], minimumCount: 1)
        let document = ModelDocument(
            task: .regression, classes: [], key: [], excluded: [:], threshold: nil,
            plan: FeaturePlan(
                features: [Feature(name: "t", source: "t", kind: .category, treatment: .category(category))]),
            model: .linear(LinearModel(link: .identity, weights: [[1, 2, 3]], intercepts: [0])), seen: [:])
        let file = try ONNXModel(document, columns: document.columns())
        let library = try RuntimeLibrary()
        #expect(throws: RuntimeError.self) { try file.parity(on: table, in: library) }
    }
}
