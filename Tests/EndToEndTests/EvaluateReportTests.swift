import Evidence
import Foundation
import TestSupport
import Testing

/// What `associate evaluate --report` draws of predictions, and of a model.
@Suite struct EvaluateReportTests {
    private struct Made {
        let evaluation: JSONValue
        let page: String
        let text: String

        var codes: [String] { evaluation["findings"]?.elements.compactMap { $0["code"]?.text } ?? [] }
    }

    /// Evaluates with a page, as JSON and for a terminal.
    private func made(_ place: Workspace, _ arguments: String...) throws -> Made {
        let call = ["evaluate"] + arguments + ["--report", "page.html"]
        let result = try Binary.run(call + ["--json"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        let evaluation = try result.json()
        #expect(try JSONSchema(named: "evaluate").problems(with: evaluation) == [])
        let page = try String(contentsOfFile: place.path + "/page.html", encoding: .utf8)
        let text = try Binary.run(call, in: place.path)
        #expect(text.status == 0, "\(text.errors)")
        #expect(try String(contentsOfFile: place.path + "/page.html", encoding: .utf8) == page)
        return Made(evaluation: evaluation, page: page, text: text.output)
    }

    /// Every place that the page names in the JSON holds a value there.
    private func expectTraced(_ made: Made) {
        let sources = made.page.components(separatedBy: "data-source=\"").dropFirst().flatMap { piece in
            piece.prefix { $0 != "\"" }.split(separator: " ").map(String.init)
        }
        #expect(!sources.isEmpty)
        for source in sources {
            let steps = source.dropFirst().split(separator: "/").map {
                $0.replacingOccurrences(of: "~1", with: "/").replacingOccurrences(of: "~0", with: "~")
            }
            let value = steps.reduce(made.evaluation as JSONValue?) { value, step in
                if case .array(let elements)? = value { return Int(step).flatMap { elements[$0] } }
                return value?[step]
            }
            #expect(value != nil && value != .null, "\(source)")
        }
    }

    /// Rows whose score is too sure of itself, of both classes.
    private static let scored: String = {
        var state: UInt64 = 5
        func unit() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 0x1p53
        }
        let rows = (0..<4_000).map { _ -> String in
            let truth = unit()
            let sure = truth < 0.5 ? truth * truth * 2 : 1 - 2 * (1 - truth) * (1 - truth)
            return "\(unit() < truth ? 1 : 0),\(sure)\n"
        }
        return "y,p\n" + rows.joined()
    }()

    @Test func `binary predictions have curves, calibration, gains and thresholds with intervals`() throws {
        let place = try Workspace()
        try place.write("t.csv", Self.scored)
        let made = try made(place, "t.csv", "--label", "y", "--score", "p", "--costs", "FP=1,FN=4")
        for part in [
            "of positive rows at a false positive rate of", "of what is found is positive", "Scores of the two classes",
            "Furthest apart", "of rows with the highest scores hold", "On these rows decisions would cost least from",
        ] {
            #expect(made.page.contains(part), "\(part)")
        }
        expectTraced(made)
        let thresholds = try #require(made.evaluation["thresholds"])
        let best = try #require(thresholds["best"])
        let (lower, upper) = (best["interval"]?["lower"]?.number, best["interval"]?["upper"]?.number)
        // A false negative costs four times as much: one in five is where both cost the same.
        #expect(try #require(lower) < 0.2 && 0.2 > 0)
        #expect(try #require(best["threshold"]?.number) <= #require(upper))
        #expect(try #require(best["cost"]?.number) < #require(thresholds["expected_cost"]?.number))
        let bounds = try #require(thresholds["cost_interval"])
        #expect(try #require(bounds["lower"]?.number) < #require(thresholds["expected_cost"]?.number))
        #expect(made.codes.contains("recalibration-pays"))
        #expect(made.text.contains("which other rows must confirm"))
    }

    @Test func `probabilities that are right need no recalibration`() throws {
        let place = try Workspace()
        let rows = (0..<4_000).map { row in "\(row / 10 % 10 < row % 10 ? 1 : 0),0.\(row % 10)\n" }
        try place.write("t.csv", "y,p\n" + rows.joined())
        #expect(try !made(place, "t.csv", "--label", "y", "--score", "p").codes.contains("recalibration-pays"))
    }

    @Test func `a regression has its errors drawn`() throws {
        let place = try Workspace()
        let rows = (0..<500).map { "\($0 * 37 % 101),\($0 * 37 % 101 + $0 % 7)\n" }
        try place.write("t.csv", "y,p\n" + rows.joined())
        let made = try made(place, "t.csv", "--label", "y", "--prediction", "p", "--task", "regression")
        #expect(made.page.contains("Half of the errors are smaller than") && made.page.contains("Furthest apart"))
        expectTraced(made)
        #expect(made.evaluation["thresholds"] == nil)
    }

    @Test func `costs of pairs of classes decide, and what they save has an interval`() throws {
        let place = try Workspace()
        let rows = (0..<600).map { row -> String in
            let truth = ["a", "b", "c"][row % 3]
            let sure = row % 5 == 0 ? "0.3,0.6,0.1" : ["0.96,0.02,0.02", "0.02,0.96,0.02", "0.02,0.02,0.96"][row % 3]
            return "\(truth),\(sure)\n"
        }
        try place.write("t.csv", "y,pa,pb,pc\n" + rows.joined())
        let call = ["t.csv", "--label", "y", "--score", "a=pa", "--score", "b=pb", "--score", "c=pc"]
        let made = try made(
            place, call[0], call[1], call[2], call[3], call[4], call[5], call[6], call[7], call[8], "--costs",
            "{a: {b: 10}}")
        let thresholds = try #require(made.evaluation["thresholds"])
        let decision = try #require(thresholds["decision"])
        // Of the 120 unsure rows a third is 'a': deciding 'a' costs 1 for the other 80, deciding 'b' 10 for 40 and 1 for 40.
        #expect(abs(try #require(thresholds["expected_cost"]?.number) - 80.0 / 600) < 1e-12)
        #expect(abs(try #require(decision["likeliest_cost"]?["value"]?.number) - 440.0 / 600) < 1e-12)
        #expect(try #require(decision["saved"]?["lower"]?.number) > 0)
        #expect(thresholds["confusion"]?.elements[1].elements.first == 40)
        #expect(made.page.contains("What deciding each class costs") && made.page.contains("is taken for"))
        #expect(made.text.contains("against deciding the likeliest class"))
        expectTraced(made)
        for (costs, words) in [
            ("{a: {d: 1}}", "names a class that is not there: 'd'"), ("FP=1,FN=2", "no meaning for a multiclass"),
        ] {
            let refused = try Binary.run(["evaluate"] + call + ["--costs", costs], in: place.path)
            #expect(refused.status == 2 && refused.errors.contains(words), "\(refused.errors)")
        }
    }

    @Test func `a model is asked what it rests on and how its predictions follow its columns`() throws {
        let place = try Workspace()
        let fixtures = Binary.root.appendingPathComponent("Tests/EndToEndTests/Fixtures/foreign")
        for name in ["customers.csv", "sklearn_columns.onnx"] {
            try place.write(name, Data(contentsOf: fixtures.appendingPathComponent(name)))
        }
        let made = try made(place, "customers.csv", "--label", "churned", "--model", "sklearn_columns.onnx")
        let columns = try #require(made.evaluation["importance"]?["columns"]?.elements)
        #expect(columns.count > 1)
        #expect(try #require(columns.first?["permutation"]?.number) > 0)
        let dependence = try #require(made.evaluation["explanations"]?["dependence"]?.elements.first)
        #expect(dependence["column"] == columns.first?["column"])
        #expect(dependence["levels"]?.elements.first?["attribution"] == .null)
        #expect(made.page.contains("counts most") && made.page.contains("Were all at"))
        expectTraced(made)
    }
}
