import Evidence
import Foundation
import Libraries
import Scoring
import Synchronization
import TestSupport
import Testing

@testable import Learning

@Suite struct BoostedTreesTests {
    /// Rows like those of a day's flights: numbers with gaps, categories of many levels, a rare label.
    private static func flights(rows: Int, seed: UInt64) -> (TreeMatrix, Target) {
        var random = Numbers(seed: seed)
        var values: [Double] = []
        var labels: [Double] = []
        for _ in 0..<rows {
            let minute = (random.unit() * 1_100).rounded(.down)
            let wind = random.unit() < 0.1 ? Double.nan : random.normal().magnitude * 8
            let dest = (random.unit() * random.unit() * 100).rounded(.down)
            let carrier = random.unit() < 0.02 ? Double.nan : (random.unit() * 16).rounded(.down)
            values += [minute, wind, (random.normal() * 300).rounded(), dest, carrier]
            let score =
                minute / 500 + (wind.isNaN ? 0.5 : wind / 20) + (dest.truncatingRemainder(dividingBy: 7) == 3 ? 1 : 0)
                + (carrier == 4 ? 0.8 : 0) + random.normal()
            labels.append(score > 3 ? 1 : 0)
        }
        let columns = [
            TreeColumn(name: "minute"), TreeColumn(name: "wind, mph"), TreeColumn(name: "distance"),
            TreeColumn(name: "dest", levels: 100), TreeColumn(name: "carrier", levels: 16),
        ]
        return (
            TreeMatrix(rowCount: rows, columns: columns, values: values),
            Target(task: .binary, classes: ["on time", "late"], values: labels)
        )
    }

    private static func logNormal(rows: Int, seed: UInt64) -> (TreeMatrix, Target) {
        let (matrix, _) = flights(rows: rows, seed: seed)
        var random = Numbers(seed: seed + 100)
        let labels = (0..<rows).map { row in
            exp(matrix.values[row * 5] / 300 + 1.5 * random.normal())
        }
        return (matrix, Target(task: .regression, classes: [], values: labels))
    }

    private static func part(_ rows: (TreeMatrix, Target)) -> TrainingInput.Part {
        TrainingInput.Part(target: rows.1) {
            DesignMatrix(rowCount: 0, denseWidth: 0, dense: [], blockWidths: [], levels: [])
        } trees: {
            TreeSource(rows.0)
        }
    }

    /// The share of pairs in order, counted pair by pair.
    private static func area(_ target: Target) -> TrainingInput.Criterion {
        TrainingInput.Criterion(name: "roc_auc") { predictions in
            var ranks = predictions.values.indices.sorted { predictions.values[$0] < predictions.values[$1] }[...]
            var (below, inOrder, positives) = (0.0, 0.0, 0.0)
            while let first = ranks.first {
                let tied = ranks.prefix { predictions.values[$0] == predictions.values[first] }
                ranks = ranks.dropFirst(tied.count)
                let ones = tied.reduce(0) { $0 + target.values[$1] }
                inOrder += ones * (below + (Double(tied.count) - ones) / 2)
                below += Double(tied.count) - ones
                positives += ones
            }
            return positives > 0 && below > 0 ? inOrder / positives / below : nil
        }
    }

    @Test("trees are identical for 1, 2, 3 and 8 threads", arguments: [LearningTask.binary, .regression])
    func threads(task: LearningTask) throws {
        let make = task == .binary ? Self.flights : Self.logNormal
        let (training, validation) = (make(20_000, 1), make(4_000, 2))
        var results: [FittedCandidate] = []
        for threads in [1, 2, 3, 8] {
            let input = TrainingInput(
                training: Self.part(training), validation: Self.part(validation),
                criterion: task == .binary ? Self.area(validation.1) : nil, threads: threads)
            results.append(try BoostedTrees().fit(input))
        }
        let text = try #require(results[0].modelText)
        #expect(text.range(of: Data("[num_threads: 0]".utf8)) != nil)
        #expect(results.dropFirst().allSatisfy { $0 == results[0] })
        #expect(results[0].iterations > 50)
    }

    @Test("the evaluator agrees with what LightGBM says of the validation rows", arguments: LearningTask.allCases)
    func evaluator(task: LearningTask) throws {
        let problem = Problem.made(task, rows: 2_000)
        let validation = Problem.made(task, rows: 500, seed: 2)
        let seen = Mutex<[Predictions]>([])
        var input = TrainingInput(problem, validation)
        input.criterion = .init(name: "last") { predictions in
            seen.withLock { $0.append(predictions) }
            return seen.withLock { Double(-abs($0.count - 40)) }
        }
        let fitted = try BoostedTrees().fit(input)
        // The criterion is asked once more at the start, so its 40th answer is of round 39.
        #expect(fitted.parameters["rounds"] == .integer(39))
        let ours = fitted.model.predictions(of: validation.design, task: task)
        let theirs = seen.withLock { $0[39].values }
        #expect(zip(ours, theirs).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) })
    }

    /// The split sends all numbers one way, for which LightGBM writes a threshold of `inf`.
    @Test("a column that says only that it is missing can be split")
    func missingAlone() throws {
        var random = Numbers(seed: 3)
        let rows = (0..<400).map { _ in (value: random.unit() < 0.4 ? Double.nan : random.unit(), noise: random.unit())
        }
        let target = Target(
            task: .binary, classes: ["no", "yes"], values: rows.map { $0.value.isNaN == ($0.noise < 0.9) ? 1 : 0 })
        let matrix = TreeMatrix(rowCount: 400, columns: [TreeColumn(name: "x")], values: rows.map(\.value))
        let part = Self.part((matrix, target))
        let fitted = try BoostedTrees().fit(TrainingInput(training: part, validation: part))
        #expect(String(decoding: try #require(fitted.modelText), as: UTF8.self).contains("inf"))
        let scores = fitted.model.predict(matrix, task: .binary).values
        // Nine in ten of those without a number are positive; the rest may be told apart by their number.
        #expect(zip(scores, rows).allSatisfy { score, row in !row.value.isNaN || score > 0.8 })
    }

    @Test("trees learn what a line cannot")
    func learns() throws {
        let (training, validation) = (Self.flights(rows: 8_000, seed: 1), Self.flights(rows: 2_000, seed: 2))
        let criterion = Self.area(validation.1)
        let fitted = try BoostedTrees().fit(
            TrainingInput(training: Self.part(training), validation: Self.part(validation), criterion: criterion))
        let quality = criterion.quality(fitted.model.predict(validation.0, task: .binary))
        #expect(try #require(quality) > 0.75)
        #expect(fitted.description.contains("chosen from \(fitted.iterations) by roc_auc on validation"))
        #expect(fitted.converged && fitted.findings.isEmpty)
    }

    @Test("growing stops 50 rounds after the best")
    func earlyStopping() throws {
        let problem = Problem.made(.binary, rows: 400)
        let calls = Mutex(0)
        var input = TrainingInput(problem, Problem.made(.binary, rows: 100, seed: 2))
        input.criterion = .init(name: "tenth") { _ in
            calls.withLock { calls -> Double in
                calls += 1
                return calls == 11 ? 1 : 0
            }
        }
        let fitted = try BoostedTrees().fit(input)
        #expect(fitted.parameters["rounds"] == .integer(10))
        #expect(fitted.iterations == 60)
    }

    @Test("a fit is cancelled between two rounds, and progress is told of each")
    func cancelled() throws {
        let rounds = Mutex<[Int]>([])
        var input = TrainingInput(Problem.made(.binary, rows: 400), Problem.made(.binary, rows: 100, seed: 2))
        input.progress = { step in rounds.withLock { $0.append(step.iteration) } }
        input.isCancelled = { rounds.withLock { $0.count == 5 } }
        let error = #expect(throws: LearningError.self) { try BoostedTrees().fit(input) }
        #expect(error?.code == .interrupted)
        #expect(rounds.withLock { $0 } == [1, 2, 3, 4, 5])
    }

    @Test("no more rounds are grown than the budget allows")
    func budget() throws {
        let input = TrainingInput(Problem.made(.binary, rows: 400), Problem.made(.binary, rows: 100, seed: 2))
        let fitted = try BoostedTrees(maximumIterations: 3).fit(input)
        #expect(fitted.iterations == 3)
        #expect(!fitted.converged)
        #expect(fitted.findings.first?.advice?.contains("budget.iterations") == true)
    }

    @Test("progress tells the metric that chooses, as it is and not its negative")
    func progress() throws {
        let steps = Mutex<[Double?]>([])
        var input = TrainingInput(Problem.made(.binary, rows: 400), Problem.made(.binary, rows: 100, seed: 2))
        input.progress = { step in steps.withLock { $0.append(step.validationMetric) } }
        input.criterion = .init(name: "brier_score", greaterIsBetter: false) { _ in -0.25 }
        _ = try BoostedTrees(maximumIterations: 2).fit(input)
        #expect(steps.withLock { $0 } == [0.25, 0.25])
    }

    @Test("the sample of rows is ascending, follows from the seed, and is all of a small table")
    func sample() {
        let chosen = TreeSample.chosen(1_000, of: 100_000, seed: 7)
        #expect(chosen.count == 1_000)
        #expect(zip(chosen, chosen.dropFirst()).allSatisfy { $0 < $1 })
        #expect(chosen == TreeSample.chosen(1_000, of: 100_000, seed: 7))
        #expect(chosen != TreeSample.chosen(1_000, of: 100_000, seed: 8))
        // Of 1,000 rows 500 are expected in each half, give or take 16.
        #expect(abs(chosen.count { $0 < 50_000 } - 500) < 80)
        #expect(TreeSample.chosen(10, of: 10, seed: 1) == Array(0..<10))
    }

    @Test("trees from a sample of the rows are identical for 1, 2, 3 and 8 threads")
    func sampledThreads() throws {
        let rows = TreeSample.rows + 50_000
        var random = Numbers(seed: 5)
        var values: [Double] = []
        var labels: [Double] = []
        for _ in 0..<rows {
            let (x, y) = (random.normal(), random.unit())
            values += [x, y < 0.05 ? .nan : y, y < 0.7 ? 0 : x * y]
            labels.append(exp(x + (y < 0.05 ? 2 : y) + 0.5 * random.normal()))
        }
        let matrix = TreeMatrix(
            rowCount: rows, columns: ["x", "y", "z"].map { TreeColumn(name: $0) }, values: values)
        let part = Self.part((matrix, Target(task: .regression, classes: [], values: labels)))
        let few = Self.part(
            (
                TreeMatrix(rowCount: 1_000, columns: matrix.columns, values: Array(values.prefix(3_000))),
                Target(task: .regression, classes: [], values: Array(labels.prefix(1_000)))
            ))
        let results = try [1, 2, 3, 8].map {
            try BoostedTrees(maximumIterations: 20).fit(
                TrainingInput(training: part, validation: few, threads: $0))
        }
        #expect(results.dropFirst().allSatisfy { $0 == results[0] })
    }

    @Test("a criterion that is undefined leaves the choice to the loss")
    func undefinedCriterion() throws {
        var input = TrainingInput(Problem.made(.binary, rows: 400), Problem.made(.binary, rows: 100, seed: 2))
        let plain = try BoostedTrees().fit(input)
        input.criterion = .init(name: "nothing") { _ in nil }
        #expect(try BoostedTrees().fit(input) == plain)
    }

    @Test("labels beyond LightGBM's numbers are refused by name")
    func hugeLabels() {
        let problem = Problem.made(.regression, rows: 100).mappingLabels { $0 * 1e20 }
        let error = #expect(throws: LearningError.self) { try BoostedTrees().fit(TrainingInput(problem, problem)) }
        #expect(error?.code == .labelUnfit)
    }

    @Test("a library that does not load or is not there names the cure, and no folder")
    func library() {
        let broken = LearningError.library(.unloadable("/some/folder/lib_lightgbm.so: invalid ELF header"))
        let unready = LearningError.library(.unloadable("libgomp.so.1: cannot open shared object file"))
        for error in [broken, unready, .library(.missing), .libraryTooOld] {
            #expect(error.code == .libraryMissing)
            #expect(error.exitStatus == .failed)
            #expect(!error.description.contains("/some/folder"))
        }
        #expect(broken.findings.first?.advice?.contains("scripts/bootstrap") == true)
        #expect(unready.findings.first?.advice?.contains("libgomp1") == true)
    }

    @Test("a file that is no library is said not to load")
    func unloadable() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trees-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // A name of its own: a library that is loaded already would be found by its name.
        let file = "libassociate_no_library.\(SharedLibrary.suffix)"
        try Data("text".utf8).write(to: folder.appendingPathComponent(file))
        let error = #expect(throws: SharedLibrary.Failure.self) {
            try SharedLibrary.open([file], searching: [folder.path])
        }
        guard case .unloadable = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(throws: SharedLibrary.Failure.missing) { try SharedLibrary.open([file], searching: []) }
    }

    @Test("names of columns become what the text form can hold, each another")
    func names() {
        #expect(LightGBMNames.written(["a b", "a,b", "é", "", "x-1.y"]) == ["a_b", "a_b_2", "_", "__2", "x-1.y"])
    }

    @Test("the text form without a line of threads stays as it is")
    func threadLine() {
        #expect(LightGBMBooster.withoutThreads(Data("tree\n".utf8)) == Data("tree\n".utf8))
        #expect(
            LightGBMBooster.withoutThreads(Data("a\n[num_threads: 12]\nb".utf8)) == Data("a\n[num_threads: 0]\nb".utf8))
    }
}
