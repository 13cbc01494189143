import Evidence
import Foundation
import TestSupport
import Testing

/// The flights give the figures that they are held to.
@Suite struct FlightsTests {
    private func figure(_ candidate: String, _ metric: String) throws -> Double {
        let metrics = try ExampleRun.flights.finished().json("evaluation/metrics.json")
        let entry = try #require(metrics["candidates"]?.elements.first { $0["name"]?.text == candidate })
        return try #require(entry["metrics"]?[metric]?["value"]?.number)
    }

    @Test func `linear reaches 0.685 on the test part`() throws {
        #expect(try figure("linear", "roc_auc") >= 0.685)
    }

    @Test func `the prior ranks nothing`() throws {
        #expect(try figure("prior", "roc_auc") == 0.5)
    }

    @Test func `linear is chosen and shipped`() throws {
        let metrics = try ExampleRun.flights.finished().json("evaluation/metrics.json")
        #expect(metrics["chosen"] == "linear")
        #expect(metrics["recommendation"] == "ship")
    }

    @Test func `every flight is a prediction, and those without an arrival are counted`() throws {
        let data = try #require(try ExampleRun.flights.finished().json("evidence.json")["data"])
        #expect(data["dataset_rows"] == 336_776)
        #expect(data["rows_without_label"] == 9_430)
        #expect(data["rows"] == 327_346)
    }

    @Test func `the dataset note says how many flights are left out`() throws {
        let note = try String(decoding: ExampleRun.flights.finished().data("data/dataset_note.md"), as: UTF8.self)
        #expect(note.contains("9,430"))
    }

    @Test func `the parts hold 65, 15 and 20 of a hundred rows, to a day`() throws {
        let split = try #require(try ExampleRun.flights.finished().json("evidence.json")["split"])
        #expect(split["by"] == "time")
        let rows = split["parts"]?.elements.compactMap { $0["rows"]?.number } ?? []
        #expect(rows.count == 3)
        #expect(rows.reduce(0, +) == 327_346)
        for (part, share) in zip(rows, [0.65, 0.15, 0.2]) {
            // About 900 flights leave on a day.
            #expect(abs(part - share * 327_346) <= 1_000)
        }
    }

    @Test func `no part begins before the one ahead of it has ended`() throws {
        let parts = try ExampleRun.flights.finished().json("evidence.json")["split"]?["parts"]?.elements ?? []
        let borders = parts.flatMap { [$0["from"]?.text, $0["to"]?.text] }.compactMap(\.self)
        #expect(borders.count == 6)
        #expect(borders == borders.sorted())
        #expect(Set(borders).count == 6)
    }

    @Test func `columns that are learnt later are no features`() throws {
        let model = try ExampleRun.flights.finished().json("model/associate.json")
        let sources = Set(model["features"]?.elements.compactMap { $0["source"]?.text } ?? [])
        let later: Set = ["dep_time", "dep_delay", "arr_time", "arr_delay", "air_time"]
        #expect(sources.isDisjoint(with: later))
        #expect(model["excluded"]?.names.isSuperset(of: later) == true)
        #expect(sources.contains("temp"))
    }
}
