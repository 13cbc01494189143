import Columns
import Evidence
import Foundation
import Framing
import Warehouse

/// The columns that a call names are there, and are of use.
struct NamedColumns {
    private let call: ProfileCall

    init(_ call: ProfileCall) { self.call = call }

    /// - Throws: ``ArgumentError``, with the nearest name.
    func check(in columns: [EngineColumn]) throws {
        if let label = call.label { _ = try find(label, "--label", columns) }
        guard let time = call.time else { return }
        let column = try find(time, "--time", columns)
        guard [.date, .timestamp, .instant].contains(column.type) else {
            throw ArgumentError(
                "--time names '\(time)', which holds \(column.engineType)",
                advice: "name a column of dates or timestamps")
        }
    }

    private func find(_ name: String, _ option: String, _ columns: [EngineColumn]) throws -> EngineColumn {
        if let column = columns.first(where: { $0.name == name }) { return column }
        let known = columns.map(\.name)
        let advice =
            Spelling.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
            ?? "columns are " + known.prefix(Limits.findingsShown).joined(separator: ", ")
        throw ArgumentError(
            "\(option) names '\(name)', and there is no such column", advice: advice, code: .columnNotFound)
    }
}

/// The files that a call writes take the place of no source.
struct Outputs {
    private let call: ProfileCall

    init(_ call: ProfileCall) { self.call = call }

    /// - Throws: ``ArgumentError``.
    func check(against sources: [String]) throws {
        let read = Set(sources.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path })
        let targets = [("--html", call.html), ("--out", call.out)].compactMap { option, path in
            path.map { (option: option, path: $0, target: URL(fileURLWithPath: $0)) }
        }
        for (option, path, target) in targets {
            var isFolder: ObjCBool = false
            let folder = target.deletingLastPathComponent().path
            guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
                throw ArgumentError(
                    "\(option) names a file in a folder that is not there: \(path)", advice: "make the folder")
            }
            if FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder), isFolder.boolValue {
                throw ArgumentError("\(option) names a folder: \(path)", advice: "name a file in it")
            }
            guard !read.contains(target.resolvingSymlinksInPath().path) else {
                throw ArgumentError("\(option) would overwrite the source: \(path)", advice: "name another file")
            }
        }
        if targets.count == 2, targets[0].target.standardizedFileURL == targets[1].target.standardizedFileURL {
            throw ArgumentError("--html and --out name one file", advice: "name two")
        }
    }

    /// - Throws: ``FileFailure`` where it cannot be written; no half of it is left.
    static func write(_ bytes: Data, to path: String) throws(FileFailure) {
        do {
            try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw FileFailure("the profile cannot be written to \(path)")
        }
    }
}

extension ProfileCall {
    /// The page's name where none is given: that of the table's file, in this folder.
    package static func pageName(for source: String) -> String {
        Brief.inferred(forTable: source, label: "").name + "-profile.html"
    }
}
