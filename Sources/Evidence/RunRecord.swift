/// How a run ended (contracts, section 4).
package enum RunStatus: String, Codable, Sendable, CaseIterable {
    case complete
    /// Checks stopped it (exit 3).
    case stopped
    case failed
    case interrupted
}

/// `manifest.json`: all that a run depends on and all that may differ between two runs of one brief.
///
/// Dates, durations, paths and machine facts stand here and nowhere else.
package struct RunRecord: Codable, Sendable, Equatable {
    package var version = 1
    package var runID: String
    package var name: String
    package var status: RunStatus
    package var fingerprint: String
    /// SHA-256 of the canonical brief.
    package var brief: ContentHash?
    /// Where the brief stood, absolute; a table without one had it beside where the run was started.
    package var briefPath: String?
    /// SHA-256 of the snapshot.
    package var snapshot: ContentHash?
    package var sources: [Source]
    /// Versions of Associate and of its native libraries, by name.
    package var versions: [String: String]
    package var seed: Int64?
    /// Work done, such as solver iterations by candidate.
    package var work: [String: Int]
    /// Work planned before anything was fitted; absent where a run ended before.
    package var plan: Plan?
    /// Whether sources were read again for leakage, and a suite was proposed.
    package var audits: Bool?
    /// The run that `release_notes.md` compares with; absent where there is none.
    package var against: Against?
    /// What the documents know of what they should; absent where none were written.
    package var completeness: Completeness?
    package var chosen: String?
    package var recommendation: Recommendation?
    package var primary: MetricName?
    package var primaryValue: Double?
    /// Every file of the run but this one, with its SHA-256.
    package var files: [String: ContentHash]
    /// ISO 8601, UTC.
    package var started: String
    package var ended: String
    /// Seconds by step.
    package var seconds: [String: Double]
    package var threads: Int
    package var machine: Machine
    package var findings: [Finding]
    /// SHA-256 of all other fields in canonical form; see ``sealed()``.
    package var sha256: ContentHash?

    package struct Source: Codable, Sendable, Equatable {
        package var name: String
        package var files: [File]
        package var rows: Int?

        package struct File: Codable, Sendable, Equatable {
            package var path: String
            package var bytes: Int
            package var sha256: ContentHash

            package init(path: String, bytes: Int, sha256: ContentHash) {
                self.path = path
                self.bytes = bytes
                self.sha256 = sha256
            }
        }

        package init(name: String, files: [File], rows: Int?) {
            self.name = name
            self.files = files
            self.rows = rows
        }
    }

    /// An earlier run.
    package struct Against: Codable, Sendable, Equatable {
        package var runID: String
        package var fingerprint: String
        /// Whether `--against` named it; else it was the last one.
        package var named: Bool

        package init(runID: String, fingerprint: String, named: Bool) {
            self.runID = runID
            self.fingerprint = fingerprint
            self.named = named
        }

        private enum CodingKeys: String, CodingKey {
            case fingerprint, named
            case runID = "run_id"
        }
    }

    /// What was to be done.
    package struct Plan: Codable, Sendable, Equatable {
        package var candidates: Int
        /// Fits of all candidates together.
        package var fits: Int
        /// Rounds that a fit of trees may take at most; absent where none are grown.
        package var iterations: Int?
        /// Settings that a search may try; absent where none is made.
        package var trials: Int?
        /// Bytes of the rows in memory, about.
        package var memoryBytes: Int
        /// The brief's limit and the speed by which it became iterations.
        package var timeLimitSeconds: Double?
        package var secondsPerIteration: Double?

        package init(candidates: Int, fits: Int, memoryBytes: Int) {
            self.candidates = candidates
            self.fits = fits
            self.memoryBytes = memoryBytes
        }

        private enum CodingKeys: String, CodingKey {
            case candidates, fits, iterations, trials
            case memoryBytes = "memory_bytes"
            case timeLimitSeconds = "time_limit_seconds"
            case secondsPerIteration = "seconds_per_iteration"
        }
    }

    package struct Machine: Codable, Sendable, Equatable {
        package var system: String
        package var architecture: String
        package var cores: Int

        package init(system: String, architecture: String, cores: Int) {
            self.system = system
            self.architecture = architecture
            self.cores = cores
        }
    }

    package init(
        runID: String, name: String, status: RunStatus, fingerprint: String, started: String, ended: String,
        threads: Int, machine: Machine
    ) {
        self.runID = runID
        self.name = name
        self.status = status
        self.fingerprint = fingerprint
        self.started = started
        self.ended = ended
        self.threads = threads
        self.machine = machine
        sources = []
        versions = [:]
        work = [:]
        files = [:]
        seconds = [:]
        findings = []
    }

    private enum CodingKeys: String, CodingKey {
        case version, name, status, fingerprint, brief, snapshot, sources, versions, seed, work, plan, audits, against
        case completeness, chosen
        case recommendation, primary, files, started, ended, seconds, threads, machine, findings
        case sha256
        case briefPath = "brief_path"
        case runID = "run_id"
        case primaryValue = "primary_value"
    }
}
