import Evidence
import Warehouse

@testable import Framing

/// Makes briefs of all kinds from a seed.
struct BriefGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    private mutating func maybe<Value>(_ make: (inout Self) -> Value) -> Value? { next(2) == 0 ? nil : make(&self) }

    private mutating func pick<Value>(_ values: [Value]) -> Value { values[next(values.count)] }

    private mutating func name() -> String {
        let parts = [
            "a", "no", "x y", "é", "🙂", "\"", "'", ":", "#", "1", "-", "{", "]", ",", "\\", "null", "日本", "%", "@", "*",
            "&", "!",
        ]
        return (0...next(4)).map { _ in pick(parts) }.joined()
    }

    private mutating func names() -> [String] {
        (0..<next(4)).map { "\(name())\($0)" }
    }

    private mutating func prose() -> String {
        let parts = ["one", "two: three", "\n", "# four", "  five", "\n\n", "- six", "\"seven\"", "\t", "🙂"]
        return "w" + (0...next(6)).map { _ in pick(parts) }.joined() + "w"
    }

    private mutating func duration() -> BriefDuration {
        BriefDuration(microseconds: Int64(next(2_000_000)) * 1_000_000)
    }

    private mutating func moment() -> KnownAt {
        let column = "c\(next(9))"
        return pick([
            .column(column), .expression("\(column) + to_minutes(1) -- \(name())"),
            .after(column: column, delay: duration()),
        ])
    }

    private mutating func source(_ index: Int, isDuckDB: Bool) -> Source {
        let files = Source.Location.files((0...next(3)).map { "d/*\(name())\($0).csv" }, table: maybe { $0.name() })
        let location = isDuckDB || next(2) == 0 ? files : .engineTable(name())
        let options = Source.Options(
            format: maybe { $0.pick(SourceFormat.allCases) }, delimiter: maybe { $0.pick([";", "\t", "|", " "]) })
        let cells = (0...next(2)).map { KnownAt.Cells(columns: ["k\($0)", name()], at: moment()) }
        let knownAt = maybe { $0.next(2) == 0 ? .cells(cells) : $0.moment() }
        return Source(name: "s\(index)" + name(), location: location, options: options, knownAt: knownAt)
    }

    private mutating func split(hasTime: Bool) -> SplitPlan {
        let by: SplitBy? = hasTime ? .time : pick([.random, .group(column: name()), nil])
        let share = PartBorder.share(Share(Double(1 + next(40)) / 100) ?? .half)
        let date = BriefMoment("2013-0\(1 + next(9))-1\(next(10)) 0\(next(10)):00").map { PartBorder.date($0) }
        return .parts(
            .init(
                by: by, validation: maybe { _ in share }, test: maybe { _ in hasTime ? date ?? share : share },
                gap: hasTime ? duration() : nil))
    }

    mutating func brief() -> Brief {
        let isDuckDB = next(2) == 0
        let sources = (0...next(3)).map { source($0, isDuckDB: isDuckDB) }
        let time = maybe { "t" + $0.name() }
        let inline = DatasetText(sql: "SELECT *\nFROM x -- \(prose())\n", origin: .inline)
        let dataset = pick([inline, DatasetText(sql: "SELECT 1", origin: .file("q.sql"))])
        let data = DataSection(
            engine: isDuckDB
                ? .duckdb : .adbc(driver: "spark", uri: maybe { "sc://" + $0.name() }, options: ["o\(name())": name()]),
            sources: sources, dataset: sources.count > 1 ? dataset : maybe { _ in dataset }, key: names(), time: time,
            label: "label" + name(), positive: maybe { $0.name() }, weight: maybe { "w" + $0.name() },
            query: maybe { "q" + $0.name() },
            freshWithin: maybe { $0.duration() })
        let guardrail = Guardrail(metric: .f1, comparison: .atLeast, value: 0.25, text: "f1 >= 0.25")
        var metric = MetricPlan(
            primary: maybe { $0.pick([.rocAUC, .logLoss]) }, also: next(2) == 0 ? [] : [.jaccard, .cohenKappa],
            guardrails: next(2) == 0 ? [] : [guardrail],
            costs: maybe {
                DecisionCosts(falsePositive: Double($0.next(9)) / 7, falseNegative: 1e-7 + Double($0.next(9)))
            })
        metric.recalibrate = pick([nil, true, false])
        if metric.costs == nil {
            metric.threshold = pick([
                nil, .score(0.25), .precision(0.9), .recall(0.125),
                .capacity(100, per: BriefDuration(microseconds: 5_400_000_000)),
            ])
        }
        let sensitive = names()
        return Brief(
            name: "brief-\(next(100))", problem: maybe { $0.prose() }, task: maybe { _ in .binary }, data: data,
            split: maybe { $0.split(hasTime: time != nil) }, metric: metric, slices: names(), sensitive: sensitive,
            exclude: (0..<next(3)).map { ColumnNote(column: "e\($0)" + name(), text: prose()) },
            sensitiveUse: sensitive.prefix(1).map { ColumnNote(column: $0, text: prose()) },
            assumed: time == nil || next(2) == 0 ? [] : [ColumnNote(column: "data.time", text: prose())],
            checks: maybe { _ in "c.yaml" }, candidates: maybe { $0.pick([[.linear], [.prior, .linear]]) },
            budget: maybe { Budget(trials: 1 + $0.next(9), timeLimit: $0.duration()) }, seed: Int64(next(99)) - 50,
            owner: maybe { $0.prose() }, purpose: maybe { $0.prose() },
            due: maybe { _ in BriefMoment("2026-12-01") } ?? nil,
            userFacing: maybe { $0.next(2) == 0 }, approvers: names(), keepSources: next(2) == 0,
            origin: BriefOrigin(path: "brief.yaml", places: BriefPlaces()))
    }
}
