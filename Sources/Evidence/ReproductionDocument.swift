/// Whether a run, done again, gave the same bytes; what `associate reproduce --json` prints.
package struct ReproductionDocument: Codable, Sendable, Equatable {
    package var version = 1
    package var runID: String
    package var fingerprint: String
    package var verdict: Verdict
    /// What was done again.
    package var from: Start
    package var files: [File]
    /// Versions of what made the run, and of what did it again.
    package var versions: Versions
    package var findings: [Finding]
    /// Where the attestation was written.
    package var attestation: String?

    package enum Verdict: String, Codable, Sendable {
        /// Every file came out the same.
        case reproduced
        /// A file came out another.
        case differs
        /// A file of the run is not the one that it wrote.
        case tampered
    }

    package enum Start: String, Codable, Sendable {
        case snapshot
        case sources
    }

    package struct Versions: Codable, Sendable, Equatable {
        package var then: [String: String]
        package var now: [String: String]

        package init(then: [String: String], now: [String: String]) {
            self.then = then
            self.now = now
        }
    }

    /// A file of the run.
    package struct File: Codable, Sendable, Equatable {
        package enum State: String, Codable, Sendable {
            case same
            case differs
            /// The run has it, and the work done again does not.
            case missing
            /// The work done again has it, and the run does not.
            case added
            /// Its bytes are not those that the run wrote.
            case tampered
            /// Taken over, since the snapshot does not hold what it was made of.
            case taken
        }

        package var path: String
        package var state: State
        /// As the manifest names it; absent where the run has no such file.
        package var sha256: ContentHash?
        /// As it came out; absent where it did not.
        package var reproduced: ContentHash?
        /// A JSON pointer, a line, or a column and a row: where it differs first.
        package var place: String?
        package var was: String?
        package var isNow: String?

        package init(path: String, state: State, sha256: ContentHash?, reproduced: ContentHash?) {
            self.path = path
            self.state = state
            self.sha256 = sha256
            self.reproduced = reproduced
        }

        private enum CodingKeys: String, CodingKey {
            case path, state, sha256, reproduced, place, was
            case isNow = "is"
        }
    }

    package init(
        runID: String, fingerprint: String, verdict: Verdict, from: Start, files: [File], versions: Versions,
        findings: [Finding]
    ) {
        self.runID = runID
        self.fingerprint = fingerprint
        self.verdict = verdict
        self.from = from
        self.files = files
        self.versions = versions
        self.findings = findings
    }

    private enum CodingKeys: String, CodingKey {
        case version, fingerprint, verdict, from, files, versions, findings, attestation
        case runID = "run_id"
    }
}
