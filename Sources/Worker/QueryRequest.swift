import Evidence

/// Asks the child process to open sources as a snapshot does, and to keep them open for plans of queries.
///
/// The same lock-down, the same reading of text and the same findings hold as for a ``WorkerRequest``; nothing but the
/// ``output`` is written.
package struct QueryRequest: Codable, Sendable, Equatable {
    package var sources: [WorkerRequest.Source]
    /// The directory that relative paths start at; absolute.
    package var baseDirectory: String
    /// The dataset's SQL, which is checked and described, not run; plans may then hold it as `SQL(dataset:)`.
    package var dataset: WorkerRequest.Dataset?
    /// Columns of the dataset of which is told whether they are made of columns that a source lacks.
    package var traced: [String]
    /// An existing directory of this job alone, for spilling; absolute.
    package var scratchDirectory: String
    /// The one file that a ``RowCopy`` may write, inside `scratchDirectory`; `nil` for none.
    package var output: String?
    package var threads: Int
    /// What the engine may hold in memory before it spills.
    package var memoryLimitBytes: Int

    package init(
        sources: [WorkerRequest.Source], baseDirectory: String, dataset: WorkerRequest.Dataset? = nil,
        traced: [String] = [], scratchDirectory: String, output: String? = nil, threads: Int = 1,
        memoryLimitBytes: Int = 1 << 30
    ) {
        self.sources = sources
        self.baseDirectory = baseDirectory
        self.dataset = dataset
        self.traced = traced
        self.scratchDirectory = scratchDirectory
        self.output = output
        self.threads = threads
        self.memoryLimitBytes = memoryLimitBytes
    }
}

/// The first line to the child: what it is started for.
enum WorkerOrder: Codable, Sendable, Equatable {
    case snapshot(WorkerRequest)
    case queries(QueryRequest)
    case model(ModelRequest)

    var memoryLimitBytes: Int {
        switch self {
        case .snapshot(let request): request.memoryLimitBytes
        case .queries(let request): request.memoryLimitBytes
        case .model(let request): request.memoryLimitBytes
        }
    }

    /// What the child may take of the address space.
    var addressSpaceBytes: Int {
        switch self {
        case .snapshot(let request):
            ProcessLimits.addressSpace(memoryLimitBytes: request.memoryLimitBytes, threads: request.threads)
        case .queries(let request):
            ProcessLimits.addressSpace(memoryLimitBytes: request.memoryLimitBytes, threads: request.threads)
        case .model(let request): ProcessLimits.ownAddressSpace + request.memoryLimitBytes
        }
    }

    /// Whether work alone is a sign of life: a model from outside has to answer in its time.
    var beats: Bool { if case .model = self { false } else { true } }
}
