package import Evidence
package import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A run in its folder, with its manifest.
package struct Run: Sendable {
    package let id: RunID
    /// The run's folder, absolute.
    package let directory: String
    /// `manifest.json`.
    package let record: RunRecord

    /// Manifests above this many bytes are not read.
    static let manifestLimit = 64 << 20

    /// Reads the manifest of a run's folder.
    ///
    /// - Parameters:
    ///   - directory: the run's folder.
    ///   - named: the id that the manifest must bear, or `nil` where the folder may have another name.
    /// - Throws: ``StoreError`` with `runDamaged` and the reason.
    init(at directory: String, named: RunID?) throws {
        let path = directory + "/" + AtomicDirectory.manifest
        let damaged = { (reason: String) in
            StoreError(
                .runDamaged, reason, path: path,
                advice: "the run cannot be trusted: run the brief again, or bring the folder back from a copy")
        }
        guard let status = FileTree.status(path), status.st_mode & S_IFMT == S_IFREG else {
            throw damaged("the run has no manifest")
        }
        guard status.st_size <= Self.manifestLimit else { throw damaged("the manifest is too large to be one") }
        let data = try FileTree.read(try OpenFile(path, O_RDONLY | O_NOFOLLOW))
        guard let record = try? CanonicalJSON.decode(RunRecord.self, from: data) else {
            throw damaged("the manifest cannot be read")
        }
        guard record.isSealed else {
            throw damaged("the manifest is not as it was written: its own SHA-256 is another, or none")
        }
        guard let id = RunID(record.runID) else { throw damaged("the manifest names no run") }
        if let named, named != id { throw damaged("the manifest is that of another run, \(id)") }
        self.init(id: id, directory: directory, record: record)
    }

    init(id: RunID, directory: String, record: RunRecord) {
        self.id = id
        self.directory = directory
        self.record = record
    }

    /// The bytes of a file of the run, given out only if they are those that the manifest names.
    ///
    /// No symbolic link is followed on the way.
    ///
    /// - Throws: ``StoreError``: `pathRefused`, `runDamaged` where the manifest or the folder has no such file,
    ///   `fileChanged` where the bytes are others.
    package func read(_ name: String) throws -> Data {
        let artifact = try ArtifactPath(name)
        guard let expected = record.files[artifact.text] else {
            throw StoreError(
                .runDamaged, "run \(id) has no file \(artifact)", path: directory,
                advice: "the run's manifest.json lists its files")
        }
        let data = try read(artifact)
        guard ContentHash(of: data) == expected else { throw changed(artifact.text) }
        return data
    }

    private func read(_ artifact: ArtifactPath) throws -> Data {
        var folder = try OpenFile(directory, O_RDONLY | O_DIRECTORY)
        let components = artifact.components
        for component in components.dropLast() {
            folder = try OpenFile(component, in: folder, O_RDONLY | O_DIRECTORY)
        }
        let file = try OpenFile(components[components.count - 1], in: folder, O_RDONLY)
        return try FileTree.read(file)
    }

    func changed(_ name: String) -> StoreError {
        StoreError(
            .fileChanged, "\(name) is not the file that the run wrote: its SHA-256 is another",
            path: directory + "/" + name,
            advice: "do not use this run: run the brief again, or bring the file back from a copy")
    }

    /// Holds every file against the manifest.
    ///
    /// - Returns: a finding for each file that is changed, missing, or not of the run; none where all is well.
    package func verify() throws -> [Finding] {
        let contents = try FileTree.contents(of: directory)
        let present = Set(contents.files)
        var findings: [Finding] = []
        for (name, hash) in record.files.sorted(by: { $0.key < $1.key }) {
            guard present.contains(name) else {
                findings.append(damage("\(name) is missing from the run", name))
                continue
            }
            if try FileTree.hash(directory + "/" + name) != hash { findings += changed(name).findings }
        }
        for name in (contents.files + contents.others).sorted()
        where record.files[name] == nil && name != AtomicDirectory.manifest {
            findings.append(damage("\(name) is not a file that the run wrote", name))
        }
        return findings
    }

    private func damage(_ message: String, _ name: String) -> Finding {
        Finding(
            .error, .runDamaged, message,
            advice: "do not use this run: run the brief again, or bring the folder back from a copy",
            file: directory + "/" + name)
    }
}
