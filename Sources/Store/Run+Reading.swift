package import Evidence
import Foundation

extension Run {
    /// Holds a file that was read by its path against the manifest of the run in whose folder it stands.
    ///
    /// A file that stands in no run's folder, or that the run did not write, is the reader's own business.
    ///
    /// - Parameters:
    ///   - path: an absolute path.
    ///   - hash: the SHA-256 of the bytes that were read.
    /// - Throws: ``StoreError``: `fileChanged` where the run wrote other bytes, `runDamaged` where its manifest cannot
    ///   be believed.
    package static func expectAsWritten(_ path: String, hash: ContentHash) throws {
        var folder = URL(fileURLWithPath: path).standardizedFileURL
        var names: [String] = []
        while folder.path != "/" {
            names.insert(folder.lastPathComponent, at: 0)
            folder.deleteLastPathComponent()
            guard let run = try holding(folder) else { continue }
            let name = names.joined(separator: "/")
            if let expected = run.record.files[name], expected != hash { throw run.changed(name) }
            return
        }
    }

    /// The run of a folder, if it is one.
    ///
    /// Others have files of that name too, so the folder's name decides
    /// whether a manifest that cannot be believed is damage.
    private static func holding(_ folder: URL) throws -> Run? {
        guard FileTree.kind(folder.path + "/" + AtomicDirectory.manifest) == .file else { return nil }
        do {
            return try Run(at: folder.path, named: nil)
        } catch {
            if RunID(folder.lastPathComponent) != nil { throw error }
            return nil
        }
    }
}
