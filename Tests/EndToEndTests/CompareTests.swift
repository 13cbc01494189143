import Evidence
import Foundation
import TestSupport
import Testing

/// `associate runs compare`: what changed, by how much, and how sure that is.
@Suite struct CompareTests {
    /// Where the job itself compared two candidates, comparing a run of each gives the same bits.
    @Test(arguments: [
        "{by: random}", "{by: time}", "{by: group, group: joined}", "{cv: {folds: 4, repeats: 1}}",
    ])
    func `paired differences are those of the job`(split: String) throws {
        let runs = try CompareRuns()
        let time = split.contains("time") ? "joined" : nil
        func brief(_ candidates: String) -> String {
            let brief = CompareRuns.brief(candidates: candidates, split: split)
            return time.map { brief.replacingOccurrences(of: "  label:", with: "  time: \($0)\n  label:") } ?? brief
        }
        let prior = try runs.run(brief("[prior]"))
        let both = try runs.run(brief("[prior, linear]"))
        let job = try #require(try runs.json("evaluation/metrics.json", of: both)["comparisons"]?.elements.first)
        let difference = try runs.difference(prior, both)
        try #require(difference["after"]?["chosen"] == "linear")
        let metric = try #require(difference.metric("roc_auc"))
        #expect(difference["rows"]?["same"] == true)
        #expect(metric["difference"] == job["difference"])
        #expect(metric["lower"] == job["lower"])
        #expect(metric["upper"] == job["upper"])
        #expect(difference["differs"] == ["brief"])
    }

    @Test func `runs between say which change explains the difference`() throws {
        let runs = try CompareRuns()
        let prior = try runs.run(CompareRuns.brief(candidates: "[prior]"))
        let last = try runs.run(CompareRuns.brief("refit: true", candidates: "[prior, linear]"))
        #expect(try runs.compare([prior, last])["attributions"] == [.null])
        let between = try runs.run(CompareRuns.brief(candidates: "[prior, linear]"))
        _ = try runs.run(CompareRuns.brief(candidates: "[linear]"))
        let page = runs.place.path + "/page.html"
        let document = try runs.compare([prior, last], arguments: ["--html", page])
        let steps = try #require(document["attributions"]?.elements.first?["steps"]?.elements)
        #expect(steps.map { $0["changed"] } == [["candidates"], ["refit"]])
        #expect(steps.map { $0["to"]?.text } == [between, last])
        let total = try #require(document["comparisons"]?.elements.first?.metric("roc_auc")?["difference"]?.number)
        let sum = steps.compactMap { $0["metric"]?["difference"]?.number }.reduce(0, +)
        #expect(abs(sum - total) < 1e-12)
        #expect(try String(contentsOfFile: page, encoding: .utf8).contains("/attributions/0/steps/1/metric/difference"))
        let text = try Binary.run(["runs", "compare", prior, last], in: runs.place.path)
        #expect((text.output + text.errors).contains("  1  candidates: "))
    }

    @Test func `a run beside itself differs in nothing`() throws {
        let runs = try CompareRuns()
        let run = try runs.run(CompareRuns.brief())
        let again = try runs.run(CompareRuns.brief())
        for other in [run, again] {
            let difference = try runs.difference(run, other)
            #expect(difference["differs"] == [])
            #expect(difference["data"]?["same"] == true)
            #expect(difference["rows"]?["same"] == true)
            for metric in difference["metrics"]?.elements ?? [] { #expect(metric["difference"] == 0) }
        }
    }

    @Test func `each run decides at its own threshold`() throws {
        let runs = try CompareRuns()
        let usual = try runs.run(CompareRuns.brief())
        let cheap = try runs.run(
            CompareRuns.brief("metric: {costs: {false_positive: 1, false_negative: 9}}"))
        let difference = try runs.difference(usual, cheap)
        #expect(difference["before"]?["threshold"] != difference["after"]?["threshold"])
        // Scores are the same, decisions are not.
        #expect(difference.metric("roc_auc")?["difference"] == 0)
        #expect(difference.metric("log_loss")?["difference"] == 0)
        let recall = try #require(difference.metric("recall"))
        let (lower, upper) = (recall["lower"]?.number ?? 0, recall["upper"]?.number ?? 0)
        #expect(lower > 0 && lower < upper)
        #expect(difference["brief"]?.elements.map { $0["key"]?.text } == ["metric.costs"])
    }

    @Test func `rows and columns that came, went and changed are counted`() throws {
        let runs = try CompareRuns()
        let before = try runs.run(CompareRuns.brief(key: "id"))
        var lines = SampleData.customerLines(rows: 410).map { $0 + ",x" }
        lines.removeFirst(3)
        var cells = lines[0].split(separator: ",", omittingEmptySubsequences: false)
        cells[4] = "99"
        lines[0] = cells.joined(separator: ",")
        let header = SampleData.customersHeader.replacingOccurrences(of: "amount", with: "spent") + ",plan"
        try runs.place.write("customers.csv", ([header] + lines).joined(separator: "\n") + "\n")
        let after = try runs.run(CompareRuns.brief(key: "id"))
        let difference = try runs.difference(before, after)
        #expect(difference["differs"] == ["data"])
        let rows = try #require(difference["data"]?["rows"])
        #expect(rows == ["before": 400, "after": 407, "by": "key", "added": 10, "removed": 3, "changed": 1])
        let columns = try #require(difference["data"]?["columns"])
        #expect(columns["added"]?.elements.map { $0["name"]?.text } == ["spent", "plan"])
        #expect(columns["removed"]?.elements.map { $0["name"]?.text } == ["amount"])
        #expect(difference["data"]?["sources"] == [["name": "customers", "before": 400, "after": 407]])
        #expect(difference["rows"]?["same"] == false)
        #expect(difference["rows"]?["reason"]?.text?.hasPrefix("the figures are of other rows") == true)
        #expect(difference.metric("roc_auc")?["difference"] == nil)
    }

    @Test func `a column of another type is said to be retyped`() throws {
        let runs = try CompareRuns()
        let before = try runs.run(CompareRuns.brief())
        let after = try runs.run(
            CompareRuns.brief().replacingOccurrences(
                of: "  label:",
                with: "  dataset: SELECT * REPLACE (CAST(visits AS DOUBLE) AS visits) FROM customers\n  label:"))
        let difference = try runs.difference(before, after)
        #expect(
            difference["data"]?["columns"]?["retyped"] == [["name": "visits", "before": "BIGINT", "after": "DOUBLE"]])
        #expect(difference["data"]?["rows"]?["changed"] == 0)
        // The rows that judge are the same all the same.
        #expect(difference["rows"]?["same"] == true)
        #expect(difference["differs"] == ["data", "brief"])
    }

    @Test func `rows without a key are known by their cells`() throws {
        let runs = try CompareRuns()
        let before = try runs.run(CompareRuns.brief(key: nil))
        try runs.place.write("customers.csv", SampleData.customers(rows: 405))
        let after = try runs.run(CompareRuns.brief(key: nil))
        let rows = try #require(runs.difference(before, after)["data"]?["rows"])
        #expect(rows == ["before": 400, "after": 405, "by": "cells", "added": 5, "removed": 0])
    }

    @Test func `a label that was put right means that the rows are no longer the same`() throws {
        let runs = try CompareRuns()
        let before = try runs.run(CompareRuns.brief())
        let turned = SampleData.customerLines(rows: 400).map { line in
            String(line.hasSuffix("true") ? line.dropLast(4) + "false" : line.dropLast(5) + "true")
        }
        try runs.place.write(
            "customers.csv", ([SampleData.customersHeader] + turned).joined(separator: "\n") + "\n")
        let after = try runs.run(CompareRuns.brief("task: binary", split: "{by: group, group: region}"))
        let again = try runs.run(CompareRuns.brief("task: binary"))
        #expect(try runs.difference(before, after)["rows"]?["same"] == false)
        let reason = try runs.difference(before, again)["rows"]?["reason"]?.text
        #expect(reason != nil)
    }

    @Test func `another seed is named, and without a key its rows cannot be found again`() throws {
        let runs = try CompareRuns()
        let first = try runs.run(CompareRuns.brief("seed: 1", key: nil))
        let second = try runs.run(CompareRuns.brief("seed: 2", key: nil))
        let difference = try runs.difference(first, second)
        #expect(difference["differs"] == ["seed"])
        #expect(difference["seed"] == ["key": "seed", "before": 1, "after": 2])
        #expect(difference["rows"]?["same"] == false)
    }

    @Test func `a test part and folds are not the same rows`() throws {
        let runs = try CompareRuns()
        let part = try runs.run(CompareRuns.brief())
        let folds = try runs.run(CompareRuns.brief(split: "{cv: {folds: 3, repeats: 1}}"))
        let reason = try runs.difference(part, folds)["rows"]?["reason"]?.text
        #expect(reason?.contains("folds held out in turn") == true)
    }

    @Test func `weights are found again, also of rows held out in turn`() throws {
        let runs = try CompareRuns()
        try runs.place.write("customers.csv", SampleData.customers(rows: 2_000))
        for split in ["{by: random}", "{cv: {folds: 3, repeats: 1}}"] {
            func brief(_ candidates: String) -> String {
                CompareRuns.brief(candidates: candidates, split: split)
                    .replacingOccurrences(of: "  label:", with: "  weight: visits\n  label:")
            }
            let prior = try runs.run(brief("[prior]"))
            let both = try runs.run(brief("[prior, linear]"))
            let job = try runs.json("evaluation/metrics.json", of: both)["comparisons"]?.elements.first
            let difference = try runs.difference(prior, both)
            try #require(difference["after"]?["chosen"] == "linear")
            let metric = difference.metric("roc_auc")
            #expect(metric?["lower"] != nil && metric?["lower"] == job?["lower"], "\(split)")
            #expect(metric?["upper"] == job?["upper"], "\(split)")
        }
    }

    @Test func `several classes and numbers are compared too`() throws {
        for label in ["region", "amount"] {
            let runs = try CompareRuns()
            let lines = SampleData.customerLines(rows: 400).map { $0.replacingOccurrences(of: ",,", with: ",1.5,") }
            try runs.place.write(
                "customers.csv", ([SampleData.customersHeader] + lines).joined(separator: "\n") + "\n")
            let prior = try runs.run(CompareRuns.brief(candidates: "[prior]", label: label))
            let both = try runs.run(CompareRuns.brief(label: label))
            let difference = try runs.difference(prior, both)
            #expect(difference["rows"]?["same"] == true)
            let primary = try #require(difference["after"]?["primary"]?.text)
            let metric = try #require(difference.metric(primary))
            #expect(metric["difference"] != nil)
            let job = try runs.json("evaluation/metrics.json", of: both)["comparisons"]?.elements.first
            guard difference["after"]?["chosen"] == "linear" else { continue }
            // The job says how much better it is; here a smaller loss is a negative difference.
            #expect(metric["difference"]?.number?.magnitude == job?["difference"]?.number)
            #expect(metric["lower"]?.number?.magnitude == job?["upper"]?.number?.magnitude)
        }
    }

    @Test func `the first run is the baseline of all others`() throws {
        let runs = try CompareRuns()
        let ids = try [
            runs.run(CompareRuns.brief(candidates: "[prior]")), runs.run(CompareRuns.brief()),
            runs.run(CompareRuns.brief("owner: Ada")),
        ]
        let document = try runs.compare(ids)
        #expect(document["runs"]?.elements.map { $0["run_id"]?.text } == ids)
        #expect(document["comparisons"]?.elements.count == 2)
        for comparison in document["comparisons"]?.elements ?? [] {
            #expect(comparison["before"]?["chosen"] == "prior")
        }
    }

    @Test func `a person reads the metrics, then what differs`() throws {
        let runs = try CompareRuns()
        let before = try runs.run(CompareRuns.brief(candidates: "[prior]"))
        let after = try runs.run(CompareRuns.brief("owner: Ada"))
        let shown = try Binary.run(["runs", "compare", before, after], in: runs.place.path)
        #expect(shown.status == 0)
        for words in [
            "baseline \(before)", "roc_auc", "better", "Differences are on the same 80 rows.",
            "candidates: [\"prior\"] → [\"prior\",\"linear\"]", "owner: not given → Ada",
            "the same   data, seed, code, libraries",
        ] {
            #expect(shown.output.contains(words), "\(words)")
        }
    }

    @Test func `the page shows the figures of the JSON, each with its place`() throws {
        let runs = try CompareRuns()
        let before = try runs.run(CompareRuns.brief(candidates: "[prior]"))
        let after = try runs.run(CompareRuns.brief())
        let document = try runs.compare([before, after], arguments: ["--html", "page.html"])
        let page = try String(contentsOfFile: runs.place.path + "/page.html", encoding: .utf8)
        #expect(page.contains("default-src 'none'"))
        #expect(!page.contains("<script"))
        let places = page.matches(of: /data-source="(\/[^"]*)"/).map { String($0.output.1) }
        #expect(places.count > 30)
        for place in places { #expect(document.number(at: place) != nil, "\(place)") }
    }
}

extension JSONValue {
    /// The number at a JSON pointer.
    fileprivate func number(at pointer: String) -> Double? {
        pointer.split(separator: "/").reduce(Optional(self)) { value, step in
            Int(step).map { value?.elements[$0] } ?? value?[String(step)]
        }?.number
    }
}
