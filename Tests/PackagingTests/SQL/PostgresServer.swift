import Foundation
import TestSupport

/// A PostgreSQL server of a test's own, where one is installed; asked through `psql`.
final class PostgresServer {
    private let folder: String
    private let server: Binary.Running

    /// Whether the programs are on the PATH, and there is a user that may start them.
    static var isInstalled: Bool {
        (try? Binary.run(
            [
                "-c",
                "command -v initdb && command -v postgres && command -v psql && (test $(id -u) != 0 || id postgres)",
            ],
            in: "/tmp", executable: "/bin/sh"))?.status == 0
    }

    init() throws {
        // The path of a socket must be short.
        folder = "\(FileManager.default.temporaryDirectory.path)/apg-\(UUID().uuidString.prefix(8))"
        let isRoot = getuid() == 0
        let user = isRoot ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        if isRoot { _ = try Binary.run(["chown", "postgres", folder], in: "/tmp", executable: "/usr/bin/env") }
        let made = try Binary.run(
            user + ["initdb", "-D", folder + "/data", "-U", "me", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
            in: folder, executable: "/usr/bin/env")
        guard made.status == 0 else { throw Failure(message: made.errors) }
        // Sessions have a zone of their own, which must change nothing.
        server = try Binary.start(
            user + [
                "postgres", "-D", folder + "/data", "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off",
                "-c", "timezone=Asia/Kolkata",
            ], in: folder, executable: "/usr/bin/env")
        for _ in 0..<100 where !FileManager.default.fileExists(atPath: folder + "/.s.PGSQL.5432") {
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    deinit {
        server.process.interrupt()
        _ = try? server.wait()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Runs a script of SQL; gives what it prints, fields between tabs.
    func run(_ script: String, in workspace: Workspace) throws -> String {
        let file = try workspace.write("script-\(UUID().uuidString).sql", script)
        let result = try Binary.run(
            [
                "psql", "-h", folder, "-U", "me", "-d", "postgres", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1",
                "-f", file,
            ],
            in: workspace.path, executable: "/usr/bin/env")
        guard result.status == 0 else { throw Failure(message: String(result.errors.prefix(1_000))) }
        return result.output
    }

    struct Failure: Error { let message: String }
}
