import Evidence
import Foundation
import TestSupport
import Testing

/// Names and values that could be taken for SQL, HTML or shell are names and values (I1 of the reliability table).
@Suite struct InjectionTests {
    private static let strings = [
        "x'; DROP TABLE customers; --", "\"; DROP TABLE customers; --", "a\"\"b", "a'b", "a\\", "a;b", "a--b", "/*",
        "*/",
        "$1", "?", "{0}", "%s%n", "$(touch pwned)", "`touch pwned`", "</script><script>alert(1)</script>",
        "\"><svg onload=alert(1)>", "&lt;", "=1+1", "@SUM(A1)", "select", "NULL", "\\N", "true", "1e400", "NaN", "..",
        "../../etc/passwd", "😀", "é", "e\u{301}", "日本語", "\u{202E}abc", "a\u{200B}b", "{{x}}", "[a](javascript:b)",
        "a|b", "#",
    ]

    /// A run of the customers in which every name and every text holds the string; its figures and its report.
    private func run(_ text: String) throws -> (outcome: JSONValue, report: String, place: Workspace) {
        let place = try Workspace()
        func quoted(_ cell: String) -> String { "\"\(cell.replacing("\"", with: "\"\""))\"" }
        func yaml(_ word: String) -> String { "'\(word.replacing("'", with: "''"))'" }
        let names = ["id", "joined", "region", "amount", "visits", "member", "churned"].map { $0 + text }
        let rows = SampleData.customerLines(rows: 300).map { line in
            var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            cells[2] = quoted(cells[2] + text)
            cells[6] = quoted(cells[6] == "true" ? "yes" + text : "no" + text)
            return cells.joined(separator: ",")
        }
        try place.write("t.csv", ([names.map(quoted).joined(separator: ",")] + rows).joined(separator: "\n") + "\n")
        try place.write(
            "brief.yaml",
            """
            name: t
            problem: \(yaml(text))
            task: binary
            data:
              sources: {t: t.csv}
              key: [\(yaml(names[0]))]
              label: \(yaml(names[6]))
              positive: \(yaml("yes" + text))
            slices: [\(yaml(names[2]))]
            exclude: {\(yaml(names[3])): \(yaml("because " + text))}

            """)
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        try #require(result.status == 0, "\(result.errors)")
        let outcome = try result.json()
        let folder = try #require(outcome["directory"]?.text)
        return (outcome, try String(contentsOfFile: folder + "/report.html", encoding: .utf8), place)
    }

    private func figures(_ outcome: JSONValue) -> [Double] {
        let linear = outcome["metrics"]?["candidates"]?.elements.first { $0["name"] == "linear" }
        return ["roc_auc", "log_loss", "brier_score", "accuracy"].compactMap {
            linear?["metrics"]?[$0]?["value"]?.number
        }
    }

    private static let neutral = Swift.Result { try InjectionTests().run("_") }

    @Test(arguments: strings) func `a name or value changes no figure and does nothing`(text: String) throws {
        // A brief refuses what would mislead its reader.
        if text.unicodeScalars.contains(where: { ["\u{202E}", "\u{200B}"].contains($0) }) { return }
        let (outcome, report, place) = try run(text)
        let usual = figures(try Self.neutral.get().outcome)
        let other = figures(outcome)
        #expect(usual.count == 4)
        #expect(other.count == 4)
        for (one, two) in zip(usual, other) { #expect(abs(one - two) < 1e-9) }
        #expect(place.names(in: ".") == ["brief.yaml", "runs", "t.csv"])
        for word in ["<script", "<svg onload", "javascript:b\""] { #expect(!report.contains(word)) }
    }

    @Test(arguments: [
        "a'b.csv", "a\"b.csv", "a;b.csv", "a b.csv", "😀.csv", "$(id).csv", "--help.csv", "x'; DROP TABLE t; --.csv",
        "a,b.csv",
        "a#b.csv", "a%20b.csv", "UPPER.CSV", ".hidden.csv", "a.b.c.csv",
    ]) func `a file of any name is read`(name: String) throws {
        let place = try Workspace()
        try place.write(name, BadInput.table())
        let result = try Binary.run(["run", "./" + name, "--label", "y", "--json", "--quiet"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        #expect(place.names(in: ".") == [name, "runs"].sorted())
    }
}
