import Evidence
import Foundation
import Store
import TestSupport
import Testing

private let isNightly = ProcessInfo.processInfo.environment["ASSOCIATE_NIGHTLY"] != nil

/// What does not matter to a question changes no answer (X2 of the reliability table).
///
/// Two things do matter, and are held to what they mean. Columns in another order are another order in which LightGBM
/// tries them: of two splits that are equally good it takes the first, so trees may part there and nowhere else.
/// A row that stands twice counts as one of weight two, which is more evidence against the linear model's penalty, as in
/// scikit-learn; a leaf of a tree asks for a number of rows, whatever they weigh.
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

        /// What a split's gain is multiplied with.
        var gain: Double { self == .everyWeightTwo ? 2 : 1 }

        /// Candidates whose metrics stay as they are.
        func keeps(_ metric: String) -> Bool {
            switch self {
            case .rowsPermuted, .columnsRenamed, .constantColumn, .unitsScaled: true
            case .columnsPermuted: !metric.hasPrefix("boosted_trees ")
            case .everyWeightTwo, .everyRowTwice: metric.hasPrefix("prior ")
            }
        }

        /// Whether trees grow alike until two splits are equally good.
        var keepsTreesUntilATie: Bool { self == .columnsPermuted || self == .everyWeightTwo }
    }

    /// What a run said.
    private struct Answer {
        var metrics: [String: Double]
        var trees: [GrownTree]
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

    /// The metrics of every candidate on the test part, by name, and the trees.
    private func answer(_ question: Question) throws -> Answer {
        let place = try Workspace()
        try place.write("customers.csv", question.csv)
        try place.write("brief.yaml", question.brief)
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        let outcome = try result.json()
        var values: [String: Double] = [:]
        for candidate in outcome["metrics"]?["candidates"]?.elements ?? [] {
            guard let name = candidate["name"]?.text, case .object(let metrics)? = candidate["metrics"] else {
                continue
            }
            for (metric, value) in metrics { values["\(name) \(metric)"] = value["value"]?.number }
        }
        let folder = try #require(outcome["directory"]?.text)
        return Answer(metrics: values, trees: try GrownTree.all(inFile: folder + "/model/model.txt"))
    }

    @Test(arguments: isNightly ? Array(1...6) : [1]) func `answers stay as they are`(seed: UInt64) throws {
        let usual = try answer(Question(seed: seed))
        try #require(usual.metrics.count > 10)
        try #require(usual.trees.count > 5)
        var generator = SeededGenerator(seed: seed)
        var answers: [Change: Answer] = [:]
        for change in Change.allCases {
            var question = Question(seed: seed)
            question.change(change, using: &generator)
            let other = try answer(question)
            expectSame(usual.metrics.filter { change.keeps($0.key) }, other.metrics, change)
            if change.keepsTreesUntilATie {
                let parting = GrownTree.parting(usual.trees, other.trees)
                #expect(parting?.isTie(gain: change.gain) ?? true, "\(change): \(String(describing: parting))")
            }
            answers[change] = other
        }
        let (weighted, twice) = (try #require(answers[.everyWeightTwo]), try #require(answers[.everyRowTwice]))
        expectSame(weighted.metrics.filter { !$0.key.hasPrefix("boosted_trees ") }, twice.metrics, .everyRowTwice)
    }

    private func expectSame(_ expected: [String: Double], _ metrics: [String: Double], _ change: Change) {
        #expect(expected.count > 10, "\(change)")
        for (name, value) in expected {
            let distance = abs((metrics[name] ?? .infinity) - value)
            #expect(distance <= change.tolerance * max(1, abs(value)), "\(change) \(name): \(distance)")
        }
    }
}
