import Evidence
import Foundation
import TestSupport
import Testing

/// `associate init`: from bare tables to a brief that runs as it is.
@Suite struct InitTests {
    private static func fixture(_ name: String, filePath: String = #filePath) -> URL {
        URL(fileURLWithPath: filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/init/\(name)")
    }

    /// Proposes a brief, and has it run as it is.
    @discardableResult
    private func proposed(_ arguments: [String], in place: Workspace) throws -> (
        document: JSONValue, brief: String, run: JSONValue
    ) {
        let result = try Binary.run(["init"] + arguments + ["--json"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        let document = try result.json()
        let file = try #require(document["brief"]?.text)
        let brief = try String(contentsOfFile: place.path + "/" + file, encoding: .utf8)
        let run = try Binary.run(["run", file, "--json"], in: place.path)
        #expect(run.status == 0, "\(run.errors)\n\(brief)")
        let outcome = try run.json()
        #expect(outcome["status"] == "complete")
        let codes = outcome["findings"]?.elements.filter { $0["severity"] == "error" } ?? []
        #expect(codes.isEmpty, "\(codes)")
        return (document, brief, outcome)
    }

    // MARK: One table

    @Test func `penguins: the label is guessed, the brief says why, and it runs`() throws {
        let place = try Workspace()
        let data = Binary.root.appendingPathComponent("Examples/penguins/data/penguins.csv")
        try place.write("penguins.csv", Data(contentsOf: data))
        let (document, brief, _) = try proposed(["penguins.csv", "--yes"], in: place)
        #expect(document["label"] == "species")
        #expect(document["task"] == "multiclass")
        #expect(brief.contains("# guessed: its name speaks of an outcome"))
        #expect(brief.contains("sensitive: [sex]"))
        #expect(brief.contains("checks: brief.checks.yaml"))
    }

    @Test(arguments: [("breast_cancer", "binary"), ("diabetes", "regression")])
    func `a table of numbers alone`(name: String, task: String) throws {
        let place = try Workspace()
        try place.write("\(name).csv.gz", Data(contentsOf: Self.fixture("\(name).csv.gz")))
        let (document, brief, run) = try proposed(["\(name).csv.gz", "--yes"], in: place)
        #expect(document["label"] == "target")
        #expect(document["task"]?.text == task)
        #expect(document["exclude"]?.names == [], "\(brief)")
        #expect(run["recommendation"] == "ship")
    }

    @Test func `texts that hold numbers and dates are read as such, whatever the columns are called`() throws {
        let place = try Workspace()
        try place.write("Bestellungen 2024.csv", InitSamples.spreadsheet())
        let (document, brief, run) = try proposed(["Bestellungen 2024.csv", "--label", "Storniert"], in: place)
        #expect(document["key"] == ["Kunden-Nr"])
        #expect(document["time"] == "Bestell \"Datum\"")
        #expect(
            brief.contains("TRY_CAST(replace(replace(\"Betrag (€)\", '.', ''), ',', '.') AS DOUBLE) AS \"Betrag (€)\""))
        #expect(brief.contains("positive: ja"))
        #expect(run["status"] == "complete")
    }

    @Test(arguments: ["2016-01", "01.2016", "2016/01", "201601"])
    func `months are moments, and the rows are divided by time`(form: String) throws {
        let place = try Workspace()
        var random = SeededGenerator(seed: 4)
        let rows = (0..<900).map { row in
            let (year, month) = (2014 + row / 180, 1 + row % 12)
            let padded = month < 10 ? "0\(month)" : "\(month)"
            let written = form.replacing("2016", with: "\(year)").replacing("01", with: padded)
            let text = form == "201601" ? "\(year)\(padded)" : form == "01.2016" ? "\(padded).\(year)" : written
            let price = Int.random(in: 100...99_999, using: &random)
            let amount = "\"$\(price / 1000 > 0 ? "\(price / 1000),\(1000 + price % 1000)" : "\(price)").50\""
            return "\(row),\(text),\(amount.replacing(",1", with: ",")),\(row % 400 / 10) %,\(price > 50_000)"
        }
        try place.write("months.csv", "id,period,price,\"$9,700.13\",late\n" + rows.joined(separator: "\n") + "\n")
        let (document, brief, _) = try proposed(["months.csv", "--label", "late"], in: place)
        #expect(document["time"] == "period")
        #expect(brief.contains("split: {by: time"), "\(brief)")
        #expect(brief.contains("try_strptime("), "\(brief)")
        #expect(brief.contains("TRY_CAST(regexp_replace(price, '[\\s\\p{Z}\\p{Sc}A-Z,]', '', 'g') AS DOUBLE) AS price"))
        #expect(brief.contains("AS \"$9,700.13\""), "\(brief)")
    }

    @Test func `amounts of money can be predicted`() throws {
        let place = try Workspace()
        var random = SeededGenerator(seed: 6)
        let rows = (0..<400).map { row in
            let size = Int.random(in: 10...99, using: &random)
            return "\(row),\(size),\"$\(size / 10),\(Int.random(in: 100...999, using: &random)).13\""
        }
        try place.write("offers.csv", "id,size,asked\n" + rows.joined(separator: "\n") + "\n")
        let (document, _, _) = try proposed(["offers.csv", "--label", "asked"], in: place)
        #expect(document["task"] == "regression")
    }

    @Test func `two periods test where a share of the rows would leave one`() throws {
        let place = try Workspace()
        var random = SeededGenerator(seed: 9)
        var text = "id,month,size,late\n"
        // The newest month has nearly all of the rows that a share would take.
        for (month, rows) in [600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 1_800].enumerated() {
            for row in 0..<rows {
                let size = Int.random(in: 0..<100, using: &random)
                let late = size + Int.random(in: 0..<100, using: &random) > 100
                text += "\(month * 10_000 + row),2024-\(month < 9 ? "0" : "")\(month + 1)-01,\(size),\(late)\n"
            }
        }
        try place.write("orders.csv", text)
        let (_, brief, run) = try proposed(["orders.csv", "--label", "late"], in: place)
        #expect(brief.contains("split: {by: time, validation: 2024-10-01, test: 2024-11-01}"), "\(brief)")
        #expect(brief.contains("the newest 'month' alone would test"))
        #expect(run["status"] == "complete")
    }

    @Test func `sensitive columns are no features, and are judged apart as the brief says`() throws {
        let place = try Workspace()
        let data = Binary.root.appendingPathComponent("Examples/penguins/data/penguins.csv")
        try place.write("penguins.csv", Data(contentsOf: data))
        let (_, brief, run) = try proposed(["penguins.csv", "--yes"], in: place)
        #expect(brief.contains("# protected attributes: no features, and the figures are also taken for each of"))
        let folder = try #require(run["directory"]?.text)
        let slices = try JSONDecoder().decode(
            JSONValue.self, from: Data(contentsOf: URL(fileURLWithPath: folder + "/evaluation/slices.json")))
        let sex = try #require(slices["slices"]?.elements.first { $0["column"] == "sex" }, "\(slices)")
        #expect(sex["values"]?.elements.count == 3)
        let card = try String(contentsOfFile: folder + "/model_card.md", encoding: .utf8)
        #expect(card.contains("`sex`"))
        let features = try String(contentsOfFile: folder + "/report.html", encoding: .utf8)
        #expect(features.contains("it is sensitive and no sign-off allows its use"))
    }

    @Test func `a sensitive column that names people makes no slices`() throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        let lines = try String(contentsOfFile: place.path + "/customers.csv", encoding: .utf8).split(separator: "\n")
        let mailed = lines.enumerated().map { "\($1)," + ($0 == 0 ? "email" : "a\($0)@example.org") }
        try place.write("customers.csv", mailed.joined(separator: "\n") + "\n")
        try place.write(
            "brief.yaml",
            "name: c\ndata: {sources: {c: customers.csv}, label: churned}\nsensitive: [email]\n")
        let run = try Binary.run(["run", "brief.yaml", "--json"], in: place.path)
        try #require(run.status == 0, "\(run.errors)")
        let folder = try #require(try run.json()["directory"]?.text)
        let slices = try String(contentsOfFile: folder + "/evaluation/slices.json", encoding: .utf8)
        #expect(!slices.contains("example.org") && !slices.contains("email"))
    }

    @Test func `a column that leaks stands under exclude and not under slices`() throws {
        let place = try Workspace()
        var random = SeededGenerator(seed: 10)
        var text = "id,size,outcome,region,late\n"
        for row in 0..<600 {
            let size = Int.random(in: 0..<100, using: &random)
            let late = size + Int.random(in: 0..<100, using: &random) > 100
            text += "\(row),\(size),\(late ? "refund" : "none"),\(["n", "s"][row % 2]),\(late)\n"
        }
        try place.write("orders.csv", text)
        let (document, brief, _) = try proposed(["orders.csv", "--label", "late"], in: place)
        #expect(document["exclude"]?.names.contains("outcome") == true)
        #expect(brief.contains("slices: [region]"), "\(brief)")
    }

    @Test func `what tells the label is kept out, each column with its reason`() throws {
        let place = try Workspace()
        var random = SeededGenerator(seed: 3)
        var text = "row,amount,refund,closed_reason,email,constant,late\n"
        for row in 0..<800 {
            let amount = Int.random(in: 0..<1000, using: &random)
            let late = amount + Int.random(in: 0..<1000, using: &random) > 1000
            text += "\(row),\(amount),\(late ? 1 : 0),\(late ? "complaint" : ""),a\(row)@example.org,x,\(late)\n"
        }
        try place.write("orders.csv", text)
        let (document, brief, _) = try proposed(["orders.csv", "--label", "late"], in: place)
        let excluded = try #require(document["exclude"])
        #expect(excluded.names == ["refund", "closed_reason", "email", "constant"], "\(brief)")
        #expect(excluded["refund"]?.text?.contains("each of its values has one label") == true)
        #expect(brief.contains("  refund: \"leakage audit: 'late' follows from 'refund'"))
    }

    @Test func `rows of one thing stay together`() throws {
        let place = try Workspace()
        var random = SeededGenerator(seed: 4)
        var text = "patient_id,value,outcome\n"
        for row in 0..<900 {
            let value = Int.random(in: 0..<100, using: &random)
            text += "P\(row / 3),\(value),\(value + Int.random(in: 0..<60, using: &random) > 80)\n"
        }
        try place.write("visits.csv", text)
        let (_, brief, _) = try proposed(["visits.csv", "--yes"], in: place)
        #expect(brief.contains("split: {by: group, group: patient_id, cv: {folds: 5, repeats: 5}}"))
    }

    // MARK: Files and words

    @Test func `briefs of one table for different labels have different names`() throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        var names: [String] = []
        for label in ["churned", "region"] {
            let result = try Binary.run(
                ["init", "customers.csv", "--label", label, "--out", "\(label).yaml", "--json"], in: place.path)
            #expect(result.status == 0, "\(result.errors)")
            names.append(try #require(try result.json()["name"]?.text))
        }
        #expect(names == ["customers-churned", "customers-region"])
    }

    @Test func `a guess is printed with what else it may be`() throws {
        let place = try Workspace()
        var text = "besuche,umsatz,score,gekauft\n"
        for row in 0..<400 {
            text += "\(row % 9),\(row * 7 % 311).5,\(row % 13),\((row * 7) % 311 + row % 9 > 150 ? "ja" : "nein")\n"
        }
        try place.write("kunden.csv", text)
        let result = try Binary.run(["init", "kunden.csv", "--yes"], in: place.path)
        #expect(result.output.contains("label          gekauft of kunden (guessed: it is the last column; its two"))
        #expect(
            result.output.contains("label          or umsatz of kunden (its name speaks of money"), "\(result.output)")
    }

    @Test func `the suite says what it is about, and what to do where a table is not it`() throws {
        let place = try Workspace()
        try place.write("Bestellungen.csv", InitSamples.spreadsheet())
        let result = try Binary.run(["init", "Bestellungen.csv", "--label", "Storniert"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        let suite = try String(contentsOfFile: place.path + "/brief.checks.yaml", encoding: .utf8)
        #expect(
            suite.contains(
                "# It is about the dataset that the brief makes, not about a table: associate check brief.yaml\n"))
        try place.write("brief.checks.yaml", suite + "  - expect_column_values_to_not_be_null: {column: made_by_sql}\n")
        let check = try Binary.run(["check", "Bestellungen.csv", "--suite", "brief.checks.yaml"], in: place.path)
        #expect(check.status == 3)
        #expect(check.output.contains("is about a brief's dataset: associate check brief.yaml"), "\(check.output)")
    }

    @Test func `a brief that is there is not overwritten`() throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        try place.write("brief.yaml", "mine\n")
        let refused = try Binary.run(["init", "customers.csv", "--yes"], in: place.path)
        #expect(refused.status == 2)
        #expect(refused.errors.contains("there is a file 'brief.yaml', and init overwrites nothing"))
        #expect(try String(contentsOfFile: place.path + "/brief.yaml", encoding: .utf8) == "mine\n")
        let forced = try Binary.run(["init", "customers.csv", "--yes", "--force"], in: place.path)
        #expect(forced.status == 0, "\(forced.errors)")
        let other = try Binary.run(["init", "customers.csv", "--yes", "--out", "jobs/churn.yaml"], in: place.path)
        #expect(other.status == 0, "\(other.errors)")
        let brief = try String(contentsOfFile: place.path + "/jobs/churn.yaml", encoding: .utf8)
        #expect(brief.contains("customers: {path: \"../customers.csv\"}"))
        #expect(try Binary.run(["run", "jobs/churn.yaml"], in: place.path).status == 0)
    }

    @Test func `without a label and without a terminal it lists what the label may be`() throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        let result = try Binary.run(["init", "customers.csv"], in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains("no label is named"))
        #expect(result.errors.contains("'churned' of customers"))
        #expect(place.names(in: ".") == ["customers.csv"])
    }

    @Test(arguments: [("churn", "did you mean 'churned'?"), ("joined", "'joined' cannot be a label")])
    func `a label that cannot be one says what could`(label: String, words: String) throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        let result = try Binary.run(["init", "customers.csv", "--label", label], in: place.path)
        #expect(result.status == 2)
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test func `it shows what it finds as it looks, and what comes next`() throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        let result = try Binary.run(["init", "customers.csv", "--yes"], in: place.path)
        #expect(result.output.contains("✓ table          customers · 300 rows · 7 columns"), "\(result.output)")
        #expect(result.output.contains("✓ label          churned of customers (guessed: "))
        #expect(result.output.contains("✓ key            id names each row"))
        #expect(result.output.contains("Next    associate run brief.yaml"))
    }

    @Test func `on a terminal it asks`() throws {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        let terminal = [
            "/usr/bin/env", "python3", "-c",
            """
            import os, pty, sys
            asked = []
            def answer(fd):
                data = os.read(fd, 1024)
                if b"Number or name" in data and not asked:
                    asked.append(os.write(fd, b"region\\n"))
                return data
            sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], answer)))
            """,
        ]
        let result = try Binary.run(
            ["init", "customers.csv"], in: place.path, environment: ["TERM": "dumb"], through: terminal)
        #expect(result.status == 0, "\(result.output)")
        #expect(result.output.contains("Which column is to be predicted?"))
        let brief = try String(contentsOfFile: place.path + "/brief.yaml", encoding: .utf8)
        #expect(brief.contains("label: region"))
    }
}
