package import Evidence
package import ONNXRuntime

/// Asks the child process to load a model from outside and to answer for rows as long as somebody asks.
///
/// The child opens one file, the copy that its parent made, and nothing else.
package struct ModelRequest: Codable, Sendable, Equatable {
    /// The copy of the file; absolute.
    package var path: String
    /// The file as the person named it.
    package var subject: String
    /// What the copy has to hash to before a byte of it is looked at.
    package var sha256: ContentHash
    /// An empty folder in which the child works: a graph that names a file finds none there.
    package var workingDirectory: String
    /// Memory that the graph may take beside what the process itself needs.
    package var memoryLimitBytes: Int

    package init(
        path: String, subject: String, sha256: ContentHash, workingDirectory: String,
        memoryLimitBytes: Int = Limits.foreignModelMemory
    ) {
        self.path = path
        self.subject = subject
        self.sha256 = sha256
        self.workingDirectory = workingDirectory
        self.memoryLimitBytes = memoryLimitBytes
    }
}

/// What the child says of a model that it loaded.
package struct LoadedModel: Codable, Sendable, Equatable {
    package var signature: RuntimeSignature
    /// Versions of what runs it, such as `onnxruntime`.
    package var versions: [String: String]

    package init(signature: RuntimeSignature, versions: [String: String]) {
        self.signature = signature
        self.versions = versions
    }
}

/// Rows for a loaded model.
package struct ModelBatch: Codable, Sendable, Equatable {
    /// An array for each input of the graph.
    package var inputs: [RuntimeArray]
    /// The outputs that are wanted.
    package var outputs: [String]

    package init(inputs: [RuntimeArray], outputs: [String]) {
        self.inputs = inputs
        self.outputs = outputs
    }
}
