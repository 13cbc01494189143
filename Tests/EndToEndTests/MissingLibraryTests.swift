import Evidence
import Foundation
import TestSupport
import Testing

/// A machine without LightGBM, or with another library of its name.
@Suite struct MissingLibraryTests {
    /// What stands where LightGBM should.
    enum Library: CaseIterable {
        case none
        case another
        case text
    }

    @Test(arguments: Library.allCases) func `a run that needs LightGBM says at once how to install it`(
        library: Library
    ) throws {
        let place = try Workspace()
        let environment = try Self.environment(library, in: place)
        let result = try Binary.run(
            ["run", "customers.csv", "--label", "churned"], in: place.path, environment: environment)
        #expect(result.status == 1)
        #expect(result.errors.contains("LightGBM"))
        #expect(result.errors.contains("scripts/bootstrap"))
        #expect(!result.output.contains("✓ snapshot"))
        #expect(place.names(in: "runs/failed").count == 1)
    }

    @Test func `a run that does not need it is none the wiser`() throws {
        let place = try Workspace()
        let environment = try Self.environment(.none, in: place)
        try place.write("brief.yaml", SampleData.customersBrief)
        #expect(try Binary.run(["run", "brief.yaml"], in: place.path, environment: environment).status == 0)
    }

    /// A place for libraries with all but LightGBM, and nothing in front of it.
    private static func environment(_ library: Library, in place: Workspace) throws -> [String: String] {
        try place.write("customers.csv", SampleData.customers(rows: 200))
        let environment = try Libraries.all(but: "lightgbm", in: place)
        let installed = Binary.root.appendingPathComponent(".deps/lib").path
        let folder = place.path + "/home/.deps/lib/"
        switch library {
        case .none: break
        case .another:
            // A library that loads and knows nothing of trees.
            let names = try FileManager.default.contentsOfDirectory(atPath: installed)
            let other = try #require(names.first { $0.contains("sqlite") })
            try FileManager.default.createSymbolicLink(
                atPath: folder + "lib_lightgbm.so", withDestinationPath: installed + "/" + other)
        case .text: try place.write("home/.deps/lib/lib_lightgbm.so", "text")
        }
        return environment
    }
}

/// Places for libraries in which one is missing.
enum Libraries {
    /// The environment in which all installed libraries are found but one, and nothing in front of them.
    static func all(but missing: String, in place: Workspace) throws -> [String: String] {
        try place.write("home/.deps/lib/empty", "")
        try place.write("nothing/empty", "")
        let installed = Binary.root.appendingPathComponent(".deps/lib").path
        for name in try FileManager.default.contentsOfDirectory(atPath: installed) where !name.contains(missing) {
            try FileManager.default.createSymbolicLink(
                atPath: place.path + "/home/.deps/lib/" + name, withDestinationPath: installed + "/" + name)
        }
        return ["ASSOCIATE_HOME": place.path + "/home", "ASSOCIATE_LIBRARY_PATH": place.path + "/nothing"]
    }
}
