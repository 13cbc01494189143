import Evidence
import Foundation
import TestSupport
import Testing

/// The command line as people and programs meet it.
@Suite struct CommandLineTests {
    private func customers(rows: Int = 300) throws -> Workspace {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: rows))
        try place.write("brief.yaml", SampleData.customersBrief)
        return place
    }

    // MARK: Commands

    @Test(arguments: [
        (["runn", "x.csv"], "did you mean 'run'?"), (["brief.yaml"], "did you mean 'associate run brief.yaml'?"),
        (["runs", "lst"], "did you mean 'list'?"), (["qqqqqq"], "commands: init, run, check"),
    ])
    func `a word that is no command is met with the nearest`(arguments: [String], hint: String) throws {
        let result = try Binary.run(arguments, in: try Workspace().path)
        #expect(result.status == 64)
        #expect(result.errors.contains("there is no command '"))
        #expect(result.errors.contains(hint), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test(arguments: [
        (
            ["run", "x.csv", "--lable", "y"], ["error: unknown option '--lable'", "  did you mean '--label'?"], "run"
        ),
        (["check"], ["error: missing expected argument '<input>'"], "check"),
        (["run", "x.csv", "--threads", "0"], ["error: --threads takes a number from 1 to 1024, not 0"], "run"),
        (["runs", "list", "--nope"], ["error: unknown option '--nope'"], "runs list"),
    ])
    func `arguments that cannot be read are met in the voice of every error`(
        arguments: [String], lines: [String], command: String
    ) throws {
        let result = try Binary.run(arguments, in: try Workspace().path)
        #expect(result.status == 64)
        let said = result.errors.split(separator: "\n").map(String.init)
        #expect(Array(said.prefix(lines.count)) == lines, "\(result.errors)")
        #expect(said.last == "  More    associate \(command) --help")
        #expect(!result.errors.contains("Error:"))
    }

    @Test func `help and the version are no errors`() throws {
        for arguments in [["--help"], ["check", "--help"], ["help", "run"], ["--version"]] {
            let result = try Binary.run(arguments, in: try Workspace().path)
            #expect(result.status == 0)
            #expect(!result.output.isEmpty && result.errors.isEmpty)
        }
    }

    // MARK: Output

    @Test func `findings carry the code that explain knows`() throws {
        let place = try Workspace()
        let lines = [SampleData.customersHeader + ",flag"] + SampleData.customerLines(rows: 300).map { $0 + ",x" }
        try place.write("customers.csv", lines.joined(separator: "\n") + "\n")
        // A brief that is proposed for the table keeps such a column out.
        try place.write("plain.yaml", "data: {sources: {customers: customers.csv}, label: churned}\n")
        let check = try Binary.run(["run", "plain.yaml"], in: place.path)
        #expect(
            check.output.contains("! column 'flag' holds the same value in every row [constant-column]"),
            "\(check.output)")
        let more = check.output.split(separator: "\n").filter { $0.contains("associate explain ") }
        #expect(more == ["  More    associate explain constant-column"])
    }

    @Test func `--json prints one document, and progress goes to standard error`() throws {
        let place = try customers()
        let result = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        #expect(result.status == 0)
        let outcome = try result.json()
        #expect(try JSONSchema(named: "outcome").problems(with: outcome) == [])
        let directory = try #require(outcome["directory"]?.text)
        #expect(directory == "\(place.path)/runs/\(try #require(outcome["run_id"]?.text))")
        #expect(result.errors.contains("✓ snapshot"))
        #expect(!result.output.contains("✓"))
    }

    @Test func `without --json people read standard output, and standard error is empty`() throws {
        let place = try customers()
        let result = try Binary.run(["run", "brief.yaml"], in: place.path)
        #expect(result.errors == "")
        #expect(result.output.hasPrefix("customers · binary · roc_auc · predicts `churned`\n"))
        #expect(result.output.contains("\n  ✓ linear"))
        #expect(result.output.contains("\n  Report  runs/"))
    }

    @Test func `every step is said once, in the order of the job`() throws {
        let place = try customers()
        let result = try Binary.run(["run", "brief.yaml"], in: place.path)
        let steps = result.output.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ")
            guard line.hasPrefix("  "), let sign = words.first, ["✓", "!", "✗"].contains(sign), words.count > 2 else {
                return nil
            }
            return String(words[1])
        }
        #expect(
            Array(steps.prefix(11)) == [
                "snapshot", "checks", "split", "features", "plan", "folds", "prior", "linear", "leakage",
                "evaluation", "documents",
            ])
    }

    @Test func `--quiet prints nothing where all goes well`() throws {
        let place = try customers()
        let result = try Binary.run(["run", "brief.yaml", "--quiet"], in: place.path)
        #expect(result.status == 0)
        #expect(result.output == "")
        #expect(result.errors == "")
    }

    @Test func `--quiet still prints errors`() throws {
        let place = try Workspace()
        let result = try Binary.run(["run", "absent.yaml", "--quiet"], in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("absent.yaml"))
    }

    @Test(arguments: [["--json"], ["--json", "--quiet"]]) func `an error too is one document on standard output`(
        options: [String]
    ) throws {
        let place = try Workspace()
        let result = try Binary.run(["run", "absent.yaml"] + options, in: place.path)
        let outcome = try result.json()
        #expect(try JSONSchema(named: "outcome").problems(with: outcome) == [])
        #expect(outcome["status"] == "failed")
        #expect(outcome["findings"]?.elements.first?["code"] == "brief-unreadable")
    }

    @Test func `nothing but a terminal gets colours or a line that is redrawn`() throws {
        let place = try customers()
        let result = try Binary.run(["run", "brief.yaml"], in: place.path, environment: ["TERM": "xterm-256color"])
        #expect(!result.output.contains("\u{1B}"))
        #expect(!result.output.contains("\r"))
    }

    // MARK: The store

    @Test func `the store is runs in the working directory`() throws {
        let place = try customers()
        #expect(try Binary.run(["run", "brief.yaml", "--quiet"], in: place.path).status == 0)
        #expect(place.names(in: "runs").count == 2)
    }

    @Test func `ASSOCIATE_STORE names another store`() throws {
        let place = try customers()
        let result = try Binary.run(
            ["run", "brief.yaml", "--quiet"], in: place.path, environment: ["ASSOCIATE_STORE": "elsewhere"])
        #expect(result.status == 0)
        #expect(place.names(in: "elsewhere").count == 2)
        #expect(place.names(in: "runs") == [])
    }

    @Test func `--store wins over ASSOCIATE_STORE`() throws {
        let place = try customers()
        let result = try Binary.run(
            ["run", "brief.yaml", "--quiet", "--store", place.path + "/deep/er"], in: place.path,
            environment: ["ASSOCIATE_STORE": "elsewhere"])
        #expect(result.status == 0)
        #expect(place.names(in: "deep/er").count == 2)
        #expect(place.names(in: "elsewhere") == [])
    }

    @Test func `a file in the place of the store is an error that names it`() throws {
        let place = try customers()
        try place.write("taken", "not a folder")
        let result = try Binary.run(["run", "brief.yaml", "--store", "taken"], in: place.path)
        #expect(result.status == 1)
        #expect(result.firstError.contains("taken"))
    }

    // MARK: Usage

    @Test(
        arguments: [
            ["frobnicate"], ["run"], ["run", "brief.yaml", "--threads", "0"],
            ["run", "brief.yaml", "--threads", "1025"],
            ["run", "brief.yaml", "--threads", "two"], ["run", "brief.yaml", "--threads", "-1"],
            ["run", "brief.yaml", "--unknown"], ["run", "brief.yaml", "another.yaml"], ["runs", "show"],
            ["runs", "frobnicate"], ["completions"], ["completions", "tcsh"], ["doctor", "all"], ["evaluate"],
            ["evaluate", "t.csv", "--score", "p"],
            ["evaluate", "t.csv", "--label", "y", "--score", "p", "--threshold", "high"],
        ])
    func `a call that is not understood ends with status 64 and says how to call`(arguments: [String]) throws {
        let place = try Workspace()
        let result = try Binary.run(arguments, in: place.path)
        #expect(result.status == 64)
        #expect(result.errors.contains("Usage: associate"))
        #expect(result.output == "")
    }

    @Test(arguments: ["1", "1024"]) func `--threads takes its bounds`(threads: String) throws {
        let place = try customers(rows: 60)
        #expect(try Binary.run(["run", "brief.yaml", "--quiet", "--threads", threads], in: place.path).status == 0)
    }

    @Test(arguments: [
        [], ["run"], ["runs"], ["runs", "list"], ["runs", "show"], ["evaluate"], ["explain"], ["doctor"],
        ["completions"],
    ])
    func `--help shows an example`(command: [String]) throws {
        let place = try Workspace()
        let result = try Binary.run(command + ["--help"], in: place.path)
        #expect(result.status == 0)
        #expect(result.output.contains((["  associate"] + command).joined(separator: " ")))
        #expect(result.output.contains("_worker") == false)
    }

    @Test func `--version prints the version alone`() throws {
        let place = try Workspace()
        let result = try Binary.run(["--version"], in: place.path)
        #expect(result.status == 0)
        #expect(result.output == Version.current + "\n")
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func `there are completions`(shell: String) throws {
        let place = try Workspace()
        let result = try Binary.run(["--generate-completion-script", shell], in: place.path)
        #expect(result.status == 0)
        #expect(result.output.contains("associate"))
    }
}
