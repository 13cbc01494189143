import Evidence
import Foundation

extension Run {
    /// Where the brief that a run keeps stood when it was given; `nil` where `path` is none, or its folder is gone.
    package static func original(ofKept path: String) -> String? {
        let file = URL(fileURLWithPath: path)
        guard file.lastPathComponent == "brief.yaml",
            let run = try? Run(at: file.deletingLastPathComponent().path, named: nil),
            let original = run.record.briefPath,
            FileTree.kind(URL(fileURLWithPath: original).deletingLastPathComponent().path) == .folder
        else { return nil }
        return original
    }
}
