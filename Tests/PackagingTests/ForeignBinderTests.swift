import Columns
import Evidence
import Foundation
import ONNXRuntime
import Packaging
import Scoring
import Testing

/// How graphs from outside are found to go with a table.
@Suite("Binding models from outside")
struct ForeignBinderTests {
    private typealias Port = RuntimeSignature.Port

    private func binding(
        _ inputs: [RuntimeSignature.Port], _ outputs: [RuntimeSignature.Port],
        _ wishes: ForeignWishes = ForeignWishes(),
        task: LearningTask = .binary, classes: [String] = ["no", "yes"]
    ) throws -> ForeignBinding {
        try ForeignBinder(
            RuntimeSignature(inputs: inputs, outputs: outputs), wishes,
            columns: [("plan", .text), ("age", .double), ("calls", .integer), ("new", .boolean)],
            excluded: ["id": "it is the key"], task: task, classes: classes
        ).binding()
    }

    private func refusal(_ make: () throws -> ForeignBinding) -> Finding? {
        let error = #expect(throws: ForeignError.self) { _ = try make() }
        #expect(error?.findings.first?.code == .foreignModelMisfit)
        return error?.findings.first
    }

    private let matrix = Port(name: "X", kind: .tensor(.float), shape: [-1, 3])
    private let score = Port(name: "p", kind: .tensor(.float), shape: [-1, 2])

    @Test("a single matrix gets the numbers in the table's order, and a column gets what has its name")
    func names() throws {
        #expect(try binding([matrix], [score]).inputs.first?.columns == ["age", "calls", "new"])
        let columns = try binding(
            [
                Port(name: "plan", kind: .tensor(.text), shape: [-1, 1]),
                Port(name: "age", kind: .tensor(.double), shape: [-1]),
            ],
            [score])
        #expect(columns.sourceColumns == ["plan", "age"])
        #expect(columns.inputs.map(\.isMatrix) == [true, false])
    }

    @Test("a matrix of another width, a missing column, a wrong type and what is no feature are named")
    func misfits() {
        let wide = Port(name: "X", kind: .tensor(.float), shape: [-1, 8])
        #expect(refusal { try binding([wide], [score]) }?.message.contains("takes 8 columns") == true)
        let two = [
            Port(name: "age", kind: .tensor(.float), shape: [-1, 1]),
            Port(name: "call", kind: .tensor(.float), shape: [-1, 1]),
        ]
        #expect(refusal { try binding(two, [score]) }?.advice?.contains("'calls'") == true)
        let plan = ForeignWishes(inputs: [("X", ["plan", "age", "calls"])])
        #expect(refusal { try binding([matrix], [score], plan) }?.column == "plan")
        let key = ForeignWishes(inputs: [("X", ["id", "age", "calls"])])
        #expect(refusal { try binding([matrix], [score], key) }?.message.contains("it is the key") == true)
    }

    @Test("the output is the one whose shape fits; a list of maps does; more than one and none are refused")
    func outputs() throws {
        let label = Port(name: "label", kind: .tensor(.int64), shape: [-1])
        let found = try binding([matrix], [label, score])
        #expect(found.output == "p" && found.label == "label")
        let other = Port(name: "q", kind: .tensor(.double), shape: [-1, 1])
        #expect(refusal { try binding([matrix], [score, other]) }?.advice?.contains("output: p") == true)
        #expect(try binding([matrix], [score, other], ForeignWishes(output: "q")).output == "q")
        let maps = Port(name: "probabilities", kind: .sequenceOrMap, shape: [])
        #expect(try binding([matrix], [label, maps]).output == "probabilities")
        #expect(refusal { try binding([matrix], [maps], task: .regression, classes: []) } != nil)
        #expect(refusal { try binding([matrix], [score], task: .regression, classes: []) } != nil)
    }

    private func answer(_ values: [Float], width: Int64, labels: [String]? = nil) -> [RuntimeArray] {
        let rows = Int64(values.count) / width
        let scores = RuntimeArray(name: "p", element: .float, shape: [rows, width], values)
        return [scores] + (labels.map { [RuntimeArray(name: "label", shape: [rows], texts: $0)] } ?? [])
    }

    @Test("probabilities of classes are read in the model's order, and those of positive are handed on")
    func predictions() throws {
        let bound = try binding([matrix], [score])
        let two = answer([0.25, 0.75, 1, 0], width: 2, labels: ["yes", "no"])
        let yes = try bound.predictions(from: two, rows: 2, task: .binary, classes: ["no", "yes"])
        #expect(yes.values == [0.75, 0])
        // Where `no` is the positive class, it stands last in the order of predictions and first in the model's.
        let no = try bound.predictions(from: two, rows: 2, task: .binary, classes: ["yes", "no"])
        #expect(no.values == [0.25, 1])
        let turned = answer([0.25, 0.75, 1, 0], width: 2, labels: ["no", "yes"])
        #expect(throws: ForeignError.self) {
            try bound.predictions(from: turned, rows: 2, task: .binary, classes: ["no", "yes"])
        }
    }

    @Test("a list of maps names its classes, whatever their order, or their places")
    func maps() throws {
        let maps = Port(name: "probabilities", kind: .sequenceOrMap, shape: [])
        let bound = try binding([matrix], [maps])
        func predictions(_ columns: [String]) throws -> [Double] {
            let answer = RuntimeArray(
                name: "probabilities", element: .double, shape: [1, 2],
                bytes: [0.25, 0.75].withUnsafeBytes { Data($0) }, columns: columns)
            return try bound.predictions(from: [answer], rows: 1, task: .binary, classes: ["no", "yes"]).values
        }
        #expect(try predictions(["no", "yes"]) == [0.75])
        #expect(try predictions(["yes", "no"]) == [0.25])
        #expect(try predictions(["0", "1"]) == [0.75])
        // Other words, such as those of a label that the engine reads as truth values, are sorted as the classes are.
        #expect(try predictions(["false", "true"]) == [0.75])
    }

    @Test(
        "answers that are not finite, no probabilities or of another shape are refused",
        arguments: [
            [Float.nan, 0.5], [1.5, -0.5], [0.5, 0.2],
        ])
    func unfit(values: [Float]) throws {
        let bound = try binding([matrix], [score])
        #expect(throws: ForeignError.self) {
            try bound.predictions(from: answer(values, width: 2), rows: 1, task: .binary, classes: ["no", "yes"])
        }
        #expect(throws: ForeignError.self) {
            try bound.predictions(from: answer([0.5, 0.5], width: 2), rows: 2, task: .binary, classes: ["no", "yes"])
        }
    }

    @Test("missing numbers are NaN, missing texts empty, and missing integers an error")
    func missing() throws {
        let table = Table([
            ("plan", .text(TextValues(["a", nil]))), ("age", .double(Values([nil, 2.5], filler: 0))),
            ("calls", .integer(Values([1, nil], filler: 0))),
        ])
        let ports = [
            Port(name: "plan", kind: .tensor(.text), shape: [-1, 1]),
            Port(name: "age", kind: .tensor(.double), shape: [-1, 1]),
        ]
        let arrays = try binding(ports, [score]).arrays(of: table, rows: [0, 1])
        #expect(arrays[0].labels == ["a", ""])
        let ages = try #require(arrays[1].numbers)
        #expect(ages[0].isNaN && ages[1] == 2.5)
        let whole = try binding([Port(name: "calls", kind: .tensor(.int64), shape: [-1, 1])], [score])
        #expect(try whole.arrays(of: table, rows: [0])[0].numbers == [1])
        #expect(throws: ForeignError.self) { try whole.arrays(of: table, rows: [0, 1]) }
    }
}
