import Foundation
import TestSupport
import Testing

/// What a person at a terminal sees, through a pseudo-terminal.
@Suite struct PseudoTerminalTests {
    /// Makes a terminal of its own for a program and passes on what the program writes there.
    private static let terminal = [
        "/usr/bin/env", "python3", "-c",
        """
        import os, pty, sys
        sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))
        """,
    ]

    private func run(_ options: [String] = [], environment: [String: String] = [:]) throws -> Binary.Result {
        let place = try Workspace()
        try place.write("customers.csv", SampleData.customers(rows: 300))
        try place.write("brief.yaml", SampleData.customersBrief)
        var variables = ["TERM": "xterm-256color"]
        for (name, value) in environment { variables[name] = value }
        return try Binary.run(
            ["run", "brief.yaml"] + options, in: place.path, environment: variables, through: Self.terminal)
    }

    @Test func `a running step is redrawn in place, in colour`() throws {
        let result = try run()
        #expect(result.status == 0)
        #expect(result.output.contains("\r\u{1B}[2K"))
        #expect(result.output.contains("\u{1B}[32m✓\u{1B}[0m"))
    }

    @Test func `NO_COLOR takes the colours and leaves the signs`() throws {
        let result = try run(environment: ["NO_COLOR": "1"])
        #expect(!result.output.contains("\u{1B}[32m"))
        #expect(result.output.contains("✓"))
    }

    @Test func `a terminal that can do nothing gets a line a step`() throws {
        let result = try run(environment: ["TERM": "dumb"])
        #expect(!result.output.contains("\u{1B}"))
        #expect(result.output.contains("✓"))
    }

    @Test func `no line is wider than the terminal`() throws {
        let result = try run(environment: ["NO_COLOR": "1", "COLUMNS": "80"])
        let lines = result.output.replacing("\r\u{1B}[2K", with: "\n").split(whereSeparator: \.isNewline)
        for line in lines { #expect(line.count <= 80, "\(line)") }
    }

    @Test func `--quiet draws nothing`() throws {
        #expect(try run(["--quiet"]).output == "")
    }
}
