import Evidence
import Foundation
import TestSupport
import Testing

/// The repository's examples, each run once for all tests that look at what it left.
enum ExampleRun: String, CaseIterable, CustomTestStringConvertible {
    case flights = "late-flights"
    case penguins
    case temperature

    var testDescription: String { rawValue }

    /// The brief's path.
    var brief: String { Binary.root.appendingPathComponent("Examples/\(rawValue)/brief.yaml").path }

    /// A run that has ended.
    struct Finished: Sendable {
        let result: Binary.Result
        let outcome: JSONValue
        /// The run's folder.
        let directory: String

        /// A JSON file of the run.
        func json(_ name: String) throws -> JSONValue {
            try CanonicalJSON.decode(JSONValue.self, from: data(name))
        }

        /// A file of the run.
        func data(_ name: String) throws -> Data {
            try Data(contentsOf: URL(fileURLWithPath: directory + "/" + name))
        }
    }

    /// The example's run with two threads in a store of its own, made when it is first asked for.
    func finished() throws -> Finished {
        switch self {
        case .flights: try Self.flightsRun.get()
        case .penguins: try Self.penguinsRun.get()
        case .temperature: try Self.temperatureRun.get()
        }
    }

    private static let flightsRun = run(.flights)
    private static let penguinsRun = run(.penguins)
    private static let temperatureRun = run(.temperature)

    private static func run(_ example: ExampleRun) -> Swift.Result<Finished, any Error> {
        Swift.Result {
            let place = try SharedPlace.path.get()
            let result = try Binary.run(
                ["run", example.brief, "--json", "--threads", "2", "--store", "store-\(example.rawValue)"], in: place)
            let outcome = try result.json()
            let directory = try #require(outcome["directory"]?.text, "\(result.errors)")
            return Finished(result: result, outcome: outcome, directory: directory)
        }
    }
}

/// One folder for all runs that tests share, removed when the process ends.
private enum SharedPlace {
    static let path: Swift.Result<String, any Error> = Swift.Result {
        let path = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("associate-examples-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { if let path = try? SharedPlace.path.get() { try? FileManager.default.removeItem(atPath: path) } }
        return path
    }
}
