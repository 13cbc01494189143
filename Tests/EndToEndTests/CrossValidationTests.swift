import Columns
import Evidence
import Foundation
import TestSupport
import Testing
import Warehouse

/// `split: {cv: …}`, `refit` and `budget`, through the built binary.
@Suite struct CrossValidationTests {
    private static let head =
        "name: customers\ndata: {sources: {customers: customers.csv}, key: [id], label: churned}\n"

    /// A run of a brief for customers, and what it printed as JSON.
    private func run(_ more: String, rows: Int = 300, head: String = head) throws -> (Workspace, JSONValue) {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: rows))
        try place.write("brief.yaml", head + more)
        let result = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        return (place, try result.json())
    }

    private func file(_ name: String, of outcome: JSONValue) throws -> JSONValue {
        let folder = try #require(outcome["directory"]?.text)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
        return try CanonicalJSON.decode(JSONValue.self, from: bytes)
    }

    private func predictions(of outcome: JSONValue) throws -> Table {
        try rows("evaluation/predictions.parquet", of: outcome)
    }

    private func rows(_ name: String, of outcome: JSONValue) throws -> Table {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spill-\(UUID().uuidString)").path
        let engine = try Engine.duckDB(
            threads: 1, temporaryDirectory: folder,
            searching: [Binary.root.appendingPathComponent(".deps/lib").path] + NativeLibrary.folders())
        let run = try #require(outcome["directory"]?.text)
        return try Parquet.read(run + "/" + name, engine.connect())
    }

    /// The record of the folds fits its schema, counts rows as their table does, and its figures give those of the run.
    private func checkFolds(of outcome: JSONValue, count: Int) throws {
        let document = try file("evaluation/folds.json", of: outcome)
        #expect(try JSONSchema(named: "folds").problems(with: document) == [])
        let folds = document["folds"]?.elements ?? []
        #expect(folds.count == count)
        let table = try rows("data/folds.parquet", of: outcome)
        var (taught, sums) = ([Double?](), [String: Double]())
        for fold in folds {
            guard let name = fold["column"]?.text, case .text(let words)? = table[name] else {
                Issue.record("a fold without its column")
                continue
            }
            let own = (0..<table.rowCount).map { words[$0] }
            #expect(Double(own.count { $0 == "held_out" }) == fold["rows"]?.number)
            taught.append(fold["training_rows"]?.number)
            #expect(Double(own.count { $0 == "train" || $0 == "validation" }) == taught.last)
            for candidate in fold["candidates"]?.elements ?? [] {
                let loss = candidate["metrics"]?["log_loss"]?["value"]?.number
                sums[candidate["name"]?.text ?? "", default: 0] += loss ?? .nan
            }
        }
        for candidate in outcome["metrics"]?["candidates"]?.elements ?? [] {
            let stated = candidate["metrics"]?["log_loss"]?["value"]?.number ?? .nan
            let sum = try #require(sums[candidate["name"]?.text ?? ""])
            #expect(abs(stated - sum / Double(count)) < 1e-12)
        }
        // The document's summary says the same of the first repetition.
        let said = try file("evidence.json", of: outcome)["split"]?["folds"]?["training_rows"]?.elements
        #expect(said?.map(\.number) == Array(taught.prefix(said?.count ?? 0)))
    }

    @Test func `few rows without a split are held out in turn, and that is said`() throws {
        let (place, outcome) = try run("")
        defer { _ = place }
        let candidates = try #require(outcome["metrics"]?["candidates"]?.elements)
        #expect(candidates.map { $0["name"]?.text } == ["prior", "linear", "boosted_trees"])
        for candidate in candidates {
            #expect(candidate["split"] == "out_of_fold")
            #expect(candidate["rows"] == 300)
            // What is the same in every fold, as the prior's accuracy, shows no spread.
            let isPrior = candidate["name"] == "prior"
            #expect(candidate["metrics"]?["accuracy"]?["interval"] == (isPrior ? .null : "resampled_t"))
        }
        let inferred = try file("evidence.json", of: outcome)["brief"]?["inferred"]?.elements ?? []
        let split = "by random, cross-validation in 5 folds, dealt 5 times"
        #expect(inferred.contains { $0["key"] == "split" && $0["value"]?.text == split })
        let folder = try #require(outcome["directory"]?.text)
        #expect(
            Workspace.files(under: folder + "/data").filter { $0.hasSuffix("parquet") } == [
                "folds.parquet", "train.parquet", "validation.parquet",
            ])
    }

    @Test func `the kept model is fitted with what all folds choose together`() throws {
        let (place, outcome) = try run("split: {cv: {folds: 4}}\ncandidates: [prior, linear]\n")
        defer { _ = place }
        let evidence = try file("evidence.json", of: outcome)
        let candidates = evidence["candidates"]?.elements ?? []
        let linear = try #require(candidates.first { $0["name"] == "linear" })
        #expect(
            linear["description"]?.text?.hasSuffix("as chosen, fitted again on training and validation rows") == true)
        #expect(evidence["evaluation"]?["findings"] != nil)
    }

    @Test func `a score that is perfect is doubted, and the columns it rests on are named`() throws {
        let place = try Workspace()
        let rows = (0..<200).map { row in
            let (a, b) = (row * 7 % 101, row * 13 % 97)
            return "\(a),\(b),\(a + b > 98 ? "yes" : "no")"
        }
        try place.write("t.csv", (["a,b,won"] + rows.filter { !$0.isEmpty }).joined(separator: "\n"))
        let brief = "data: {sources: {t: t.csv}, label: won}\ncandidates: [prior, linear]\n"
        try place.write("brief.yaml", brief)
        let outcome = try Binary.run(["run", "brief.yaml", "--json"], in: place.path).json()
        let finding = outcome["findings"]?.elements.first { $0["code"] == "too-good" }
        #expect(finding?["advice"]?.text?.contains("'a'") == true, "\(outcome)")
    }

    /// The figure is the mean over folds of what the file of predictions gives for each.
    @Test func `the predictions give the figures that metrics json states`() throws {
        let (place, outcome) = try run("split: {cv: {folds: 4}}\n")
        defer { _ = place }
        let table = try predictions(of: outcome)
        #expect(table.names == ["id", "label", "fold", "prediction", "score"])
        guard case .integer(let folds)? = table["fold"], case .double(let scores)? = table["score"],
            case .boolean(let labels)? = table["label"]
        else {
            Issue.record("columns of other types")
            return
        }
        let losses = (1...4).map { fold in
            let rows = (0..<table.rowCount).filter { folds.values[$0] == Int64(fold) }
            #expect(rows.count == 75)
            let sum = rows.reduce(0.0) { sum, row in
                let own = labels.values[row] ? scores.values[row] : 1 - scores.values[row]
                return sum - log(own)
            }
            return sum / Double(rows.count)
        }
        let chosen = outcome["chosen"]
        let stated = outcome["metrics"]?["candidates"]?.elements.first { $0["name"] == chosen }?["metrics"]?["log_loss"]
        guard case .number(let value)? = stated?["value"] else {
            Issue.record("no log_loss")
            return
        }
        #expect(abs(value - losses.reduce(0, +) / 4) < 1e-12)
    }

    @Test func `by time later rows never teach, and the oldest block is not held out`() throws {
        let head =
            "name: t\ndata: {sources: {customers: customers.csv}, key: [id], label: churned, time: joined}\n"
        let (place, outcome) = try run(
            "split: {cv: {folds: 3}, gap: 2 days}\ncandidates: [prior, linear]\n", head: head)
        defer { _ = place }
        let split = try #require(try file("evidence.json", of: outcome)["split"])
        #expect(split["by"] == "time")
        let rows = split["folds"]?["training_rows"]?.elements.compactMap(\.number) ?? []
        #expect(rows.count == 3 && rows == rows.sorted())
        #expect(outcome["metrics"]?["candidates"]?.elements.first?["rows"] != 300)
        try checkFolds(of: outcome, count: 3)
    }

    @Test func `groups stay whole, as often as rows are dealt`() throws {
        let head =
            "name: t\ndata: {sources: {customers: customers.csv}, key: [id], label: churned}\n"
        let (place, outcome) = try run(
            "split: {group: joined, cv: {folds: 3, repeats: 2}}\ncandidates: [prior, linear]\n", head: head)
        defer { _ = place }
        let split = try #require(try file("evidence.json", of: outcome)["split"])
        #expect(split["by"] == "group")
        #expect(split["folds"]?["repeats"] == 2)
        #expect(try file("evidence.json", of: outcome)["evaluation"]?["resampling"] == ["unit": "fold", "count": 6])
        try checkFolds(of: outcome, count: 6)
    }

    @Test func `what is kept was fitted on all rows`() throws {
        let (place, outcome) = try run("candidates: [prior]\n")
        defer { _ = place }
        let labels = SampleData.customerLines(rows: 300).filter { $0.hasSuffix("true") }.count
        let model = try file("model/associate.json", of: outcome)["model"]
        guard case .number(let share)? = model?["values"]?.elements.last else {
            Issue.record("\(model ?? .null)")
            return
        }
        #expect(abs(share - Double(labels) / 300) < 1e-12)
    }

    @Test func `refit fits the chosen work on validation rows too`() throws {
        let split = "split: {by: random}\ncandidates: [prior]\n"
        let (place, plain) = try run(split)
        let (other, again) = try run(split + "refit: true\n")
        defer { _ = (place, other) }
        func share(_ outcome: JSONValue) throws -> Double? {
            guard
                case .number(let share)? = try file("model/associate.json", of: outcome)["model"]?["values"]?.elements
                    .last
            else { return nil }
            return share
        }
        let rows = try [plain, again].map { outcome in
            try file("evidence.json", of: outcome)["split"]?["parts"]?.elements.prefix(2).map { part in
                part["class_rows"]?.elements.compactMap(\.number) ?? []
            } ?? []
        }
        #expect(rows[0] == rows[1])
        let (train, validation) = (rows[0][0], rows[0][1])
        #expect(try share(plain) == train[1] / (train[0] + train[1]))
        let both = [train[0] + validation[0], train[1] + validation[1]]
        #expect(try share(again) == both[1] / (both[0] + both[1]))
    }

    @Test func `a budget of iterations bounds the trees, and is recorded`() throws {
        let (place, outcome) = try run("split: {by: random}\nbudget: {iterations: 3}\n")
        defer { _ = place }
        let manifest = try file("manifest.json", of: outcome)
        #expect(manifest["work"]?["boosted_trees"] == 3)
        #expect(manifest["plan"]?["iterations"] == 3)
        #expect(manifest["plan"]?["fits"] == 3)
        #expect(outcome["findings"]?.elements.contains { $0["code"] == "not-converged" } == true)
    }

    /// The recorded work gives the same bytes, whatever the clock says.
    @Test func `a time limit becomes iterations, which reproduce`() throws {
        let (place, outcome) = try run("split: {by: random}\nbudget: {time_limit: 1s}\n", rows: 2_000)
        defer { _ = place }
        let plan = try #require(try file("manifest.json", of: outcome)["plan"])
        #expect(plan["time_limit_seconds"] == 1)
        let iterations = Int(try #require(plan["iterations"]?.number))
        let said = outcome["findings"]?.elements.first { $0["code"] == "time-limit-translated" }
        #expect(said?["message"]?.text?.contains("became at most \(NumberText.count(iterations)) iteration") == true)
        let (other, again) = try run("split: {by: random}\nbudget: {iterations: \(iterations)}\n", rows: 2_000)
        defer { _ = other }
        for name in ["model/model.txt", "evaluation/metrics.json"] {
            let folders = try [outcome, again].map { try #require($0["directory"]?.text) }
            #expect(
                try Data(contentsOf: URL(fileURLWithPath: folders[0] + "/" + name))
                    == Data(contentsOf: URL(fileURLWithPath: folders[1] + "/" + name)))
        }
    }
}
