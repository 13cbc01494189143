import Foundation

/// Where native libraries are looked for.
package enum LibraryFolders {
    /// The folders to search, in their order: those of `ASSOCIATE_LIBRARY_PATH` (separated by colons), then
    /// `.deps/lib` of the package (`ASSOCIATE_HOME`, else the nearest folder above the executable that has one).
    package static func all(
        environment: [String: String] = ProcessInfo.processInfo.environment,
        executable: String? = Bundle.main.executablePath
    ) -> [String] {
        var folders = environment["ASSOCIATE_LIBRARY_PATH", default: ""].split(separator: ":").map(String.init)
        if let home = environment["ASSOCIATE_HOME"], !home.isEmpty {
            folders.append("\(home)/.deps/lib")
        } else if let executable {
            var folder = URL(fileURLWithPath: executable).resolvingSymlinksInPath().deletingLastPathComponent()
            while folder.pathComponents.count > 1 {
                let candidate = folder.appendingPathComponent(".deps/lib").path
                if FileManager.default.fileExists(atPath: candidate) {
                    folders.append(candidate)
                    break
                }
                folder.deleteLastPathComponent()
            }
        }
        return folders
    }
}
