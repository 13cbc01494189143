import Evidence
import Foundation
import Framing

extension ChecksDocument {
    /// The document as a run keeps it: files are named as they stand in the run or beside the brief, since two runs
    /// of one brief from different folders are to be the same bytes (contracts, section 4).
    func portable(for brief: Brief) -> ChecksDocument {
        var document = ChecksDocument(findings: findings.portable(for: brief), results: results)
        document.privacy = privacy
        return document
    }
}

extension LeakageDocument {
    /// The document as a run keeps it.
    func portable(for brief: Brief) -> LeakageDocument {
        LeakageDocument(coverage: coverage, findings: findings.portable(for: brief))
    }
}

extension [Finding] {
    fileprivate func portable(for brief: Brief) -> [Finding] {
        map { finding in
            var finding = finding
            finding.file = finding.file.map { brief.portable($0) }
            return finding
        }
    }
}

extension Brief {
    /// A file without what the folder or the name of the brief says.
    fileprivate func portable(_ file: String) -> String {
        if file == places.file { return "brief.yaml" }
        let folder = URL(fileURLWithPath: directory).standardizedFileURL.path + "/"
        let path = URL(fileURLWithPath: file).standardizedFileURL.path
        return path.hasPrefix(folder)
            ? String(path.dropFirst(folder.count)) : String(path.split(separator: "/").last ?? "")
    }
}
