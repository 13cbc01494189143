import Evidence
import Foundation
import Testing
import Warehouse

@testable import Framing

/// A folder for one test, with the files that a brief names; removed at the end of the test.
final class Workshop: Sendable {
    let path: String

    init(_ files: [String: String] = ["data/flights.csv": "a,b\n1,2\n"]) throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("framing-\(UUID().uuidString)").path
        for (name, text) in files {
            let file = URL(fileURLWithPath: path).appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Reads a brief as if it stood in the folder under the name `brief.yaml`.
    func read(_ text: String, name: String = "brief.yaml") throws(BriefError) -> Brief {
        try BriefReader.read(text: text, file: path + "/" + name)
    }

    /// The findings of a brief that must not be readable, with the folder taken off the files' names.
    func findings(_ text: String) -> [Finding] {
        do {
            _ = try read(text)
            Issue.record("this brief should not be readable:\n\(text)")
            return []
        } catch {
            return error.findings.map { finding in
                var finding = finding
                finding.file = finding.file?.replacing(path + "/", with: "")
                finding.advice = finding.advice?.replacing(path + "/", with: "")
                return finding
            }
        }
    }

    /// The files that the late-flights brief names.
    static let lateFlights = [
        "data/flights.csv": "a\n", "data/weather.csv": "a\n", "sql/late_flights.sql": "SELECT 1\n",
        "checks/late_flights.yaml": "{}\n",
    ]
}

/// A brief that uses all that this version carries out.
let lateFlights = """
    name: late-flights
    problem: >
      At scheduled departure, predict whether a flight will arrive more than 15 minutes late,
      so that gates and crews can be re-planned.
    task: binary            # binary | multiclass | regression
    data:
      engine: duckdb
      sources:
        flights:
          path: data/flights.csv
          known_at:
            - {columns: [dep_time, dep_delay], at: scheduled + to_minutes(dep_delay)}
            - {columns: [arr_time, arr_delay, air_time], at: scheduled + to_minutes(dep_delay + air_time)}
        weather: {path: data/weather.csv, known_at: {after: time_hour, delay: 1 hour}}
      dataset: sql/late_flights.sql
      key: [year, month, day, carrier, flight, origin]
      time: scheduled_departure
      label: late
      fresh_within: 2 days
    split: {by: time, validation: 15%, test: 20%}
    metric: {primary: roc_auc, guardrails: ["brier_score <= 0.20"], costs: {false_positive: 1, false_negative: 5}}
    slices: [carrier, origin]
    sensitive: []
    exclude: {dep_delay: not known at scheduled departure}
    checks: checks/late_flights.yaml
    candidates: [prior, linear]
    budget: {trials: 20}
    seed: 7
    """
