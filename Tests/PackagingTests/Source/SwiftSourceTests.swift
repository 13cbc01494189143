import Columns
import Evidence
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Packaging

@Suite("Exported Swift")
struct SwiftSourceTests {
    /// Models that are compiled together.
    private static let seeds = 0..<36

    /// A model of a seed: of several classes every second has costs of pairs of them; of two, thresholds differ.
    private static func document(_ seed: Int) -> ModelDocument {
        var document = RandomModel.document(seed: seed)
        switch document.task {
        case .binary: document.threshold = [0.5, 0.3, 0.62][seed / 3 % 3]
        case .multiclass where !seed.isMultiple(of: 2):
            let classes = document.classes.indices
            document.costs = classes.map { truth in
                classes.map { truth == $0 ? 0 : Double((3 * truth + 5 * $0 + seed) % 7) / 2 + 0.25 }
            }
        case .multiclass, .regression: break
        }
        return document
    }

    @Test("compiles alone and gives the numbers and decisions in process, to the bit", .timeLimit(.minutes(10)))
    func sameBits() throws {
        let workspace = try Workspace()
        var files: [String] = []
        var calls: [String] = []
        var expected: [[UInt64]] = []
        var decided: [[Int]] = []
        var (recalibrated, moved) = (0, 0)
        for seed in Self.seeds {
            let document = Self.document(seed)
            let table = ProbeRows.table(for: document)
            let rows = Array(0..<min(table.rowCount, 400))
            let source = SwiftSource(document, typeName: "Model\(seed)")
            files.append(try workspace.write("Model\(seed).swift", source.text))
            let text = rows.map { SwiftRows.line($0, table, source.fields) }.joined(separator: "\n")
            try workspace.write("rows\(seed).txt", text)
            calls.append(SwiftRows.call(seed, document, source.fields))
            let predictions = try document.predict(table, rows: rows)
            expected.append(predictions.values.map(\.bitPattern))
            let own = predictions.classIndices(threshold: document.threshold ?? 0.5, costs: document.costs)
            decided.append(document.task == .regression ? [] : own)
            if document.model.recalibration != nil { recalibrated += 1 }
            if document.costs != nil { moved += zip(own, predictions.classIndices()).count { $0 != $1 } }
        }
        files.append(try workspace.write("main.swift", SwiftRows.main(calls)))
        let program = workspace.path + "/program"
        let compiled = try run("/usr/bin/env", ["swiftc", "-o", program] + files, in: workspace.path)
        try #require(compiled.status == 0, "\(compiled.output.prefix(2_000))")
        let answer = try run(program, [], in: workspace.path).output.split(
            separator: "\n", omittingEmptySubsequences: false
        ).dropLast()
        let found = answer.map { $0.split(separator: " ").compactMap { UInt64($0, radix: 16) } }
        try #require(found.count == 2 * expected.count)
        for (place, seed) in Self.seeds.enumerated() {
            #expect(found[2 * place] == expected[place], "model \(seed)")
            #expect(found[2 * place + 1].map(Int.init) == decided[place], "decisions of model \(seed)")
        }
        #expect(recalibrated > 5, "some models are recalibrated")
        #expect(moved > 100, "costs decide otherwise than the likeliest class")
    }

    /// Runs a program; its output and errors in one text.
    private func run(_ program: String, _ arguments: [String], in folder: String) throws -> (
        status: Int32, output: String
    ) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let file = URL(fileURLWithPath: folder + "/output-\(UUID().uuidString)")
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: try Data(contentsOf: file), as: UTF8.self))
    }
}

/// Rows on their way into a compiled program, each cell as the bits of its value.
private enum SwiftRows {
    static func line(_ row: Int, _ table: Table, _ fields: SwiftFields) -> String {
        fields.all.map { field -> String in
            switch table[field.source] {
            case .double(let values): values[row].map { String($0.bitPattern, radix: 16) } ?? "-"
            case .integer(let values): values[row].map { String($0) } ?? "-"
            case .boolean(let values): values[row].map { $0 ? "1" : "0" } ?? "-"
            case .timestamp(let values, _): values[row].map { String($0) } ?? "-"
            case .text(let values): values[row].map { "t" + $0.utf8.map { "\($0)" }.joined(separator: ",") } ?? "-"
            case nil: "-"
            }
        }.joined(separator: " ")
    }

    static func call(_ seed: Int, _ document: ModelDocument, _ fields: SwiftFields) -> String {
        let arguments = fields.all.enumerated().map { index, field in
            let cell = "cells[\(index)]"
            let value =
                switch field.type {
                case "Double": "double(\(cell))"
                case "String": "text(\(cell))"
                case "Bool": "\(cell) == \"-\" ? nil : \(cell) == \"1\""
                default: "Int64(\(cell))"
                }
            return "\(field.name): \(value)"
        }
        let answer = document.task == .multiclass ? "answer.probabilities" : "[answer.score]"
        let decision = document.task == .regression ? "nil" : "Model\(seed).classes.firstIndex(of: answer.prediction)"
        return """
            show(\(seed)) { cells in
                let answer = Model\(seed)().score(Model\(seed).Row(\(arguments.joined(separator: ", "))))
                return (\(answer), \(decision))
            }
            """
    }

    static func main(_ calls: [String]) -> String {
        """
        import Foundation

        func double(_ cell: Substring) -> Double? { UInt64(cell, radix: 16).map(Double.init(bitPattern:)) }
        func text(_ cell: Substring) -> String? {
            guard cell.first == "t" else { return nil }
            return String(decoding: cell.dropFirst().split(separator: ",").compactMap { UInt8($0) }, as: UTF8.self)
        }
        func show(_ seed: Int, _ score: ([Substring]) -> ([Double], Int?)) {
            let rows = try! String(contentsOfFile: "rows\\(seed).txt", encoding: .utf8)
            let answers = rows.split(separator: "\\n", omittingEmptySubsequences: false).map { row in
                score(row.split(separator: " "))
            }
            print(answers.flatMap(\\.0).map { String($0.bitPattern, radix: 16) }.joined(separator: " "))
            print(answers.compactMap(\\.1).map { String($0, radix: 16) }.joined(separator: " "))
        }
        \(calls.joined(separator: "\n"))
        """
    }
}
