import Evidence
import Warehouse

/// A file of a source, found and fit to be opened.
struct FoundFile: Sendable, Equatable {
    /// As the person named it, globs resolved.
    let path: String
    /// Absolute, symbolic links resolved: the only form that the engine sees.
    let realPath: String
    /// `nil` for a file of a foreign engine.
    let format: SourceFormat?
    let compression: Compression
    /// Its state when it was found.
    let stamp: FileStamp

    /// How a text file is compressed.
    enum Compression: Sendable {
        case none
        case gzip
        case zstd

        init(path: String) {
            let name = path.lowercased()
            self = name.hasSuffix(".gz") ? .gzip : name.hasSuffix(".zst") ? .zstd : .none
        }
    }
}

/// A source with its files, in the order of their paths' UTF-8 bytes.
struct FoundSource: Sendable, Equatable {
    let request: WorkerRequest.Source
    let files: [FoundFile]
    /// The same for the engine.
    let resolved: ResolvedSource

    var name: String { request.name }

    /// The file where there is but one, as messages name it.
    var onlyFile: String? { files.count == 1 ? files.first.map { DisplayText.escaped($0.path) } : nil }

    /// What a person calls it: its file, or its name and how many files it has.
    var shown: String { onlyFile ?? "\(DisplayText.escaped(name)) (\(files.count) files)" }

    /// Records that the scanner counted; `nil` where a file was not scanned.
    func rows(_ inspections: [FileInspection]) -> Int? {
        inspections.reduce(0 as Int?) { sum, inspection in
            sum.flatMap { sum in inspection.text.map { sum + $0.records } }
        }
    }

    /// The file that an engine's error is about.
    func file(named name: String?, in message: String) -> FoundFile? {
        if files.count == 1 { return files.first }
        return files.first { file in
            let last = file.realPath.split(separator: "/").last.map(String.init) ?? file.realPath
            return name == last || (name == nil && message.contains(last))
        }
    }
}
