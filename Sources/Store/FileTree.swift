import Evidence
import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Work on files and folders that ``AtomicDirectory``, ``RunStore`` and ``ObjectStore`` share.
enum FileTree {
    /// What stands at a path; a symbolic link is not followed.
    enum Kind { case absent, file, folder, other }

    static func kind(_ path: String) -> Kind {
        guard let status = status(path) else { return .absent }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    static func status(_ path: String) -> stat? {
        var status = stat()
        return lstat(path, &status) == 0 ? status : nil
    }

    /// When a file was last written; long ago where that is not known.
    static func written(_ path: String) -> Date {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.modificationDate] as? Date ?? .distantPast
    }

    /// Makes one folder.
    static func makeFolder(_ path: String) throws(StoreError) {
        try SystemCall.check("make the folder", path) { mkdir(path, 0o777) }
    }

    /// Makes a folder and those above it where they are missing.
    static func makeFolders(_ path: String) throws(StoreError) {
        if mkdir(path, 0o777) == 0 { return }
        let number = errno
        if number == EEXIST, isFolder(path) { return }
        let parent = (path as NSString).deletingLastPathComponent
        guard number == ENOENT, !parent.isEmpty, parent != path else {
            throw SystemCall.error(number, "make the folder", path)
        }
        try makeFolders(parent)
        // Another process may have made it in the meantime.
        if mkdir(path, 0o777) != 0, errno != EEXIST { throw SystemCall.error(errno, "make the folder", path) }
    }

    /// Whether a folder, or a link to one, stands at the path.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Names in a folder, sorted by their bytes; empty where there is no folder.
    static func names(in folder: String) throws(StoreError) -> [String] {
        guard isFolder(folder) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw StoreError(
                .storeUnusable, "cannot list the folder: \(error.localizedDescription)", path: folder,
                advice: "make the folder readable, or choose another one with --store")
        }
    }

    /// What a folder holds, at any depth, as paths relative to it.
    struct Contents {
        var files: [String] = []
        /// Parents before their children.
        var folders: [String] = []
        /// Links, sockets, devices and the like.
        var others: [String] = []
    }

    static func contents(of folder: String) throws(StoreError) -> Contents {
        var contents = Contents()
        try collect(folder, prefix: "", into: &contents)
        return contents
    }

    private static func collect(_ folder: String, prefix: String, into contents: inout Contents) throws(StoreError) {
        for name in try names(in: folder) {
            switch kind(folder + "/" + name) {
            case .file: contents.files.append(prefix + name)
            case .folder:
                contents.folders.append(prefix + name)
                try collect(folder + "/" + name, prefix: prefix + name + "/", into: &contents)
            case .other, .absent: contents.others.append(prefix + name)
            }
        }
    }

    /// Waits until the disk holds a file or folder.
    static func synchronize(_ path: String, folder: Bool = false) throws(StoreError) {
        let file = try OpenFile(path, O_RDONLY | (folder ? O_DIRECTORY : O_NOFOLLOW))
        try file.synchronize()
    }

    /// Writes a new file; what stands there already is not overwritten.
    static func writeNew(_ data: Data, to path: String, synchronize: Bool) throws(StoreError) {
        let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, doing: "make the file")
        try write(data, to: file)
        if synchronize { try file.synchronize() }
    }

    /// Reads a whole file.
    static func read(_ file: borrowing OpenFile) throws(StoreError) -> Data {
        let size = Int(try file.status().st_size)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(max(size, 1), 1 << 20), alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try file.read(into: buffer)
            if count == 0 { return Data(bytes) }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// The SHA-256 of a file's content.
    static func hash(_ path: String) throws(StoreError) -> ContentHash {
        do {
            return try ContentHash(ofFile: path)
        } catch {
            throw StoreError(
                .storeUnusable, "cannot read the file: \(error.localizedDescription)", path: path,
                advice: "make the file readable, or choose another folder with --store")
        }
    }

    private static func write(_ data: Data, to file: borrowing OpenFile) throws(StoreError) {
        for region in data.regions {
            let failure: StoreError? = region.withUnsafeBytes { bytes in
                do throws(StoreError) { try file.write(bytes) } catch { return error }
                return nil
            }
            if let failure { throw failure }
        }
    }

    /// Removes a file or a whole folder; nothing there is no error.
    static func remove(_ path: String) throws(StoreError) {
        guard kind(path) != .absent else { return }
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            guard kind(path) != .absent else { return }
            throw StoreError(
                .storeUnusable, "cannot remove it: \(error.localizedDescription)", path: path,
                advice: "remove it by hand, or choose another folder with --store")
        }
    }

    /// Removes files named `<prefix><process id>-…` whose process is gone.
    static func removeLeftovers(_ prefix: String, in folder: String) throws(StoreError) {
        for name in try names(in: folder) where name.hasPrefix(prefix) {
            let digits = name.dropFirst(prefix.count).prefix { $0 != "-" }
            guard let pid = Int32(digits), !OwnerLock.isAlive(pid) else { continue }
            try remove(folder + "/" + name)
        }
    }
}
