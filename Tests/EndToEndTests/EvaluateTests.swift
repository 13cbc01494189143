import Evidence
import Foundation
import TestSupport
import Testing

/// `associate evaluate` as people and programs meet it.
@Suite struct EvaluateTests {
    private static let folder = Binary.root.appendingPathComponent("Tests/EndToEndTests/Fixtures/evaluate").path
    private static let call = ["evaluate", "binary.csv", "--label", "y", "--score", "p"]

    private func json(_ more: [String]) throws -> JSONValue {
        let result = try Binary.run(Self.call + more + ["--json"], in: Self.folder)
        #expect(result.status == 0, "\(result.errors)")
        let evaluation = try result.json()
        #expect(try JSONSchema(named: "evaluate").problems(with: evaluation) == [])
        return evaluation
    }

    // MARK: JSON

    @Test func `--json prints the keys of the contract and no others`() throws {
        #expect(try json([]).names == ["rows", "task", "metrics", "slices", "calibration", "findings"])
        #expect(try json([])["rows"] == 250)
        #expect(try json([])["task"] == "binary")
    }

    @Test func `the schema says of figures, slices and findings what their own schemas say`() throws {
        func read(_ name: String) throws -> JSONValue {
            try CanonicalJSON.decode(
                JSONValue.self,
                from: Data(contentsOf: Binary.root.appendingPathComponent("docs/schemas/\(name).schema.json")))
        }
        let all = try #require(try read("evaluate")["$defs"])
        for name in [
            "slices", "calibration", "finding", "fairness", "found_slices", "errors", "curves", "importance",
            "explanations",
        ] {
            guard case .object(var own) = try read(name) else { continue }
            for key in ["$schema", "title", "$defs"] { own[key] = nil }
            #expect(all[name] == .object(own), "\(name)")
        }
        for name in ["metric", "value"] { #expect(try read("metrics")["$defs"]?[name] == all[name], "\(name)") }
    }

    @Test func `rows are resampled one by one, or a cluster at a time`() throws {
        #expect(try json([])["metrics"]?["roc_auc"]?["interval"] == "bootstrap")
        #expect(try json(["--cluster", "shop"])["metrics"]?["roc_auc"]?["interval"] == "cluster_bootstrap")
    }

    @Test func `metrics that are asked for stand beside the usual ones, with intervals`() throws {
        let usual = try #require(try json([])["metrics"]?.names)
        let metrics = try #require(try json(["--metric", "cohen_kappa", "fbeta", "d2_log_loss_score"])["metrics"])
        #expect(Set(metrics.names) == Set(usual + ["cohen_kappa", "fbeta", "d2_log_loss_score"]))
        for name in ["cohen_kappa", "fbeta", "d2_log_loss_score"] {
            #expect(metrics[name]?["interval"] == "bootstrap", "\(name)")
        }
        // More weight on recall, of which there is less.
        let bold = try json(["--metric", "fbeta", "--beta", "0.5"])["metrics"]?["fbeta"]?["value"]?.number
        #expect(bold != metrics["fbeta"]?["value"]?.number)
    }

    @Test func `queries add what judges the order of their rows, and are resampled whole`() throws {
        let metrics = try #require(try json(["--query", "shop", "--k", "3"])["metrics"])
        for name in ["ndcg", "mean_average_precision", "mean_reciprocal_rank", "recall_at_k", "lift_at_k"] {
            let value = try #require(metrics[name]?["value"]?.number, "\(name)")
            #expect(value > 0)
            #expect(metrics[name]?["interval"] == "cluster_bootstrap", "\(name)")
        }
        #expect(metrics["roc_auc"]?["interval"] == "cluster_bootstrap")
    }

    @Test func `predicted intervals are judged by how often they hold the label`() throws {
        let place = try Workspace()
        let rows = (0..<200).map {
            "\(Double($0 % 10) + 0.5),\($0 % 10),\($0 % 10),\($0 % 4 == 0 ? $0 % 10 : $0 % 10 + 1)\n"
        }
        try place.write("p.csv", "y,p,low,high\n" + rows.joined())
        let call = ["evaluate", "p.csv", "--label", "y", "--prediction", "p", "--lower", "low", "--upper", "high"]
        let result = try Binary.run(call + ["--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.json()["metrics"]?["interval_coverage"]?["value"] == 0.75)
        let half = try Binary.run(Array(call.dropLast(2)), in: place.path)
        #expect(half.status == 2)
        #expect(half.errors.contains("--lower and --upper go together"))
    }

    @Test func `threads change no byte`() throws {
        let calls = ["1", "2", "7"].map { Self.call + ["--slice", "region", "--threads", $0, "--json"] }
        let outputs = try calls.map { try Binary.run($0, in: Self.folder).output }
        #expect(Set(outputs).count == 1)
    }

    @Test func `slices and sensitive columns are judged apart, one or several at a time`() throws {
        let evaluation = try json(["--slice", "region", "word", "--sensitive", "shop"])
        #expect(
            evaluation["slices"]?["slices"]?.elements.compactMap { $0["column"]?.text } == ["region", "word", "shop"])
        #expect(evaluation["findings"]?.elements.first?["code"] == "sensitive-as-slices")
        let column = try #require(evaluation["fairness"]?["columns"]?.elements.first)
        #expect(column["column"] == "shop")
        #expect(column["measures"]?["demographic_parity_ratio"] != nil)
        let rows = evaluation["slices"]?["slices"]?.elements.first?["values"]?.elements.compactMap {
            $0["rows"]?.number
        }
        #expect(rows?.reduce(0, +) == 250)
    }

    @Test func `whole labels with predictions that are not whole are a regression`() throws {
        let place = try Workspace()
        let rows = (0..<200).map { "\($0 % 6),\($0 % 6).\($0 % 10),\(Double($0 % 7) / 7)\n" }
        try place.write("p.csv", "stars,predicted,chance\n" + rows.joined())
        let result = try Binary.run(
            ["evaluate", "p.csv", "--label", "stars", "--prediction", "predicted", "--json"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try result.json()["task"] == "regression")
    }

    @Test func `a baseline is compared in every metric that both have, with an interval`() throws {
        let comparisons = try #require(try json(["--baseline", "z"])["comparisons"]).elements
        #expect(comparisons.count == 11)
        #expect(!comparisons.contains { $0["metric"] == "log_loss" })
        // z and p put the rows in the same order, but for ties.
        let area = try #require(comparisons.first { $0["metric"] == "roc_auc" })
        #expect(try #require(area["difference"]?.number) < 0.001)
        let recall = try #require(comparisons.first { $0["metric"] == "recall" })
        #expect(recall["better"] == "predictions")
        #expect(try #require(recall["lower"]?.number) <= (try #require(recall["difference"]?.number)))
    }

    @Test func `the baseline of several classes is a column of decisions, or a score for each`() throws {
        let scores = ["blue", "green", "red", "white"].flatMap { ["--score", "\($0)=p_\($0)"] }
        let call = ["evaluate", "multiclass.csv", "--label", "colour", "--json"] + scores
        let decided = try Binary.run(call + ["--baseline", "decided"], in: Self.folder).json()
        #expect(decided["comparisons"]?.elements.count == 6)
        let same = scores.map { $0 == "--score" ? "--baseline" : $0 }
        let again = try Binary.run(call + same, in: Self.folder).json()["comparisons"]?.elements ?? []
        #expect(again.count == 11)
        #expect(again.allSatisfy { $0["difference"] == 0 })
    }

    @Test func `costs are counted at the threshold`() throws {
        let document = try #require(try json(["--costs", "FN=5,FP=1", "--threshold", "0.25"])["thresholds"])
        let confusion = try #require(document["confusion"]).elements.map { $0.elements.compactMap(\.number) }
        #expect(document["chosen"] == 0.25)
        let cost = (confusion[0][1] + 5 * confusion[1][0]) / 250
        #expect(abs(try #require(document["expected_cost"]?.number) - cost) <= 1e-15)
        #expect(document["curve"]?.elements.count ?? 0 >= 101)
    }

    @Test func `a negative threshold suits real scores`() throws {
        let call = ["evaluate", "binary.csv", "--label", "y", "--score", "z", "--threshold=-0.5", "--json"]
        let evaluation = try Binary.run(call, in: Self.folder).json()
        #expect(evaluation["findings"]?.elements.map { $0["code"] } == ["not-probabilities"])
        #expect(evaluation["metrics"]?["recall"]?["value"]?.number ?? 0 > 0.7)
        #expect(evaluation["calibration"]?["bins"]?.elements == [])
    }

    // MARK: People

    @Test func `people read figures with intervals, slices, calibration and what next`() throws {
        let result = try Binary.run(Self.call + ["--slice", "region"], in: Self.folder)
        #expect(result.errors == "")
        #expect(result.output.hasPrefix("binary.csv · binary · label `y` · positive `1` · from 0.5 on · 250 rows\n"))
        for part in [
            "\n  roc_auc                     0.", "\n  region  rows", "\n  Calibration  off by", "\n  Next    ",
        ] {
            #expect(result.output.contains(part), "\(part)")
        }
    }

    @Test func `--quiet prints nothing, and no scratch folder is left`() throws {
        let place = try Workspace()
        let result = try Binary.run(Self.call + ["--quiet"], in: Self.folder, environment: ["TMPDIR": place.path])
        #expect(result.status == 0)
        #expect(result.output + result.errors == "")
        #expect(place.names(in: "") == [])
    }

    @Test func `a page is one file in which nothing acts, whatever the data holds`() throws {
        let place = try Workspace()
        let evil = "<script>alert(1)</script>"
        let rows = (0..<60).map { "\($0 % 2),0.\($0 % 7 + 1),\"\($0 % 3 == 0 ? evil : "\"\" onload=x")\"\n" }
        try place.write("t.csv", "y,p,\"\(evil)\"\n" + rows.joined())
        let result = try Binary.run(
            ["evaluate", "t.csv", "--label", "y", "--score", "p", "--slice", evil, "--report", "page.html"],
            in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("\n  Report  page.html"))
        let page = try String(contentsOfFile: place.path + "/page.html", encoding: .utf8)
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        for word in ["<script", "http:", "https:", "src=", "\" onload"] { #expect(!page.contains(word), "\(word)") }
    }

    @Test func `a report says where rows lose most, and shows nothing that is personal`() throws {
        let place = try Workspace()
        // One in five is predicted the wrong way; of old devices in the north, four in five.
        let rows = (0..<6_000).map { row -> String in
            let (region, device) = (["north", "south", "west"][row % 3], ["old", "new"][row / 3 % 2])
            let isWeak = region == "north" && device == "old"
            let isWrong = row * 7_919 % 10 < (isWeak ? 8 : 2)
            let label = row / 6 % 2
            return "\(label),\((label == 1) != isWrong ? 0.8 : 0.2),\(region),\(device),p\(row)@example.org\n"
        }
        try place.write("t.csv", "y,p,region,device,contact\n" + rows.joined())
        let call = ["evaluate", "t.csv", "--label", "y", "--score", "p"]
        let result = try Binary.run(call + ["--report", "page.html", "--json"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        let evaluation = try result.json()
        #expect(try JSONSchema(named: "evaluate").problems(with: evaluation) == [])
        guard case .array(let slices)? = evaluation["found_slices"]?["slices"],
            case .array(let predicates)? = slices.first?["predicates"]
        else {
            Issue.record("no slice: \(result.output.prefix(2_000))")
            return
        }
        #expect(Set(predicates.compactMap { $0["column"]?.text }) == ["region", "device"])
        let page = try String(contentsOfFile: place.path + "/page.html", encoding: .utf8)
        #expect(page.contains("Found slices") && page.contains("Classes that are taken for others"))
        #expect(page.contains("north") && !page.contains("@example.org"))
        #expect(try Binary.run(call + ["--json"], in: place.path).json()["found_slices"] == nil)
    }
}
