import Evidence
import Testing
import Warehouse

@testable import Framing

/// What a person reads for each mistake, word by word.
@Suite struct BriefMessagesTests {
    private static let start = "data: {sources: {f: data/flights.csv}, label: late}\n"

    @Test func anUnknownKeyIsShownWithItsNearestSpelling() throws {
        let findings = try Workshop().findings("data:\n  sources: {f: data/flights.csv}\n  lable: late\n")
        #expect(
            findings.map { $0.rendered() } == [
                """
                brief.yaml:3:3: error: unknown key 'lable'
                   3 |   lable: late
                     |   ^~~~~ did you mean 'label'?
                  'data' needs 'label': the column to predict.
                """
            ])
    }

    @Test func allThatIsWrongComesAtOnceInTheOrderOfTheFile() throws {
        let findings = try Workshop().findings(
            """
            nmae: x
            task: clustering
            data:
              sources: {f: data/flihgts.csv}
              label: late
            seed: seven
            split: {validation: 15}
            """)
        #expect(
            findings.map { "\($0.line ?? 0):\($0.columnNumber ?? 0) \($0.message)" } == [
                "1:1 unknown key 'nmae'", "2:7 'task' cannot be 'clustering'",
                "4:16 there is no file 'data/flihgts.csv'",
                "6:7 'seed' must be a whole number, not 'seven'",
                "7:21 'split.validation' must be more than nothing and less than all: '15'",
            ])
        #expect(
            findings.map { $0.excerpt?.hint } == [
                "did you mean 'name'?", nil, "did you mean 'flights.csv'?", nil, "did you mean 15%?",
            ])
    }

    @Test func noMoreThanTwentyAreShown() throws {
        let keys = (10..<40).map { "zzz\($0): 1\n" }.joined()
        #expect(try Workshop().findings(Self.start + keys).count == Limits.findingsShown)
    }

    @Test func aBriefErrorEndsWithStatusTwo() throws {
        let workshop = try Workshop()
        let error = try #require(throws: BriefError.self) { try workshop.read("data: {}") }
        #expect(error.exitStatus == .inputWrong)
        #expect(!error.findings.isEmpty)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let yaml: String
        let message: String
        var testDescription: String { message }

        init(_ yaml: String, _ message: String) {
            self.yaml = yaml
            self.message = message
        }
    }

    /// Lines that are appended to a brief that is right without them.
    @Test(arguments: [
        Case("label: x", "2:1 unknown-key: unknown key 'label'"),
        Case("data2: x", "2:1 unknown-key: unknown key 'data2'"),
        Case("name: Late Flights", "2:7 impossible-value: 'name' cannot be 'Late Flights'"),
        Case("name: ''", "2:7 wrong-type: 'name' is empty"),
        Case("name: [a]", "2:7 wrong-type: 'name' must be a single value, not a list"),
        Case(
            "name: \(String(repeating: "a", count: 61))",
            "2:7 impossible-value: 'name' cannot be '\(String(repeating: "a", count: 59))…'"),
        Case("task: forecast", "2:7 not-in-this-version: 'task: forecast' is not in this version"),
        Case("task: ranking", "2:7 not-in-this-version: 'task: ranking' is not in this version"),
        Case("task: anomaly", "2:7 not-in-this-version: 'task: anomaly' is not in this version"),
        Case("task: text", "2:7 not-in-this-version: 'task: text' is not in this version"),
        Case("task: binry", "2:7 impossible-value: 'task' cannot be 'binry'"),
        Case("task:", "2:6 wrong-type: 'task' is empty"),
        Case("seed: 1.5", "2:7 wrong-type: 'seed' must be a whole number, not '1.5'"),
        Case("seed: 012", "2:7 wrong-type: 'seed' must be a whole number, not '012'"),
        Case("seed: 1_000", "2:7 wrong-type: 'seed' must be a whole number, not '1_000'"),
        Case("seed: 99999999999999999999", "2:7 wrong-type: 'seed' must be a whole number, not '99999999999999999999'"),
        Case("due: tomorrow", "2:6 impossible-value: 'due' is no date: 'tomorrow'"),
        Case("due: 2013-02-29", "2:6 impossible-value: 'due' is no date: '2013-02-29'"),
        Case("due: 2013-02-01 10:00", "2:6 impossible-value: 'due' is no date: '2013-02-01 10:00'"),
        Case("refit: yes", "2:8 wrong-type: 'refit' must be true or false, not 'yes'"),
        Case("user_facing: no", "2:14 wrong-type: 'user_facing' must be true or false, not 'no'"),
        Case("candidates: []", "2:13 impossible-value: 'candidates' is empty"),
        Case("candidates: [lineer]", "2:14 impossible-value: 'candidates[0]' cannot be 'lineer'"),
        Case(
            "candidates: [tuned_trees: {space: {}}]",
            "2:35 impossible-value: 'candidates.tuned_trees.space' is empty"),
        Case(
            "candidates: [tuned_trees: {space: {num_leaves: []}}]",
            "2:48 impossible-value: 'candidates.tuned_trees.space.num_leaves' is empty"),
        Case(
            "candidates: [tuned_trees: {space: {num_leaves: [63, 15]}}]",
            "2:48 impossible-value: 'candidates.tuned_trees.space.num_leaves' allows nothing: 63.0 is above 15.0"),
        Case(
            "candidates: [tuned_trees: {space: {num_leaves: [1, 15]}}]",
            "2:49 impossible-value: 'candidates.tuned_trees.space.num_leaves' must be at least 2.0, not '1'"),
        Case(
            "candidates: [tuned_trees: {space: {leaves: 15}}]", "2:36 unknown-key: unknown key 'leaves'"),
        Case(
            "candidates: [linear: {space: {num_leaves: 15}}]", "2:30 impossible-value: 'linear' searches nothing"),
        Case(
            "candidates: [linear: {class_weight: even}]",
            "2:37 wrong-type: 'candidates.linear.class_weight' cannot be 'even'"),
        Case(
            "candidates: [prior: {class_weight: balanced}]",
            "2:36 impossible-value: 'prior' cannot weigh classes"),
        Case("monotone: {a: up}", "2:15 impossible-value: 'monotone.a' cannot be 'up'"),
        Case("candidates: [prior, prior]", "2:21 impossible-value: 'prior' stands twice in 'candidates'"),
        Case("budget: {trials: 0}", "2:18 impossible-value: 'budget.trials' must be at least 1, not '0'"),
        Case("budget: {trials: many}", "2:18 wrong-type: 'budget.trials' must be a whole number, not 'many'"),
        Case(
            "budget: {time_limit: 5 parsecs}", "2:22 impossible-value: 'budget.time_limit' is no duration: '5 parsecs'"),
        Case("budget: 20", "2:9 wrong-type: 'budget' must be a group of keys, not a single value"),
        Case("split: {cv: {folds: 1}}", "2:21 impossible-value: 'split.cv.folds' must be at least 2, not '1'"),
        Case("split: {cv: {folds: 5}, test: 20%}", "2:25 impossible-value: 'split.test' has no meaning under 'cv'"),
        Case("split: {cv: {folds: 5}, gap: 1 day}", "2:25 impossible-value: 'split.gap' has a meaning only by time"),
        Case("split: {by: tiem}", "2:13 impossible-value: 'split.by' cannot be 'tiem'"),
        Case("split: {by: time}", "2:9 missing-key: a split by time needs 'data.time'"),
        Case("split: {by: group}", "2:9 missing-key: 'split' by group needs 'group'"),
        Case("split: {by: random, group: g}", "2:21 impossible-value: 'split.group' has no meaning by random"),
        Case("split: {by: random, gap: 1 day}", "2:21 impossible-value: 'split.gap' has a meaning only by time"),
        Case(
            "split: {validation: 100%}",
            "2:21 impossible-value: 'split.validation' must be more than nothing and less than all: '100%'"),
        Case(
            "split: {validation: 0}",
            "2:21 impossible-value: 'split.validation' must be more than nothing and less than all: '0'"),
        Case(
            "split: {validation: half}",
            "2:21 impossible-value: 'split.validation' is neither a share nor a date: 'half'"),
        Case(
            "split: {test: 2013-09-01}", "2:15 impossible-value: 'split.test' can be a date only under a split by time"),
        Case(
            "split: {validation: 50%, test: 0.5}",
            "2:32 impossible-value: validation and test leave no rows to train on: 0.5 + 0.5"),
        Case("metric: {primary: auc}", "2:19 impossible-value: unknown metric 'auc'"),
        Case("metric: {also: [cohen_kapa]}", "2:17 impossible-value: unknown metric 'cohen_kapa'"),
        Case(
            "task: regression\nmetric: {primary: roc_auc}",
            "3:19 impossible-value: 'roc_auc' is no metric of a regression task"),
        Case(
            "metric: {guardrails: [brier_score is low]}",
            "2:23 impossible-value: this guardrail cannot be read: 'brier_score is low'"),
        Case(
            "metric: {guardrails: ['brier_score <= ']}",
            "2:23 impossible-value: this guardrail cannot be read: 'brier_score <= '"),
        Case(
            "metric: {guardrails: ['brier_score == 1']}",
            "2:23 impossible-value: this guardrail cannot be read: 'brier_score == 1'"),
        Case("metric: {guardrails: ['brier <= 1']}", "2:23 impossible-value: unknown metric 'brier'"),
        Case(
            "metric: {threshold: {precision: 0.9, recall: 0.5}}",
            "2:10 impossible-value: 'metric.threshold' says one thing"),
        Case(
            "metric: {threshold: {precision: 120%}}",
            "2:33 impossible-value: 'metric.threshold.precision' is above 0 and at most 1, not '120%'"),
        Case(
            "metric: {threshold: {capacity: 0}}",
            "2:32 wrong-type: 'metric.threshold.capacity' must be a whole number above 0, not '0'"),
        Case(
            "metric: {threshold: {capacity: 5, per: moon}}",
            "2:40 wrong-type: 'metric.threshold.per' must be a span of time, not 'moon'"),
        Case(
            "metric: {threshold: 0.5, costs: {false_positive: 1, false_negative: 2}}",
            "2:10 impossible-value: 'metric.threshold' and 'metric.costs' both say where a row is positive"),
        Case("metric: {costs: {false_positive: 1}}", "2:10 missing-key: 'metric.costs' needs 'false_negative'"),
        Case(
            "metric: {costs: {false_positive: -1, false_negative: 5}}",
            "2:34 impossible-value: 'metric.costs.false_positive' cannot be negative: '-1'"),
        Case(
            "metric: {costs: {false_positive: 0, false_negative: 0}}",
            "2:10 impossible-value: the costs cannot both be 0"),
        Case(
            "metric: {costs: {false_positive: a, false_negative: 0}}",
            "2:34 wrong-type: 'metric.costs.false_positive' must be a number, not 'a'"),
        Case("slices: {a: b}", "2:9 wrong-type: 'slices' must be a list, not a group of keys"),
        Case("slices: [a, a]", "2:13 impossible-value: 'a' stands twice in 'slices'"),
        Case("exclude: [a]", "2:10 wrong-type: 'exclude' must be a group of keys, not a list"),
        Case("exclude: {a: }", "2:11 missing-key: 'exclude' does not say why it must not be a feature: 'a'"),
        Case("exclude: {late: known}", "2:11 impossible-value: the label 'late' need not be excluded"),
        Case("assumed: {data.time: its name}", "2:11 impossible-value: the brief assumes a 'data.time' and names none"),
        Case("assumed: {label: its name}", "2:11 impossible-value: 'label' cannot be assumed"),
        Case("sensitive_use: {age: pricing}", "2:17 impossible-value: 'age' is not named under 'sensitive'"),
        Case("checks: checks.yaml", "2:9 missing-file: there is no file 'checks.yaml'"),
        Case("checks: data", "2:9 missing-file: 'data' is a folder, not a file"),
        Case("seed: 1\nseed: 2", "3:1 duplicate-key: duplicate key 'seed'"),
        Case("? [a, b]\n: c", "2:3 wrong-type: a key must be a text, not a list"),
        Case("slices: [\"a\\u202Eb\"]", "2:10 impossible-value: a name may not hold the character U+202E"),
        Case("slices: [\"a\\nb\"]", "2:10 impossible-value: a name may not hold the character U+000A"),
    ])
    func saysWhatIsWrong(_ example: Case) throws {
        let findings = try Workshop().findings(Self.start + example.yaml)
        #expect(findings.map(Self.line) == [example.message])
    }

    /// Whole briefs.
    @Test(arguments: [
        Case("name: x", "1:1 missing-key: the brief needs 'data'"),
        Case("- a", "1:1 wrong-type: the brief must be a group of keys, not a list"),
        Case("hello", "1:1 wrong-type: the brief must be a group of keys, not a single value"),
        Case("", "1:1 missing-key: the brief is empty"),
        Case("# nothing\n", "1:1 missing-key: the brief is empty"),
        Case("data: {label: y}", "1:1 missing-key: 'data' needs 'sources'"),
        Case("data: {sources: {f: data/flights.csv}}", "1:1 missing-key: 'data' needs 'label'"),
        Case(
            "data: {sources: data/flights.csv, label: y}",
            "1:17 wrong-type: 'data.sources' must be a group of keys, not a single value"),
        Case("data: {sources: {}, label: y}", "1:17 impossible-value: 'data.sources' is empty"),
        Case("data: {sources: {f: }, label: y}", "1:21 wrong-type: 'data.sources.f.path' is empty"),
        Case("data: {sources: {f: data}, label: y}", "1:21 source-unreadable: 'data' is a folder, not a file"),
        Case("data: {sources: {f: {paht: a}}, label: y}", "1:22 unknown-key: unknown key 'paht'"),
        Case("data: {sources: {f: {format: csv}}, label: y}", "1:18 missing-key: 'data.sources.f' needs 'path'"),
        Case(
            "data: {sources: {f: {path: data/*.csv, delimiter: ab}}, label: y}",
            "1:51 impossible-value: 'data.sources.f.delimiter' must be one character, not 'ab'"),
        Case(
            "data: {sources: {f: {path: data/*.csv, known_at: {after: t}}}, label: y}",
            "1:50 missing-key: 'data.sources.f.known_at' needs 'delay'"),
        Case(
            "data: {sources: {f: data/*.csv, F: data/*.csv}, dataset: SELECT 1, label: y}",
            "1:33 duplicate-key: 'F' and 'f' are one name in SQL"),
        Case(
            "data: {sources: {f: data/*.csv, g: data/*.csv}, label: y}",
            "1:1 missing-key: 'data' needs 'dataset', since there are 2 sources"),
        Case(
            "data: {sources: {f: data/*.csv}, dataset: sql/x.sql, label: y}",
            "1:43 missing-file: there is no file 'sql/x.sql'"),
        Case(
            "data: {engine: sqlite, sources: {f: data/*.csv}, label: y}",
            "1:16 impossible-value: 'data.engine' cannot be 'sqlite'"),
        Case(
            "data: {engine: {uri: x}, sources: {f: data/*.csv}, label: y}",
            "1:8 missing-key: 'data.engine' needs 'driver'"),
        Case(
            "data: {sources: {f: data/*.csv}, label: y, time: y}",
            "1:50 impossible-value: 'y' cannot be both label and time"),
        Case(
            "data: {sources: {f: data/*.csv}, label: y, key: [a, y]}",
            "1:53 impossible-value: the label 'y' cannot be part of the key"),
        Case(
            "data: {sources: {f: data/*.csv}, label: y, time: t}\nsplit: {validation: 2013-09-01, test: 2013-08-01}",
            "2:39 impossible-value: the test part must start after the validation part, which starts at 2013-09-01"),
    ])
    func saysWhatIsWrongWithTheWhole(_ example: Case) throws {
        let findings = try Workshop().findings(example.yaml)
        #expect(findings.map(Self.line) == [example.message])
    }

    @Test func saysWhereAKeyBelongs() throws {
        let finding = try #require(try Workshop().findings(Self.start + "fresh_within: 2 days").first)
        #expect(finding.advice == "'fresh_within' stands under 'data'.")
    }

    @Test func saysWhatIsMissingThoughAnotherSectionIsWrong() throws {
        let findings = try Workshop().findings("data: {label: y}\nbudget: {trials: 0}")
        #expect(findings.map(\.code) == [.missingKey, .impossibleValue])
    }

    @Test(arguments: [
        "candidates: [{a: b}]", "candidates: [prior, [linear]]", "task: [binary]", "name: {a: b}", "slices: ['']",
    ])
    func whatIsNoSingleValueIsSaidWithItsCure(line: String) throws {
        for finding in try Workshop().findings(Self.start + line) {
            #expect(finding.advice != nil, "\(finding.message)")
        }
    }

    private static func line(_ finding: Finding) -> String {
        "\(finding.line ?? 0):\(finding.columnNumber ?? 0) \(finding.code.rawValue): \(finding.message)"
    }
}
