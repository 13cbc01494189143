import Columns
import Evidence
import Testing
import Warehouse

@testable import Framing

@Suite struct BriefSettledTests {
    private static let columns: [(name: String, type: ColumnType)] = [
        ("y", .integer), ("a", .double), ("b", .text), ("at", .timestamp), ("w", .double),
    ]

    private func brief(_ more: String = "", data: String = "") throws -> Brief {
        try Workshop().read("data:\n  sources: {f: data/flights.csv}\n  label: y\n\(data)\(more)")
    }

    private func column(_ values: [Int64?]) -> LabelProfile {
        LabelProfile(of: .integer(Values(values, filler: 0)))
    }

    private func texts(_ counts: KeyValuePairs<String, Int>) -> LabelProfile {
        LabelProfile(of: .text(TextValues(counts.flatMap { Array(repeating: $0.key, count: $0.value) })))
    }

    private func settled(_ brief: Brief, _ label: LabelProfile) throws -> SettledBrief {
        try brief.settled(label: label, columns: Self.columns, rows: label.rows + label.missing)
    }

    private func messages(_ brief: Brief, _ label: LabelProfile) throws -> [String] {
        let error = try #require(throws: BriefError.self) { try settled(brief, label) }
        return error.findings.map { "\($0.line ?? 0) \($0.code.rawValue): \($0.message)" }
    }

    private static func cycle(_ values: [Int64], _ count: Int) -> [Int64?] {
        (0..<count).map { values[$0 % values.count] }
    }

    @Test func twoIntegersAreBinary() throws {
        let settled = try settled(brief(), column(Self.cycle([1, 0, 0], 30)))
        #expect(settled.task == .binary)
        #expect(settled.classes == ["0", "1"])
        #expect(settled.positive == "1")
        #expect(settled.primary == .rocAUC)
        #expect(settled.candidates == [.prior, .linear, .boostedTrees])
        #expect(
            settled.inferences.map { "\($0.key) = \($0.value): \($0.reason)" } == [
                "name = brief: made from the name of the brief's file",
                "task = binary: the label 'y' has 2 distinct consecutive integers, which are taken as classes",
                "data.positive = 1: of '1' and '0' it is the one that says yes",
                "metric.primary = roc_auc: the standard of a binary task",
                "split = by random, cross-validation in 5 folds, dealt 5 times: there is no 'data.time'; 'data.time: at' would test on later rows what earlier ones taught; with fewer than 5,000 rows a single test part would say little, so every row is held out in its turn",
                "candidates = prior, linear, boosted_trees: the standard ones, the simplest first",
            ])
    }

    @Test func consecutiveIntegersAreClassesInNumericOrder() throws {
        let settled = try settled(brief(), column(Self.cycle([11, 9, 10], 60)))
        #expect(settled.task == .multiclass)
        #expect(settled.classes == ["9", "10", "11"])
        #expect(settled.positive == nil)
        #expect(settled.primary == .logLoss)
    }

    @Test(arguments: [
        ([3, 7, 8], "integers that are not consecutive"), (Array(0...20), "more than 20 distinct integers"),
        ([Int64.min, Int64.max], "integers that are not consecutive"),
    ])
    func otherIntegersAreNumbers(values: [Int64], reason: String) throws {
        let settled = try settled(brief(), column(Self.cycle(values, 60)))
        #expect(settled.task == .regression)
        #expect(settled.classes.isEmpty)
        #expect(settled.primary == .rootMeanSquaredError)
        #expect(settled.inferences[1].reason.contains(reason))
    }

    @Test func twentyConsecutiveIntegersAreClasses() throws {
        #expect(try settled(brief(), column(Self.cycle(Array(1...20), 60))).task == .multiclass)
    }

    @Test func textsAreClassesByTheirBytes() throws {
        let settled = try settled(brief(), texts(["é": 10, "b": 10, "Z": 10]))
        #expect(settled.task == .multiclass)
        #expect(settled.classes == ["Z", "b", "é"])
    }

    @Test func booleansAreFalseThenTrue() throws {
        let label = LabelProfile(of: .boolean(Values((0..<30).map { $0 % 3 == 0 }, filler: false)))
        let settled = try settled(brief(), label)
        #expect(settled.classes == ["false", "true"])
        #expect(settled.positive == "true")
    }

    @Test(arguments: [("Yes", "No", "Yes"), ("TRUE", "FALSE", "TRUE")])
    func thePositiveClassSaysSoItself(first: String, second: String, positive: String) throws {
        let label = LabelProfile(
            type: .text, rows: 30, distinct: [.init(text: second, rows: 10), .init(text: first, rows: 20)])
        #expect(try settled(brief(), label).positive == positive)
    }

    @Test(arguments: [
        (ColumnType.boolean, ["false", "true"], "Yes", "true"), (.boolean, ["false", "true"], "no", "false"),
        (.integer, ["0", "1"], "true", "1"), (.text, ["No", "Yes"], "Yes", "Yes"),
    ])
    func thePositiveClassIsNamedAsTheDataOrTheEngineHasIt(
        type: ColumnType, classes: [String], given: String, positive: String
    ) throws {
        let label = LabelProfile(
            type: type, rows: 30, distinct: classes.map { .init(text: $0, rows: 15) },
            integers: type == .integer ? 0...1 : nil)
        #expect(try settled(brief(data: "  positive: \(given)\n"), label).positive == positive)
    }

    @Test func elseTheRarerClassIsPositive() throws {
        let settled = try settled(brief(), texts(["churned": 10, "kept": 30]))
        #expect(settled.positive == "churned")
        #expect(settled.inferences.contains { $0.reason == "it is the rarer class: 10 of 40 rows" })
    }

    @Test func ofEquallyRareClassesTheLastIsPositive() throws {
        #expect(try settled(brief(), texts(["a": 20, "b": 20])).positive == "b")
    }

    @Test func thePositiveClassOfTheBriefCounts() throws {
        #expect(try settled(brief(data: "  positive: a\n"), texts(["a": 25, "b": 20])).positive == "a")
    }

    @Test(arguments: [(4, MetricName.averagePrecision), (5, .rocAUC)])
    func underFivePercentPositivesTheMetricIsAveragePrecision(positives: Int, metric: MetricName) throws {
        let label = column((0..<100).map { $0 < positives ? 1 : 0 })
        #expect(try settled(brief(), label).primary == metric)
    }

    @Test func theMetricOfTheBriefCounts() throws {
        let settled = try settled(brief("metric: {primary: f1}\n"), column(Self.cycle([0, 1], 30)))
        #expect(settled.primary == .f1)
        #expect(!settled.inferences.contains { $0.key == "metric.primary" })
    }

    @Test func withATimeTheSplitIsByTime() throws {
        let settled = try settled(brief(data: "  time: at\n"), column(Self.cycle([0, 1], 5_000)))
        #expect(
            settled.split
                == .parts(
                    by: .time, validation: .share(try #require(Share(0.15))), test: .share(try #require(Share(0.2))),
                    gap: nil))
    }

    @Test func underFiveThousandRowsWithALabelRowsAreCrossValidated() throws {
        let settled = try settled(brief(data: "  time: at\n"), column(Self.cycle([0, 1], 4_999)))
        #expect(settled.split == .crossValidation(by: .time, folds: 5, repeats: 1, gap: nil))
        let said = try #require(settled.inferences.first { $0.key == "split" })
        #expect(said.value == "by time, cross-validation in 5 folds")
        #expect(said.reason.contains("fewer than 5,000 rows"))
    }

    @Test(arguments: [(4_999, 1), (2_501, 1), (2_500, 2), (1_001, 4), (1_000, 5), (30, 5)])
    func `the fewer rows there are, the more often they are dealt`(rows: Int, repeats: Int) throws {
        let settled = try settled(brief(), column(Self.cycle([0, 1], rows)))
        #expect(settled.split == .crossValidation(by: .random, folds: 5, repeats: repeats, gap: nil))
    }

    @Test func `folds of the brief are dealt as often as it says`() throws {
        let settled = try settled(brief("split: {cv: {folds: 4}}\n"), column(Self.cycle([0, 1], 100)))
        #expect(settled.split == .crossValidation(by: .random, folds: 4, repeats: 1, gap: nil))
    }

    @Test func aSplitOfTheBriefCountsHoweverFewRowsThereAre() throws {
        let settled = try settled(brief("split: {test: 30%}\n"), column(Self.cycle([0, 1], 30)))
        guard case .parts(.random, _, let test, nil) = settled.split else {
            Issue.record("\(settled.split)")
            return
        }
        #expect(test == .share(try #require(Share(0.3))))
    }

    @Test func foldsOfTheBriefCountHoweverManyRowsThereAre() throws {
        let settled = try settled(
            brief("split: {group: b, cv: {folds: 3, repeats: 2}}\n"), column(Self.cycle([0, 1], 6_000)))
        #expect(settled.split == .crossValidation(by: .group(column: "b"), folds: 3, repeats: 2, gap: nil))
    }

    @Test func theSplitOfTheBriefCounts() throws {
        let settled = try settled(
            brief("split: {by: random, validation: 10%, test: 30%}\n"), column(Self.cycle([0, 1], 30)))
        #expect(settled.split.by == .random)
        #expect(!settled.inferences.contains { $0.key == "split" })
    }

    @Test func aSettledBriefWritesAndReadsBackTheSame() throws {
        let workshop = try Workshop()
        let brief = try workshop.read("data: {sources: {f: data/flights.csv}, label: y}")
        let settled = try settled(brief, texts(["churned": 10, "kept": 30]))
        let text = BriefWriter.text(for: settled.explicit)
        #expect(text.contains("  # it is the rarer class: 10 of 40 rows\n  positive: churned\n"))
        #expect(try workshop.read(text) == settled.explicit)
    }

    @Test func givesTheSummaryOfTheBrief() throws {
        let settled = try settled(
            brief("exclude: {a: not known in time}\nowner: Ana\ndue: 2026-12-01\n"), column(Self.cycle([0, 1], 30)))
        let role = Exclusion(column: "y", reason: "the label", by: .role)
        let summary = settled.summary(excluded: [role])
        #expect(summary.excluded == [Exclusion(column: "a", reason: "not known in time", by: .brief), role])
        #expect(summary.task == .binary)
        #expect(summary.due == "2026-12-01")
        #expect(summary.candidates == ["prior", "linear", "boosted_trees"])
        #expect(summary.inferred == settled.inferences)
    }

    // MARK: Labels that are not fit

    @Test func threeValuesAreNotBinary() throws {
        #expect(
            try messages(brief("task: binary\n"), texts(["a": 10, "b": 10, "c": 10])) == [
                "4 label-unfit: 'binary' needs two classes, and the label 'y' has 3: 'a', 'b', 'c'"
            ])
    }

    @Test func valuesOfASensitiveLabelAreNotShown() throws {
        #expect(
            try messages(brief("task: binary\nsensitive: [y]\n"), texts(["a": 10, "b": 10, "c": 10])) == [
                "4 label-unfit: 'binary' needs two classes, and the label 'y' has 3"
            ])
    }

    @Test func twoValuesAreNotMulticlass() throws {
        #expect(
            try messages(brief("task: multiclass\n"), texts(["a": 10, "b": 10])) == [
                "4 label-unfit: 'multiclass' needs three classes or more, and the label 'y' has 2: 'a', 'b'"
            ])
    }

    @Test func textIsNoRegression() throws {
        #expect(
            try messages(brief("task: regression\n"), texts(["a": 10, "b": 10])) == [
                "4 label-unfit: a regression needs a number, and the label 'y' holds text"
            ])
    }

    @Test func numbersAreNoClasses() throws {
        let label = LabelProfile(of: .double(Values((0..<30).map { Double($0 % 2) }, filler: 0)))
        #expect(
            try messages(brief("task: binary\n"), label) == [
                "4 label-unfit: 'binary' needs classes, and the label 'y' holds numbers"
            ])
    }

    @Test func oneClassIsNone() throws {
        #expect(
            try messages(brief(), column(Self.cycle([1], 30))) == [
                "3 one-class: the label 'y' has one class in all 30 rows"
            ])
    }

    @Test func aConstantIsNoRegression() throws {
        let label = LabelProfile(of: .double(Values(Array(repeating: 2.5, count: 30), filler: 0)))
        #expect(try messages(brief(), label) == ["3 label-unfit: the label 'y' has one value in all 30 rows"])
    }

    @Test func datesAreNoLabel() throws {
        let label = LabelProfile(of: .timestamp(Values(Array(repeating: 0, count: 30), filler: 0), .date))
        #expect(try messages(brief(), label) == ["3 label-unfit: the label 'y' holds dates"])
    }

    @Test func aHundredAndOneTextsAreNoClasses() throws {
        let label = LabelProfile(of: .text(TextValues((0..<303).map { "v\($0 % 101)" })))
        #expect(try messages(brief(), label) == ["3 label-unfit: the label 'y' has more than 100 distinct values"])
        let hundred = LabelProfile(of: .text(TextValues((0..<300).map { "v\($0 % 100)" })))
        #expect(try settled(brief(), hundred).classes.count == 100)
    }

    @Test func aLabelThatIsMissingEverywhereIsSaid() throws {
        #expect(
            try messages(brief(), column(Array(repeating: nil, count: 30))) == [
                "3 label-missing: the label 'y' is missing in every row"
            ])
    }

    @Test(arguments: [(19, false), (20, true), (21, true)])
    func twentyLabelledRowsAreNeeded(rows: Int, isEnough: Bool) throws {
        let label = column(Self.cycle([0, 1], rows) + [nil, nil])
        if isEnough {
            #expect(try settled(brief(), label).task == .binary)
        } else {
            #expect(try messages(brief(), label) == ["3 too-few-rows: only 19 rows have a label 'y'"])
        }
    }

    @Test func infinitiesAreSaid() throws {
        let label = LabelProfile(of: .double(Values((0..<30).map { $0 < 2 ? .nan : Double($0) }, filler: 0)))
        #expect(
            try messages(brief(), label) == ["3 non-finite-values: the label 'y' holds NaN or an infinity in 2 rows"])
    }

    @Test func keysWithoutAMeaningForTheTaskAreSaid() throws {
        let brief = try brief(
            "metric: {primary: roc_auc, costs: {false_positive: 1, false_negative: 2}}\n", data: "  positive: a\n")
        #expect(
            try messages(brief, column(Self.cycle([1, 2, 3], 30))) == [
                "4 impossible-value: 'data.positive' has a meaning only for a binary task, not for multiclass",
                "5 impossible-value: 'roc_auc' is no metric of a multiclass task",
                "5 impossible-value: 'metric.costs' has a meaning only for a binary task, not for multiclass",
            ])
    }

    @Test func aPositiveThatIsNoClassIsSaid() throws {
        #expect(
            try messages(brief(data: "  positive: c\n"), texts(["a": 10, "b": 10])) == [
                "4 impossible-value: 'c' is no class of the label"
            ])
    }

    // MARK: Columns

    @Test func everyColumnThatIsNotThereIsSaidWithTheNearest() throws {
        let brief = try brief(
            "split: {by: group, group: grp}\nslices: [b, c]\nsensitive: [d]\nexclude: {bb: no}\nsensitive_use: {d: why}\n",
            data: "  key: [a, k]\n  weight: ww\n")
        let error = try #require(throws: BriefError.self) { try settled(brief, column(Self.cycle([0, 1], 30))) }
        #expect(
            error.findings.map { "\($0.line ?? 0) \($0.column ?? "")" } == [
                "4 k", "5 ww", "6 grp", "7 c", "8 d", "9 bb", "10 d",
            ])
        #expect(error.findings.allSatisfy { $0.code == .columnNotFound })
        #expect(error.findings[1].excerpt?.hint == "did you mean 'w'?")
        #expect(error.findings[1].advice == "Columns of the dataset: 'y', 'a', 'b', 'at', 'w'.")
    }

    @Test func atMostTwentyColumnsAreListed() throws {
        let columns = (0..<25).map { (name: "c\($0)", type: ColumnType.double) }
        let finding = try #require(try brief().columnFindings(columns).first)
        #expect(finding.advice?.hasSuffix("'c19' and 5 more.") == true)
    }

    @Test func aTimeThatHoldsNoMomentsIsSaid() throws {
        #expect(
            try messages(brief(data: "  time: b\n  weight: b\n"), column(Self.cycle([0, 1], 30))) == [
                "4 wrong-type: the time 'b' holds text, not moments",
                "5 wrong-type: the weight 'b' holds text, not numbers",
            ])
    }
}

@Suite struct LabelProfileTests {
    @Test func integersAreCountedInNumericOrder() {
        let profile = LabelProfile(of: .integer(Values([10, 9, nil, 10], filler: 0)))
        #expect(profile.distinct == [.init(text: "9", rows: 1), .init(text: "10", rows: 2)])
        #expect(profile.integers == 9...10)
        #expect(profile.rows == 3)
        #expect(profile.missing == 1)
    }

    @Test func manyIntegersGiveTheSameProfileInAnyOrder() {
        let values = (0..<20_000).map { Int64(($0 * 7_919) % 5_003) }
        let forward = LabelProfile(of: .integer(Values(values.map(Optional.some), filler: 0)))
        let backward = LabelProfile(of: .integer(Values(values.reversed().map(Optional.some), filler: 0)))
        #expect(forward == backward)
        #expect(forward.distinct.count == LabelProfile.mostDistinct)
        #expect(forward.distinct.allSatisfy { (3...4).contains($0.rows) })
        #expect(forward.distinct.first?.text == "0")
    }

    @Test func textsWithoutRowsAreNotCounted() {
        let values = TextValues(codes: [1, 1], dictionary: ["a", "b"], validity: Validity([true, true]))
        #expect(LabelProfile(of: .text(values)).distinct == [.init(text: "b", rows: 2)])
    }
}
