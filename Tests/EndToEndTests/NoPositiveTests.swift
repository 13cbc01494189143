import Evidence
import TestSupport
import Testing

/// A run whose test part has no positive row.
@Suite struct NoPositiveTests {
    @Test func `it completes, says so, and cannot tell`() throws {
        let place = try Workspace()
        let rows = (0..<400).map { row in
            let day =
                "2024-\(row / 34 + 1 < 10 ? "0" : "")\(row / 34 + 1)-\(row % 28 + 1 < 10 ? "0" : "")\(row % 28 + 1)"
            return "\(row),\(day),\(row * 37 % 101),\(row < 250 && row % 4 == 0)\n"
        }
        try place.write("t.csv", "id,at,x,y\n" + rows.joined())
        try place.write(
            "brief.yaml",
            """
            name: t
            data: {sources: {t: t.csv}, key: [id], time: at, label: y}
            split: {by: time, validation: 0.15, test: 0.2}

            """)
        let result = try Binary.run(["run", "brief.yaml", "--json", "--quiet"], in: place.path)
        #expect(result.status == 0, "\(result.errors)")
        let outcome = try result.json()
        #expect(outcome["recommendation"] == "cannot_tell")
        #expect(outcome["reasons"]?.elements.contains("metric-undefined") == true)
        #expect(outcome["findings"]?.elements.map { $0["code"] } == ["one-class"])
        let metrics = outcome["metrics"]?["candidates"]?.elements.first?["metrics"]
        #expect(metrics?["roc_auc"]?["reason"] == "no row is positive")
        #expect(metrics?["log_loss"]?["value"]?.number != nil)
    }
}
