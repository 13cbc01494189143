import Evidence
import Foundation
import TestSupport
import Testing

/// What is exported for Python from runs whose rows are held out in folds: `ASSOCIATE_PYTHON`, else `python3`, runs it.
@Suite(.timeLimit(.minutes(20))) struct ExportedFoldsTests {
    /// Rows with a class, one of three kinds, an amount, a moment, a group, a weight, and cells that are missing.
    private static let table: String = {
        var lines = ["id,day,team,weight,size,visits,city,member,won,kind,spend"]
        var generator = SeededGenerator(seed: 11)
        for id in 0..<420 {
            let size = Double.random(in: 0..<200, using: &generator)
            let visits = Int.random(in: 0..<12, using: &generator)
            let city = ["Graz", "Linz", "Wien", ""][Int.random(in: 0..<4, using: &generator)]
            let member = Bool.random(using: &generator)
            let noise = Double.random(in: -2..<2, using: &generator)
            let score = size / 40 - Double(visits) + (city == "Wien" ? 2 : 0) + noise
            let day = "2020-\(id / 140 + 4 < 10 ? "0" : "")\(id / 140 + 4)-\(10 + id % 18)"
            lines.append(
                "\(id),\(day),t\(id % 30),\([0, 1, 2.5][id % 3]),\(id % 17 == 0 ? "" : "\(size)"),\(visits),\(city),"
                    + "\(id % 23 == 0 ? "" : "\(member)"),\(score > 0),"
                    + "\(score < -3 ? "low" : score < 1 ? "mid" : "high"),\(score * 10 + 30)")
        }
        return lines.joined(separator: "\n") + "\n"
    }()

    /// Rows whose chance steps up at one place, so that what a linear model says of it is set right.
    private static let steps: String = {
        var lines = ["id,x,won"]
        for row in 0..<1_500 {
            let place = Double(row * 7_919 % 3_001) / 3_001
            let draw = Double((row * 104_729 + 12_345) % 10_007) / 10_007
            lines.append("\(row),\(place * 10 - 5),\(draw < (place < 0.6 ? 0.1 : 0.95))")
        }
        return lines.joined(separator: "\n") + "\n"
    }()

    /// A brief of its own kind.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let columns: String
        let data: String
        let rest: String
        var steps = false
    }

    private static let cases = [
        Case(
            testDescription: "classes, dealt twice, linear with weights of classes",
            columns: "id, size, visits, city, member, kind", data: "label: kind",
            rest: "split: {cv: {folds: 3, repeats: 2}}\ncandidates: [{linear: {class_weight: balanced}}]"),
        Case(
            testDescription: "groups, trees that only rise with a column",
            columns: "id, team, size, visits, city, member, won", data: "label: won",
            rest: "split: {group: team, cv: {folds: 3}}\ncandidates: [boosted_trees]\nmonotone: {size: increasing}"),
        Case(
            testDescription: "numbers by time with a gap, forest with weights",
            columns: "id, day, weight, size, visits, city, spend", data: "label: spend, time: day, weight: weight",
            rest: "split: {cv: {folds: 3}, gap: 5 days}\ncandidates: [random_forest]\nbudget: {iterations: 20}"),
        Case(
            testDescription: "a forest of classes, dealt by the default", columns: "id, size, visits, city, won",
            data: "label: won", rest: "candidates: [random_forest]\nbudget: {iterations: 20}"),
        Case(
            testDescription: "searched trees", columns: "id, size, visits, city, spend", data: "label: spend",
            rest: "candidates: [tuned_trees]\nbudget: {trials: 3, iterations: 60}\nsplit: {cv: {folds: 3}}"),
        Case(
            testDescription: "what is frequent", columns: "id, size, kind", data: "label: kind",
            rest: "candidates: [prior]"),
        Case(
            testDescription: "probabilities that the other folds set right", columns: "id, x, won",
            data: "label: won",
            rest: "candidates: [{linear: {splines: false, interactions: false}}]\nmetric: {primary: roc_auc}",
            steps: true),
    ]

    /// Exports a run's project into a place, and says its folder.
    private func project(of run: String, in place: Workspace) throws -> String {
        let written = try Binary.run(["export", run, "python", "--output", "project"], in: place.path)
        try #require(written.status == 0, "\(written.errors)")
        return place.path + "/project"
    }

    @Test(.enabled(if: Python.fits, "\(Python.missing): the exported project was not run"), arguments: cases)
    func `the project reaches the figures of each fold and of all, and keeps the model that was kept`(
        example: Case
    ) throws {
        let place = try Workspace()
        try place.write("t.csv", example.steps ? Self.steps : Self.table)
        try place.write(
            "brief.yaml",
            "name: t\ndata: {sources: {t: t.csv}, dataset: 'SELECT \(example.columns) FROM t', key: [id], "
                + "\(example.data)}\n\(example.rest)\n")
        let run = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        try #require(run.status == 0, "\(run.errors)")
        let folder = try #require(run.json()["directory"]?.text)
        let folds = try Data(contentsOf: URL(fileURLWithPath: folder + "/evaluation/folds.json"))
        #expect(try JSONSchema(named: "folds").problems(withJSON: folds) == [])
        if example.steps { #expect(String(decoding: folds, as: UTF8.self).contains("isotonic")) }
        let result = try Python.pytest(project(of: folder, in: place))
        #expect(result.status == 0, "\(result.output.suffix(3_000))")
    }

    /// What is made of the project's settings, each of which its tests have to tell.
    private static let changes: [(name: String, from: String, to: String)] = [
        ("a figure of the run", #"settings["metrics"]["log_loss"] += 0.01"#, "the_figures_of_the_run"),
        (
            "a figure of one fold", #"settings["folds"][2]["metrics"]["accuracy"] -= 0.02"#,
            "the_figures_of_each_fold"
        ),
        ("a setting of one fold", #"settings["folds"][0]["parameters"]["C"] /= 1000"#, "the_figures_of_each_fold"),
        ("the setting of the kept model", #"settings["parameters"]["C"] /= 1000"#, "the_kept_model"),
        (
            "a fold that was held out twice",
            #"settings["folds"][1]["column"] = settings["folds"][0]["column"]"#, "no_row_teaches_about_itself"
        ),
    ]

    @Test(.enabled(if: Python.fits, "\(Python.missing): the exported project was not run"))
    func `the project of the penguins passes, and tells each of five changes`() throws {
        let place = try Workspace()
        let folder = try project(of: ExampleRun.penguins.finished().directory, in: place)
        let passed = try Python.pytest(folder)
        #expect(passed.status == 0, "\(passed.output.suffix(3_000))")
        let settings = URL(fileURLWithPath: folder + "/settings.json")
        let own = try Data(contentsOf: settings)
        for change in Self.changes {
            let program = """
                import json
                settings = json.load(open("settings.json"))
                \(change.from)
                json.dump(settings, open("settings.json", "w"))
                """
            let changed = try Binary.run([Python.path, "-c", program], in: folder, executable: "/usr/bin/env")
            try #require(changed.status == 0, "\(change.name): \(changed.errors)")
            let result = try Python.pytest(folder)
            #expect(result.status == 1, "\(change.name)")
            #expect(result.output.contains(change.to), "\(change.name): \(result.output.suffix(800))")
            try own.write(to: settings)
        }
        let training = try Binary.run([Python.path, "train.py"], in: folder, executable: "/usr/bin/env")
        #expect(training.output.contains("log_loss") && training.output.contains("the kept model"))
    }

    @Test(.enabled(if: Python.has("duckdb, pytest"), "Python has no duckdb and pytest: exported tests were not run"))
    func `tests of the penguins' model pass on it`() throws {
        let place = try Workspace()
        let run = try ExampleRun.penguins.finished().directory
        let written = try Binary.run(["export", run, "tests", "--output", "tests"], in: place.path)
        try #require(written.status == 0, "\(written.errors)")
        let result = try Python.pytest(place.path + "/tests")
        #expect(result.status == 0, "\(result.output.suffix(3_000))")
    }

    @Test(.enabled(if: Python.opens, "Python has no nbclient and ipykernel: the exported notebook was not run"))
    func `the notebook of the penguins shows its folds and runs to its end`() throws {
        let place = try Workspace()
        let run = try ExampleRun.penguins.finished().directory
        let written = try Binary.run(["export", run, "notebook", "--output", "model.ipynb"], in: place.path)
        try #require(written.status == 0, "\(written.errors)")
        let result = try Python.execute("model.ipynb", in: place.path)
        #expect(result.status == 0, "\(result.errors.suffix(2_000))")
        #expect(result.output.contains("fold_5") && result.output.contains("mean"))
    }

    @Test func `a model folder alone, and a run that does not tell its folds, are refused with what to do`() throws {
        let place = try Workspace()
        let run = try ExampleRun.penguins.finished().directory
        try FileManager.default.copyItem(atPath: run + "/model", toPath: place.path + "/alone")
        let alone = try Binary.run(["export", "alone", "python"], in: place.path)
        #expect(alone.status == 2)
        #expect(alone.errors.contains("name the run instead"))
        // Runs of an earlier version have no record of their folds.
        let copy = place.path + "/" + (run as NSString).lastPathComponent
        try FileManager.default.copyItem(atPath: run, toPath: copy)
        let manifest = URL(fileURLWithPath: copy + "/manifest.json")
        var record = try CanonicalJSON.decode(RunRecord.self, from: Data(contentsOf: manifest))
        record.files["evaluation/folds.json"] = nil
        try CanonicalJSON.encode(record.sealed()).write(to: manifest)
        try FileManager.default.removeItem(atPath: copy + "/evaluation/folds.json")
        let earlier = try Binary.run(["export", copy, "python"], in: place.path)
        #expect(earlier.status == 2)
        #expect(earlier.errors.contains("run its brief again"), "\(earlier.errors)")
    }
}
