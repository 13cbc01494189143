import Evidence
import Foundation

extension RunStore {
    /// Where the store is: the option `--store`, else `ASSOCIATE_STORE`, else `runs`; empty counts as not given.
    ///
    /// No store lies inside a run: from a run's folder, `runs` is the store that encloses the run.
    ///
    /// - Throws: ``StoreError`` with `pathRefused` where the store that was named would lie inside a run's folder.
    package static func location(
        option: String?, environment: [String: String], from folder: String = FileManager.default.currentDirectoryPath
    ) throws -> String {
        let named = [option, environment["ASSOCIATE_STORE"]].compactMap(\.self).first { !$0.isEmpty }
        let place = named ?? "runs"
        let absolute = URL(fileURLWithPath: place, relativeTo: URL(fileURLWithPath: folder, isDirectory: true))
        guard let run = runFolder(around: RunStore(at: absolute.path).directory) else { return place }
        guard named == nil else {
            throw StoreError(
                .pathRefused, "the store '\(place)' would lie inside the folder of a run, \(run)",
                advice: "a run's folder is never changed: name a folder outside of it, or leave --store out")
        }
        return enclosing(run)
    }

    /// The nearest folder of a run among a path and the folders above it.
    private static func runFolder(around path: String) -> String? {
        var path = path
        while path.count > 1 {
            if isRun(path) { return path }
            path = (path as NSString).deletingLastPathComponent
        }
        return nil
    }

    private static func isRun(_ folder: String) -> Bool {
        guard FileTree.kind(folder + "/" + AtomicDirectory.manifest) == .file else { return false }
        return RunID((folder as NSString).lastPathComponent) != nil || (try? Run(at: folder, named: nil)) != nil
    }

    /// The store of a run's folder; beside a copy that bears another name it is `runs`.
    private static func enclosing(_ run: String) -> String {
        let parent = (run as NSString).deletingLastPathComponent
        guard RunID((run as NSString).lastPathComponent) != nil else { return parent + "/runs" }
        return (parent as NSString).lastPathComponent == "failed"
            ? (parent as NSString).deletingLastPathComponent : parent
    }
}
