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
        guard let run = try around(path) else { return }
        let own = URL(fileURLWithPath: path).standardizedFileURL.path
        let name = String(own.dropFirst(run.directory.count).drop { $0 == "/" })
        if let expected = run.record.files[name], expected != hash { throw run.changed(name) }
    }

    /// The run in whose folder a file stands, however deep; `nil` where it stands in none.
    ///
    /// - Parameter path: an absolute path.
    /// - Returns: the run.
    /// - Throws: ``StoreError`` with `runDamaged` where the run's manifest cannot be believed.
    package static func around(_ path: String) throws -> Run? {
        var folder = URL(fileURLWithPath: path).standardizedFileURL
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            if let run = try holding(folder) { return run }
        }
        return nil
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
