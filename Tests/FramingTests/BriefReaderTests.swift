import Evidence
import Testing
import Warehouse

@testable import Framing

@Suite struct BriefReaderTests {
    @Test func readsTheLateFlights() throws {
        let workshop = try Workshop(Workshop.lateFlights)
        let brief = try workshop.read(lateFlights)
        #expect(brief.name == "late-flights")
        #expect(brief.problem?.hasPrefix("At scheduled departure") == true)
        #expect(brief.problem?.hasSuffix("re-planned.") == true)
        #expect(brief.task == .binary)
        #expect(brief.data.engine == .duckdb)
        #expect(brief.data.sources.map(\.name) == ["flights", "weather"])
        #expect(brief.data.sources.map(\.paths) == [["data/flights.csv"], ["data/weather.csv"]])
        #expect(brief.data.dataset == DatasetText(sql: "SELECT 1\n", origin: .file("sql/late_flights.sql")))
        #expect(brief.data.key == ["year", "month", "day", "carrier", "flight", "origin"])
        #expect(brief.data.time == "scheduled_departure")
        #expect(brief.data.label == "late")
        #expect(brief.data.freshWithin == BriefDuration("2 days"))
        #expect(brief.metric.primary == .rocAUC)
        #expect(brief.metric.guardrails.map(\.measure) == [.metric(.brierScore)])
        #expect(brief.metric.costs == DecisionCosts(falsePositive: 1, falseNegative: 5))
        #expect(brief.slices == ["carrier", "origin"])
        #expect(brief.exclude == [ColumnNote(column: "dep_delay", text: "not known at scheduled departure")])
        #expect(brief.checks == "checks/late_flights.yaml")
        #expect(brief.candidates == [.prior, .linear])
        #expect(brief.budget == Budget(trials: 20))
        #expect(brief.seed == 7)
    }

    @Test func readsWhenCellsBecameKnown() throws {
        let workshop = try Workshop(Workshop.lateFlights)
        let sources = try workshop.read(lateFlights).data.sources
        guard case .cells(let cells) = sources[0].knownAt else {
            Issue.record("cells expected, not \(String(describing: sources[0].knownAt))")
            return
        }
        #expect(cells.map(\.columns) == [["dep_time", "dep_delay"], ["arr_time", "arr_delay", "air_time"]])
        #expect(cells[0].at == .expression("scheduled + to_minutes(dep_delay)"))
        let hour = try #require(BriefDuration("1 hour"))
        #expect(sources[1].knownAt == .after(column: "time_hour", delay: hour))
    }

    @Test func readsTimeSplitByShares() throws {
        let workshop = try Workshop(Workshop.lateFlights)
        let share = try #require(Share(0.15))
        let test = try #require(Share(0.2))
        #expect(
            try workshop.read(lateFlights).split
                == .parts(.init(by: .time, validation: .share(share), test: .share(test))))
    }

    @Test func needsOnlySourcesAndLabel() throws {
        let brief = try Workshop().read("data: {sources: {flights: data/flights.csv}, label: late}")
        #expect(brief.name == "brief")
        #expect(brief.origin.inferences.map(\.key) == ["name"])
        #expect(brief.candidates == nil)
        #expect(brief.seed == 7)
        #expect(brief.split == nil)
        #expect(brief.task == nil)
        #expect(!brief.keepSources)
    }

    @Test func readsEveryRemainingKey() throws {
        let brief = try Workshop().read(
            """
            data:
              engine: {driver: postgresql, uri: "postgresql://h/db", timeout: 10}
              sources:
                flights: public.flights
                more: {path: [data/*.csv, data/flights.csv], format: csv, delimiter: ";"}
                days: {table: days, known_at: day}
              dataset: SELECT * FROM flights
              label: late
              positive: "no"
              weight: w
            split: {by: group, group: plane, validation: 0.1, test: 25 %}
            budget: {iterations: 300, time_limit: 5m}
            sensitive: [age]
            sensitive_use: {age: pricing by law}
            owner: Ana
            purpose: crew planning
            due: 2026-12-01
            user_facing: false
            approvers: [ana, bo]
            keep_sources: true
            """)
        #expect(
            brief.data.engine == .adbc(driver: "postgresql", uri: "postgresql://h/db", options: ["timeout": "10"]))
        #expect(brief.data.sources[0].engineTable == "public.flights")
        #expect(brief.data.sources[1].paths == ["data/*.csv", "data/flights.csv"])
        #expect(
            brief.data.sources[1].options
                == .init(format: .csv, delimiter: ";"))
        #expect(brief.data.sources[2] == Source(name: "days", location: .engineTable("days"), knownAt: .column("day")))
        #expect(brief.data.dataset == DatasetText(sql: "SELECT * FROM flights", origin: .inline))
        #expect(brief.data.positive == "no")
        #expect(brief.data.weight == "w")
        let validation = try #require(Share(0.1))
        let test = try #require(Share(0.25))
        #expect(
            brief.split
                == .parts(.init(by: .group(column: "plane"), validation: .share(validation), test: .share(test))))
        #expect(brief.budget == Budget(iterations: 300, timeLimit: BriefDuration("5 minutes")))
        #expect(brief.sensitiveUse == [ColumnNote(column: "age", text: "pricing by law")])
        #expect(brief.owner == "Ana")
        #expect(brief.purpose == "crew planning")
        #expect(brief.due?.description == "2026-12-01")
        #expect(brief.userFacing == false)
        #expect(brief.approvers == ["ana", "bo"])
        #expect(brief.keepSources)
    }

    /// YAML of its own accord would make a boolean, an octal, a sexagesimal, a number and a date of these.
    @Test(arguments: ["no", "012", "1:30", "1_000", "2024-01-01", "~", "null", "0x1F", ".inf", "Yes"])
    func takesScalarsAsWritten(text: String) throws {
        let brief = try Workshop().read(
            "data: {sources: {flights: data/flights.csv}, label: \"\(text)\", positive: \(text)}")
        #expect(brief.data.positive == text)
        #expect(brief.data.label == text)
    }

    @Test func takesASplitByDates() throws {
        let brief = try Workshop().read(
            """
            data: {sources: {f: data/flights.csv}, label: late, time: at}
            split: {validation: 2013-09-01, test: 2013-11-01 06:30, gap: 1 day}
            """)
        let validation = try #require(BriefMoment("2013-09-01"))
        let test = try #require(BriefMoment("2013-11-01 06:30"))
        #expect(
            brief.split
                == .parts(
                    .init(validation: .date(validation), test: .date(test), gap: BriefDuration("1 day"))))
    }

    @Test func resolvesPathsFromTheFolderOfTheBrief() throws {
        let workshop = try Workshop()
        let brief = try workshop.read("data: {sources: {flights: data/flights.csv}, label: late}")
        #expect(brief.directory == workshop.path)
        #expect(brief.resolved("data/flights.csv") == workshop.path + "/data/flights.csv")
        #expect(brief.resolved("/elsewhere/x.csv") == "/elsewhere/x.csv")
    }

    @Test(arguments: [
        ("data.label", 18, 10, 4), ("data.key[3]", 16, 27, 7), ("exclude.dep_delay", 24, 11, 9),
        ("data.sources.flights.path", 10, 13, 16), ("data.sources.weather.path", 14, 21, 16),
        ("metric.guardrails[0]", 21, 41, 21), ("slices[1]", 22, 19, 6), ("data.positive", 6, 1, 4),
    ])
    func knowsThePlaceOfEachKey(path: String, line: Int, column: Int, length: Int) throws {
        let workshop = try Workshop(Workshop.lateFlights)
        let place = try #require(try workshop.read(lateFlights).places[path])
        #expect(place.line == line)
        #expect(place.column == column)
        #expect(place.length == length)
    }

    @Test func countsColumnsInCharacters() throws {
        let brief = try Workshop().read("data: {sources: {\"ét👩‍👩‍👧\": data/flights.csv}, label: late}")
        #expect(brief.places["data.label"]?.column == 51)
    }

    @Test func takesAByteOrderMarkAndCarriageReturns() throws {
        let brief = try Workshop().read(
            "\u{FEFF}name: x\r\ndata:\r\n  sources: {f: data/flights.csv}\r\n  label: late\r\n")
        #expect(brief.name == "x")
        #expect(brief.places["data.label"]?.line == 4)
        #expect(brief.places["data.label"]?.text == "  label: late")
    }

    @Test func pointsIntoTheBrief() throws {
        let workshop = try Workshop(Workshop.lateFlights)
        let finding = try workshop.read(lateFlights).finding(
            .columnNotFound, at: "data.label", "no such column", advice: "look", column: "late")
        #expect(finding.line == 18)
        #expect(finding.columnNumber == 10)
        #expect(finding.excerpt == .init(text: "  label: late", length: 4))
    }
}
