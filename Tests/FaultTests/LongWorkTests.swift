import Evidence
import Foundation
import Store
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Ctrl-C in the middle of work that takes longer than a person would wait (D9 of the reliability table).
@Suite(.serialized) struct LongWorkTests {
    /// When the signal comes: after a line is printed, and a moment later.
    struct Moment: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let after: String
        let seconds: Double
    }

    static let moments = [
        Moment(testDescription: "while a linear model is fitted", after: "prior", seconds: 0.3),
        Moment(testDescription: "while rows go into LightGBM's bins", after: "linear", seconds: 0.02),
        Moment(testDescription: "while trees grow", after: "linear", seconds: 2),
    ]

    /// Rows of the table; a round of trees, a look at all rows and a solver's step each take a while.
    private static let rows = 300_000

    private static func run() throws -> FaultyRun {
        let run = try FaultyRun(rows: 20)
        let columns = (1...8).map { "(hash(i, \($0)) % 100003)::DOUBLE / 100003 AS x\($0)" }
        let noise = "(hash(id, 99) % 1000)::DOUBLE / 1000"
        let sql = """
            SELECT *, x1 + x2 * x3 - x4 + \(noise) > 0.7 AS churned
            FROM (SELECT i AS id, \(columns.joined(separator: ", ")) FROM range(\(rows)) AS t(i))
            """
        try run.place.write("rows.sql", sql)
        try run.place.write(
            "brief.yaml",
            """
            name: long-work
            task: binary
            data:
              sources: {customers: customers.csv}
              dataset: rows.sql
              key: [id]
              label: churned
            candidates: [prior, linear, boosted_trees]

            """)
        return run
    }

    @Test(arguments: moments) func `Ctrl-C ends long work within a second, and the run is recorded`(
        moment: Moment
    ) throws {
        let run = try Self.run()
        let running = try run.start()
        try #require(
            try Processes.wait(.seconds(200)) {
                !running.process.isRunning || running.outputSoFar.contains("✓ \(moment.after)")
            })
        try #require(running.process.isRunning)
        Thread.sleep(forTimeInterval: moment.seconds)
        let start = ContinuousClock.now
        kill(running.process.processIdentifier, SIGINT)
        let result = try running.wait()
        // A second on a machine that is not busy with other tests.
        #expect(ContinuousClock.now - start < .seconds(2))
        #expect(result.status == 130)
        #expect(result.errors.contains("error: "))
        #expect(try run.states() == [.interrupted: 1])
        #expect(run.leftovers == [])
        try run.expectNothingHalf()
    }
}
