import Foundation
import TestSupport

/// A PostgreSQL server of a test's own, where one is installed; asked through `psql`.
final class PostgresServer {
    private let folder: String

    /// Whether the programs are on the PATH, and there is a user that may start them.
    static var isInstalled: Bool {
        (try? Binary.run(
            ["-c", "command -v initdb && command -v pg_ctl && command -v psql && (test $(id -u) != 0 || id postgres)"],
            in: "/tmp", executable: "/bin/sh"))?.status == 0
    }

    init() throws {
        // The path of a socket must be short.
        folder = "/tmp/apg-\(UUID().uuidString.prefix(8))"
        let command = """
            set -eu
            mkdir '\(folder)'
            as() { "$@"; }
            if [ $(id -u) = 0 ]; then
                chown postgres '\(folder)'
                as() { setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; }
            fi
            cd '\(folder)'
            as initdb -D '\(folder)/data' -U me -A trust -E UTF8 --locale=C.UTF-8
            as pg_ctl -D '\(folder)/data' -l '\(folder)/log' -w start \
                -o "-k \(folder) -c listen_addresses='' -c fsync=off -c timezone=Asia/Kolkata"
            """
        try Self.shell(command)
    }

    deinit {
        try? Self.shell(
            """
            cd /
            kill -INT $(head -1 '\(folder)/data/postmaster.pid')
            while [ -e '\(folder)/data/postmaster.pid' ]; do sleep 0.1; done
            rm -rf '\(folder)'
            """)
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

    private static func shell(_ command: String) throws {
        let result = try Binary.run(["-c", command], in: "/tmp", executable: "/bin/sh")
        guard result.status == 0 else { throw Failure(message: result.errors) }
    }
}
