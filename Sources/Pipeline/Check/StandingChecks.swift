import Columns
import DataQuality
import Evidence
import Foundation
import Framing
import Store
import Warehouse
import Worker

/// How a dataset stands beside the clock and beside what it was: findings that two runs on the same data need not
/// share, so that they stand in the manifest and not in `data/checks.json`.
struct StandingChecks {
    let brief: Brief
    let workshop: CheckWorkshop
    /// Where earlier runs are; `nil` for none.
    let store: RunStore?

    /// Judges a snapshot whose hash was checked.
    func findings(_ snapshot: Snapshotted, now: Date = Date()) async throws -> [Finding] {
        try await freshness(snapshot, now) + history(snapshot)
    }

    /// The newest row is as new as `data.fresh_within` says.
    private func freshness(_ snapshot: Snapshotted, _ now: Date) throws -> [Finding] {
        guard let limit = brief.data.freshWithin else { return [] }
        guard let time = brief.data.time else {
            return [
                brief.finding(
                    .missingKey, at: "data.fresh_within",
                    "data.fresh_within is not looked at, since data.time is missing",
                    advice: "name the column that says when a row was made under data.time", severity: .warning)
            ]
        }
        let connection = try workshop.connect(only: [snapshot.path])
        let table = try connection.query(
            """
            SELECT CAST(epoch_us(CAST(max(\(Identifier(time))) AS TIMESTAMP)) AS BIGINT) AS newest,
            strftime(max(\(Identifier(time))), '%Y-%m-%dT%H:%M:%S') AS shown FROM \(Parquet.relation(snapshot.path))
            """)
        guard case .integer(let newest)? = table["newest"], case .text(let shown)? = table["shown"],
            let microseconds = newest[0]
        else { return [] }
        let age = Int64(now.timeIntervalSince1970 * 1e6) - microseconds
        guard age > limit.microseconds else { return [] }
        return [
            brief.finding(
                .dataStale, at: "data.fresh_within",
                "the newest '\(time)' is \(shown[0] ?? ""); data.fresh_within allows \(limit)",
                advice: "fetch newer data, or change data.fresh_within", column: time)
        ]
    }

    /// The dataset beside that of the last complete run of the same name.
    private func history(_ snapshot: Snapshotted) async throws -> [Finding] {
        guard let store, let last = lastSnapshot(in: store, but: snapshot.response.snapshot.sha256) else { return [] }
        let connection = try workshop.connect(only: [snapshot.path, last.path])
        let relations = try [snapshot.path, last.path].map { path in
            CheckedRelation(
                rows: Parquet.relation(path), columns: try Parquet.columns(of: path, connection), key: brief.data.key)
        }
        return try await SnapshotComparison(relations[0], since: relations[1], named: "run \(last.run)")
            .findings { try connection.answers(to: $0, threads: workshop.threads) }
    }

    /// The newest complete run of the name whose dataset is still there; none where its dataset is the same.
    private func lastSnapshot(in store: RunStore, but hash: ContentHash) -> (run: String, path: String)? {
        let listings = (try? store.list()) ?? []
        let last = listings.first { $0.state == .complete && $0.record?.name == brief.name }
        guard let last, let earlier = last.record?.snapshot, earlier != hash,
            let path = try? store.objects.verifiedPath(earlier)
        else { return nil }
        return (last.id, path)
    }
}
