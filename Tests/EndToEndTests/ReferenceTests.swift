import Foundation
import TestSupport
import Testing

/// `docs/reference.md` says what the commands say.
@Suite struct ReferenceTests {
    @Test func `the reference is that of the commands: scripts/generate writes it`() throws {
        let result = try Binary.run(["_reference"], in: try Workspace().path)
        #expect(result.status == 0)
        let document = try String(contentsOf: Binary.root.appendingPathComponent("docs/reference.md"), encoding: .utf8)
        #expect(result.output == document, "run scripts/generate")
    }

    @Test func `every command of the program stands in it, and no hidden one`() throws {
        let text = try Binary.run(["_reference"], in: try Workspace().path).output
        for command in ["associate run", "associate runs show", "associate evaluate", "associate explain"] {
            #expect(text.contains("\n## \(command)\n"))
        }
        for hidden in ["_worker", "_probe", "_reference"] { #expect(!text.contains(hidden)) }
    }

    @Test func `it does not depend on the machine`() throws {
        let text = try Binary.run(["_reference"], in: try Workspace().path).output
        #expect(text.contains("`--threads <threads>` | Threads to work with (default: the cores)."))
        #expect(!text.contains("Default: `\(ProcessInfo.processInfo.activeProcessorCount)`"))
    }
}
