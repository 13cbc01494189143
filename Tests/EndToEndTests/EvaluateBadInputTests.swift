import Evidence
import Foundation
import TestSupport
import Testing

/// Predictions and arguments that cannot be judged: what the person is told.
@Suite struct EvaluateBadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var table: String
        var arguments: [String]
        var status: Int32 = 2
        var code: FindingCode
        /// A part of the first line on standard error.
        var says: String
        var testDescription: String { name }

        init(
            _ name: String, _ table: String, _ arguments: String, _ code: FindingCode, _ says: String
        ) {
            self.name = name
            self.table = table
            self.arguments = arguments.split(separator: " ").map(String.init)
            self.code = code
            self.says = says
        }

        init(_ name: String, _ table: String, _ code: FindingCode, _ says: String) {
            self.init(name, table, "--label y --score p", code, says)
        }
    }

    /// `y,p,q,w,c`: a label, two probabilities, a weight, a class of three.
    static let sound = table { row in "\(row % 2),0.\(row % 9 + 1),0.5,1,\(["a", "b", "c"][row % 3])" }

    static func table(_ header: String = "y,p,q,w,c", _ row: (Int) -> String) -> String {
        header + "\n" + (0..<30).map { row($0) + "\n" }.joined()
    }

    /// The sound table with the third row replaced.
    static func with(_ row: String) -> String {
        table { $0 == 2 ? row : "\($0 % 2),0.\($0 % 9 + 1),0.5,1,\(["a", "b", "c"][$0 % 3])" }
    }

    static let cases: [Case] = [
        Case(
            "NaN score", with("0,NaN,0.5,1,c"), .predictionUnfit, "t.csv: error: the score 'p' of row 3 is not a number"
        ),
        Case("infinite score", with("0,inf,0.5,1,c"), .predictionUnfit, "the score 'p' of row 3 is infinity"),
        Case("null score", with("0,,0.5,1,c"), .predictionUnfit, "the score 'p' of row 3 is missing"),
        Case("scores of text", sound, "--label y --score c", .predictionUnfit, "column 'c' holds text"),
        Case(
            "NaN prediction", with("0,NaN,0.5,1,c"), "--label q --prediction p --task regression", .predictionUnfit,
            "the prediction 'p' of row 3"),
        Case(
            "label without end", with("0,0.5,inf,1,c"), "--label q --prediction p", .nonFiniteValues,
            "the label 'q' of row 3 is infinity"),
        Case(
            "sums", sound, "--label c --score a=p --score b=q --score c=w", .predictionUnfit,
            "the probabilities of row 1 sum to 1.6, not 1"),
        Case(
            "sums of two", sound, "--label y --score 0=p --score 1=q", .predictionUnfit,
            "the probabilities of row 1 sum to 0.6, not 1"),
        Case(
            "several classes outside", with("0,2,0.5,1,c"), "--label c --score a=p --score b=q --score c=w",
            .predictionUnfit, "the probability 'p' of row 3 is 2"),
        Case(
            "unknown class in the label", sound, "--label c --score a=p --score b=q --score d=w", .unknownClass,
            "class 'c' has no --score"),
        Case(
            "unknown positive", sound, "--label y --score p --positive 7", .unknownClass,
            "class '7' is no class of the label 'y'"),
        Case(
            "unknown predicted class", with("0,0.5,0.5,1,c"), "--label y --prediction c --task binary", .labelUnfit,
            "column 'c' holds a"),
        Case(
            "class predicted as a number", sound, "--label y --prediction p", .labelUnfit,
            "column 'p' holds 0.1, which is no class"),
        Case(
            "two scores for three classes", sound, "--label c --score p --score q", .labelUnfit,
            "--score names 2 columns"),
        Case(
            "one score for three classes", sound, "--label c --score p", .labelUnfit,
            "a binary task has two classes, and the label 'c' has 3"),
        Case(
            "negative weight", with("0,0.5,0.5,-1,c"), "--label y --score p --weight w", .weightUnfit,
            "the weight 'w' of row 3 is −1"),
        Case(
            "no weight", with("0,0.5,0.5,,c"), "--label y --score p --weight w", .weightUnfit,
            "the weight 'w' of row 3 is missing"),
        Case(
            "weights of 0", table { "\($0 % 2),0.5,0.5,0,a" }, "--label y --score p --weight w", .weightUnfit,
            "all weights in 'w' are 0"),
        Case(
            "no such column", sound, "--label y --score pp --slice cc", .columnNotFound,
            "there is no column 'pp', which --score names"),
        Case("no label at all", table { _ in ",0.5,0.5,1,a" }, .labelMissing, "no row has a label in 'y'"),
        Case("one class of text", table { _ in "low,0.5,0.5,1,a" }, .oneClass, "every row of the label 'y' is 'low'"),
        Case(
            "label of dates", table { "2024-01-0\($0 % 9 + 1),0.5,0.5,1,a" }, .labelUnfit, "the label 'y' holds moments"
        ),
        Case("header alone", "y,p\n", .sourceEmpty, "t.csv"),
        Case("empty file", "", .sourceEmpty, "t.csv"),
        Case("ragged", sound + "1,2\n", .sourceMalformed, "t.csv:32"),
        Case("query", sound, "--label y --score p --query nowhere", .columnNotFound, "nowhere"),
        Case("metric", sound, "--label y --score p --metric cohen_kapa", .argumentInvalid, "'cohen_kapa'"),
        Case(
            "metric of another task", sound, "--label y --score p --metric mean_gamma_deviance", .argumentInvalid,
            "binary"),
        Case("k", sound, "--label y --score p --k 0", .argumentInvalid, "--k is at least 1"),
        Case("power", sound, "--label y --score p --power 0.5", .argumentInvalid, "--power"),
        Case(
            "task of later", sound, "--label y --score p --task ranking", .notInThisVersion,
            "'ranking' is not in this version"),
        Case("no task", sound, "--label y --score p --task banary", .argumentInvalid, "'banary' is not a task"),
        Case("neither", sound, "--label y", .argumentInvalid, "neither --score nor --prediction"),
        Case(
            "both", sound, "--label y --score p --prediction q", .argumentInvalid,
            "--score and --prediction are both given"),
        Case("mixed scores", sound, "--label y --score p --score 1=q", .argumentInvalid, "with classes and without"),
        Case("costs", sound, "--label y --score p --costs FP=1", .argumentInvalid, "--costs takes two numbers"),
        Case(
            "negative costs", sound, "--label y --score p --costs FP=-1,FN=2", .argumentInvalid,
            "--costs takes two numbers"),
        Case(
            "costs of a regression", sound, "--label p --prediction q --costs FP=1,FN=2", .argumentInvalid,
            "--costs has no meaning"),
        Case(
            "threshold of a regression", sound, "--label p --prediction q --threshold 0.5", .argumentInvalid,
            "--threshold has no meaning"),
        Case(
            "threshold", sound, "--label y --score p --threshold nan", .argumentInvalid,
            "--threshold takes a finite number"),
        Case(
            "report in no folder", sound, "--label y --score p --report no/where.html", .argumentInvalid,
            "a folder that is not there"),
        Case(
            "report over the table", sound, "--label y --score p --report t.csv", .argumentInvalid,
            "would overwrite the predictions"),
        Case(
            "regression of text", sound, "--label c --prediction p --task regression", .labelUnfit,
            "a regression needs a number"),
    ]

    @Test(arguments: cases) func `it ends with its code, its place and a cure`(bad: Case) throws {
        let place = try Workspace()
        try place.write("t.csv", bad.table)
        let result = try Binary.run(["evaluate", "t.csv", "--json"] + bad.arguments, in: place.path)
        #expect(result.status == bad.status, "\(result.errors)")
        let finding = try result.json()["findings"]?.elements.first
        #expect(finding?["code"]?.text == bad.code.rawValue)
        #expect(finding?["advice"]?.text?.isEmpty == false)
        #expect(result.firstError.contains(bad.says), "\(result.firstError)")
        #expect(place.names(in: "") == ["t.csv"])
    }

    @Test func `a file that is not there is named`() throws {
        let place = try Workspace()
        let result = try Binary.run(["evaluate", "no.csv", "--label", "y", "--score", "p"], in: place.path)
        #expect(result.status == 2)
        #expect(result.firstError.contains("no.csv"))
    }

    @Test func `a column that is not there has its nearest name`() throws {
        let place = try Workspace()
        try place.write("t.csv", "label,score\n1,0.5\n0,0.4\n")
        let result = try Binary.run(["evaluate", "t.csv", "--label", "lable", "--score", "score"], in: place.path)
        #expect(result.errors.contains("did you mean 'label'?"))
    }

    // MARK: What is said and judged all the same

    private func judged(_ table: String, _ arguments: String) throws -> JSONValue {
        let place = try Workspace()
        try place.write("t.csv", table)
        let words = arguments.split(separator: " ").map(String.init)
        let result = try Binary.run(["evaluate", "t.csv", "--json"] + words, in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        let evaluation = try result.json()
        #expect(try JSONSchema(named: "evaluate").problems(with: evaluation) == [])
        return evaluation
    }

    @Test func `rows without a label are left out and counted`() throws {
        let evaluation = try judged(Self.with(",0.5,0.5,1,c"), "--label y --score p")
        #expect(evaluation["rows"] == 29)
        let finding = evaluation["findings"]?.elements.first
        #expect(finding?["code"] == "label-missing")
        #expect(finding?["count"] == 1)
    }

    @Test func `without a positive row what needs one is undefined, and the rest stands`() throws {
        let evaluation = try judged(Self.table { "0,0.\($0 % 9 + 1),0.5,1,a" }, "--label y --score p")
        #expect(evaluation["findings"]?.elements.map { $0["code"] } == ["one-class"])
        #expect(evaluation["metrics"]?["roc_auc"]?["reason"] == "no row is positive")
        #expect(evaluation["metrics"]?["brier_score"]?["value"]?.number != nil)
        #expect(evaluation["metrics"]?["specificity"]?["value"]?.number != nil)
    }

    @Test func `one class of text is enough where the positive one is named`() throws {
        let evaluation = try judged(Self.table { "low,0.\($0 % 9 + 1),0.5,1,a" }, "--label y --score p --positive high")
        #expect(evaluation["metrics"]?["roc_auc"]?["reason"] == "no row is positive")
    }

    @Test func `a class that is predicted and no label counts as wrong, and is said`() throws {
        let table = Self.table { "\(["a", "b", "c"][$0 % 3]),0.5,0.5,1,\(["a", "b", "d"][$0 % 3])" }
        let evaluation = try judged(table, "--label y --prediction c")
        #expect(evaluation["findings"]?.elements.map { $0["code"] } == ["unknown-class"])
        #expect(abs((evaluation["metrics"]?["accuracy"]?["value"]?.number ?? 0) - 2.0 / 3) < 1e-15)
    }

    @Test func `a class without rows is named, and its figures are undefined`() throws {
        let table = Self.table("y,p,q,r,s") { "\(["a", "b", "c"][$0 % 3]),0.25,0.25,0.25,0.25" }
        let evaluation = try judged(table, "--label y --score a=p --score b=q --score c=r --score z=s")
        #expect(evaluation["findings"]?.elements.map { $0["code"] } == ["unknown-class"])
        #expect(evaluation["metrics"]?["roc_auc_ovr"]?["reason"] == "class 'z' has no rows")
        #expect(evaluation["metrics"]?["log_loss"]?["value"]?.number != nil)
    }

    @Test func `the rarer class is positive where no name says so, and that is said`() throws {
        let table = Self.table { "\($0 % 3 == 0 ? "bad" : "good"),0.5,0.5,1,a" }
        let evaluation = try judged(table, "--label y --score p")
        #expect(evaluation["findings"]?.elements.map { $0["code"] } == ["positive-inferred"])
        #expect(evaluation["findings"]?.elements.first?["message"]?.text?.contains("'bad'") == true)
    }

    @Test func `few clusters are said`() throws {
        let evaluation = try judged(Self.sound, "--label y --score p --cluster c")
        #expect(evaluation["findings"]?.elements.map { $0["code"] } == ["few-units"])
    }

    @Test func `two numbers that are whole are classes where there are scores`() throws {
        let evaluation = try judged(Self.table { "\($0 % 2).0,0.\($0 % 9 + 1),0.5,1,a" }, "--label y --score p")
        #expect(evaluation["task"] == "binary")
    }

    @Test func `yes and no are classes by their names`() throws {
        let table = Self.table { "\($0 % 3 == 0 ? "yes" : "no"),0.\($0 % 9 + 1),0.5,1,a" }
        let areas = try ["--score p", "--score yes=p", "--score p --positive yes"].map {
            try judged(table, "--label y " + $0)["metrics"]?["roc_auc"]?["value"]?.number
        }
        #expect(Set(areas).count == 1)
        let other = try judged(table, "--label y --score p --positive no")["metrics"]?["roc_auc"]?["value"]?.number
        #expect(abs((areas[0] ?? 0) + (other ?? 0) - 1) < 1e-12)
    }
}
