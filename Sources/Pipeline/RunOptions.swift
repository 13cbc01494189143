/// What a call of `run` decides beside the brief; none of it but ``against`` and ``audits`` changes a byte of the result.
package struct RunOptions: Sendable {
    /// The store's folder.
    package var store: String
    /// Threads to work with, at least 1.
    package var threads: Int
    /// The executable that plays the worker.
    package var executable: String
    /// Bytes that the engine may use before it spills to disk.
    package var engineMemory: Int
    /// The run that the release notes compare with; `nil` for the last one of the same name.
    package var against: String?
    /// Whether to read the sources again for leakage and to propose a suite: it may take as long as the fits.
    package var audits: Bool
    /// The run that is done again, and what is taken of it; `nil` for new work.
    var repeated: RepeatedRun?

    package init(
        store: String, threads: Int, executable: String, engineMemory: Int = 1 << 30, against: String? = nil,
        audits: Bool = false
    ) {
        self.store = store
        self.threads = threads
        self.executable = executable
        self.engineMemory = engineMemory
        self.against = against
        self.audits = audits
    }
}
