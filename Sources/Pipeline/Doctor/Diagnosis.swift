package import Evidence

/// What `associate doctor` found: whether this machine can do the job, and what cures it where it cannot.
package struct Diagnosis: Encodable, Sendable, Equatable {
    /// How one part stands.
    package enum State: String, Encodable, Sendable {
        /// In order.
        case ok
        /// The job can be done, and something is worth a look.
        case look
        /// The job cannot be done, or not all of it.
        case missing
        /// Nothing to judge.
        case note
    }

    /// One part of the machine.
    package struct Check: Encodable, Sendable, Equatable {
        package var name: String
        package var state: State
        /// What was found, in a few words.
        package var detail: String
        /// The version, where it has one that can be told.
        package var version: String?
        /// The file or folder, absolute, where there is one.
        package var path: String?
        /// What to do: a command where one does it.
        package var cure: String?

        package init(
            _ name: String, _ state: State, _ detail: String, version: String? = nil, path: String? = nil,
            cure: String? = nil
        ) {
            self.name = name
            self.state = state
            self.detail = detail
            self.version = version
            self.path = path
            self.cure = cure
        }

        private enum CodingKeys: String, CodingKey {
            case name, state, detail, version, path, cure
        }

        /// Writes every key; what is absent is `null`.
        package func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(name, forKey: .name)
            try fields.encode(state, forKey: .state)
            try fields.encode(detail, forKey: .detail)
            try fields.encode(version, forKey: .version)
            try fields.encode(path, forKey: .path)
            try fields.encode(cure, forKey: .cure)
        }
    }

    /// The version of Associate.
    package let version: String
    /// The operating system and the processor's architecture.
    package let system: String
    package let checks: [Check]

    package init(version: String = Version.current, system: String, checks: [Check]) {
        self.version = version
        self.system = system
        self.checks = checks
    }

    /// Whether nothing is missing.
    package var isReady: Bool { missing.isEmpty }

    /// What is missing.
    package var missing: [Check] { checks.filter { $0.state == .missing } }

    /// Done where nothing is missing; else what fails through no fault of a brief.
    package var exitStatus: ExitStatus { isReady ? .done : .failed }

    private enum CodingKeys: String, CodingKey {
        case version, system, ready, checks
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(version, forKey: .version)
        try fields.encode(system, forKey: .system)
        try fields.encode(isReady, forKey: .ready)
        try fields.encode(checks, forKey: .checks)
    }
}
