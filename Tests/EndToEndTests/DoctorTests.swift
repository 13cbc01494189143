import Evidence
import Foundation
import TestSupport
import Testing

/// `associate doctor` on machines that have all, and on such as lack something.
@Suite struct DoctorTests {
    private func check(_ name: String, _ result: Binary.Result) throws -> JSONValue {
        let document = try result.json()
        #expect(try JSONSchema(named: "doctor").problems(with: document) == [])
        return try #require(document["checks"]?.elements.first { $0["name"]?.text == name })
    }

    private func doctor(
        _ arguments: [String] = ["--json"], in place: Workspace, environment: [String: String] = [:]
    ) throws -> Binary.Result {
        try Binary.run(["doctor"] + arguments, in: place.path, environment: environment)
    }

    @Test func `a machine with all libraries is ready, and nothing is left behind`() throws {
        let place = try Workspace()
        let result = try doctor(in: place)
        #expect(result.status == 0)
        #expect(try result.json()["ready"] == true)
        for name in ["DuckDB", "LightGBM", "ONNX Runtime", "SQLite driver"] {
            let found = try check(name, result)
            #expect(found["state"] == "ok", "\(name)")
            #expect(found["version"]?.text?.first?.isNumber == true || found["version"]?.text?.hasPrefix("v") == true)
            let path = try #require(found["path"]?.text)
            #expect(FileManager.default.fileExists(atPath: path))
        }
        #expect(place.names(in: ".") == [])
    }

    @Test func `people read a line a part`() throws {
        let result = try doctor([], in: try Workspace())
        #expect(result.errors == "")
        #expect(result.output.hasPrefix("associate \(Version.current) · "))
        for line in ["\n  ✓ DuckDB ", "\n  ✓ LightGBM ", "\n  ✓ store ", "\n  · Swift ", "\n  Ready\n"] {
            #expect(result.output.contains(line), "\(line)")
        }
    }

    @Test func `libraries that are not there are missing, with the command that installs them`() throws {
        let place = try Workspace()
        try place.write("home/.deps/lib/empty", "")
        let environment = ["ASSOCIATE_HOME": place.path + "/home", "ASSOCIATE_LIBRARY_PATH": ""]
        let result = try doctor(in: place, environment: environment)
        #expect(result.status == 1)
        #expect(try result.json()["ready"] == false)
        for (name, state) in [
            ("DuckDB", "missing"), ("LightGBM", "missing"), ("ONNX Runtime", "look"), ("SQLite driver", "look"),
        ] {
            let found = try check(name, result)
            #expect(found["state"]?.text == state, "\(name)")
            #expect(found["cure"]?.text?.contains("scripts/bootstrap") == true, "\(name)")
        }
        let screen = try doctor([], in: place, environment: environment)
        #expect(screen.output.contains("\n  ✗ DuckDB "))
        #expect(screen.output.contains("\n  Not ready: DuckDB, LightGBM"))
    }

    @Test func `a library that ends its process is named, and the doctor goes on`() throws {
        let place = try Workspace()
        try place.write("crash.c", "__attribute__((constructor)) static void end(void) { __builtin_trap(); }\n")
        try place.write("home/.deps/lib/empty", "")
        let compiler = Process()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        compiler.arguments = [
            "cc", "-shared", "-fPIC", "-o", "\(place.path)/home/.deps/lib/lib_lightgbm.so", "\(place.path)/crash.c",
        ]
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
        let result = try doctor(
            in: place, environment: ["ASSOCIATE_HOME": place.path + "/home", "ASSOCIATE_LIBRARY_PATH": ""])
        #expect(result.status == 1)
        let found = try check("LightGBM", result)
        #expect(found["state"] == "missing")
        #expect(found["detail"]?.text?.contains("ends the process that opens it") == true)
    }

    @Test func `a store in the place of a file is missing`() throws {
        let place = try Workspace()
        try place.write("taken", "")
        let result = try doctor(["--json", "--store", "taken"], in: place)
        #expect(result.status == 1)
        #expect(try check("store", result)["state"] == "missing")
        #expect(try check("store", result)["cure"]?.text?.contains("--store") == true)
    }

    @Test func `a scratch folder that is not there is missing`() throws {
        let place = try Workspace()
        let result = try doctor(in: place, environment: ["TMPDIR": place.path + "/absent"])
        #expect(try check("scratch", result)["state"] == "missing")
        #expect(try check("scratch", result)["cure"] == "export TMPDIR=FOLDER")
    }

    @Test func `a program that reads the output needs no locale`() throws {
        let result = try doctor(in: try Workspace(), environment: ["LC_ALL": "C"])
        #expect(result.status == 0)
        #expect(try check("terminal", result)["state"] == "note")
    }

    @Test func `--quiet prints nothing, and the status tells`() throws {
        let result = try doctor(["--quiet"], in: try Workspace())
        #expect(result.status == 0)
        #expect(result.output + result.errors == "")
    }
}
