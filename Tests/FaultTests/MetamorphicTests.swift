import Evidence
import Foundation
import Store
import TestSupport
import Testing

private let isNightly = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil

/// What does not matter to a question changes no answer (X2 of the reliability table).
@Suite struct MetamorphicTests {
    /// A change of the table and the brief that leaves the question as it was.
    enum Change: String, CaseIterable, Sendable {
        case rowsPermuted, columnsPermuted, columnsRenamed, constantColumn, unitsScaled, everyWeightTwo, everyRowTwice

        /// How far a metric may move: not at all where the same numbers reach the same sums in the same order, else
        /// by what rounding does to sums of a few hundred terms in another order.
        var tolerance: Double {
            switch self {
            case .rowsPermuted, .columnsRenamed, .constantColumn: 0
            case .columnsPermuted, .unitsScaled, .everyWeightTwo, .everyRowTwice: 1e-6
            }
        }
    }

    /// A table with its brief, as cells.
    private struct Question {
        var header = SampleData.customersHeader.split(separator: ",").map(String.init)
        var rows: [[String]]
        var key = "[id]"
        var extra = ""

        init(seed: UInt64) {
            rows = SampleData.customerLines(rows: 400, seed: seed).map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
        }

        var csv: String { ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined() }

        /// Groups are the customers, so that a customer's copies stand on one side of a split.
        var brief: String {
            """
            name: customers
            task: binary
            data:
              sources: {customers: customers.csv}
              key: \(key)
              label: \(header.contains("churned") ? "churned" : "churned_")
            \(extra)split: {by: group, group: \(header.contains("id") ? "id" : "id_"), validation: 20%, test: 30%}
            candidates: [prior, linear, boosted_trees]

            """
        }

        mutating func change(_ change: Change, using generator: inout SeededGenerator) {
            switch change {
            case .rowsPermuted: rows.shuffle(using: &generator)
            case .columnsPermuted:
                let order = header.indices.shuffled(using: &generator)
                header = order.map { header[$0] }
                rows = rows.map { row in order.map { row[$0] } }
            case .columnsRenamed:
                header = header.map { $0 + "_" }
                key = "[id_]"
            case .constantColumn: add("constant", "1")
            case .unitsScaled:
                // Cents in place of whole amounts, written without a rounding.
                guard let place = header.firstIndex(of: "amount") else { return }
                for row in rows.indices { rows[row][place] = rows[row][place].replacing(".", with: "") }
            case .everyWeightTwo:
                add("w", "2")
                extra = "  weight: w\n"
            case .everyRowTwice:
                let once = rows
                rows = once.map { $0 + ["1"] } + once.map { $0 + ["2"] }
                header.append("copy")
                key = "[id, copy]"
                extra = "exclude: {copy: tells copies apart}\n"
            }
        }

        private mutating func add(_ name: String, _ cell: String) {
            header.append(name)
            for row in rows.indices { rows[row].append(cell) }
        }
    }

    /// The metrics of every candidate on the test part, by name.
    private func metrics(_ question: Question) throws -> [String: Double] {
        let place = try Workspace()
        try place.write("customers.csv", question.csv)
        try place.write("brief.yaml", question.brief)
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        var values: [String: Double] = [:]
        for candidate in try result.json()["metrics"]?["candidates"]?.elements ?? [] {
            guard let name = candidate["name"]?.text, case .object(let metrics)? = candidate["metrics"] else {
                continue
            }
            for (metric, value) in metrics { values["\(name) \(metric)"] = value["value"]?.number }
        }
        return values
    }

    @Test(arguments: isNightly ? Array(1...6) : [1]) func `metrics stay as they are`(seed: UInt64) throws {
        let usual = try metrics(Question(seed: seed))
        try #require(usual.count > 10)
        var generator = SeededGenerator(seed: seed)
        for change in Change.allCases {
            var question = Question(seed: seed)
            question.change(change, using: &generator)
            let other = try metrics(question)
            #expect(usual.keys.sorted() == other.keys.sorted(), "\(change)")
            for (name, value) in usual {
                let distance = abs((other[name] ?? .infinity) - value)
                #expect(distance <= change.tolerance * max(1, abs(value)), "\(change) \(name): \(distance)")
            }
        }
    }
}
