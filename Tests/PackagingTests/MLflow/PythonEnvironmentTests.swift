import Foundation
import TestSupport
import Testing

@testable import Packaging

@Suite("Python environment")
struct PythonEnvironmentTests {
    @Test("packages name the versions with which they are tried")
    func pins() throws {
        let file = Fixture.packageRoot.appendingPathComponent("Tests/Oracles/requirements.txt")
        let tried = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        for line in PythonEnvironment.requirements.split(separator: "\n") {
            #expect(tried.contains(String(line)), "\(line)")
        }
    }

    @Test("the library that proves a package in a run is of the version that the package names")
    func runtime() throws {
        let file = Fixture.packageRoot.appendingPathComponent("scripts/requirements/native.txt")
        let pinned = "onnxruntime==\(PythonEnvironment.version(of: "onnxruntime")) "
        #expect(try String(contentsOf: file, encoding: .utf8).contains("\n\(pinned)"))
    }

    @Test("every file names the distributions or the list of them")
    func files() {
        for (name, version) in PythonEnvironment.distributions {
            #expect(PythonEnvironment.conda.contains("  - \(name)==\(version)\n"))
        }
        #expect(PythonEnvironment.conda.contains("- python=\(PythonEnvironment.python)\n"))
        #expect(PythonEnvironment.virtual.contains("- -r requirements.txt\n"))
    }
}
