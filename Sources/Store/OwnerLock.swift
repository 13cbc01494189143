import Evidence
import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Who is writing an unfinished folder; it stands in a file beside the folder.
struct Owner: Codable, Equatable {
    var version = 1
    var pid: Int32
    /// The brief's name.
    var name: String
    /// ISO 8601, UTC.
    var started: String
    /// Set before the folder is given its name: a lock left over then belongs to no lost run.
    var committing = false
}

/// A lock on an unfinished folder, held from before the folder exists until after it has its name.
///
/// The system lets go of it when the process ends, however it ends; the process id in the file says who it is,
/// and decides only on file systems that know no locks.
final class OwnerLock: Sendable {
    let path: String
    private let file: LockedDescriptor

    /// The beginning of a lock's name until it is locked and says who owns it.
    static let unreadyPrefix = ".taking-"

    /// Takes the lock on a new file, which appears under its name only when it is locked and filled.
    init(_ path: String, owner: Owner) throws {
        self.path = path
        let (folder, name) = ((path as NSString).deletingLastPathComponent, (path as NSString).lastPathComponent)
        let unready = "\(folder)/\(Self.unreadyPrefix)\(owner.pid)-\(name)"
        file = try LockedDescriptor(creating: unready)
        do {
            try write(owner)
            try SystemCall.check("make the lock file", path) { rename(unready, path) }
        } catch {
            unlink(unready)
            file.close()
            throw error
        }
    }

    private init(_ path: String, file: LockedDescriptor) {
        self.path = path
        self.file = file
    }

    /// Says anew who holds the lock, and on which errand.
    func write(_ owner: Owner) throws {
        let bytes = Array(try CanonicalJSON.encode(owner))
        let descriptor = file.descriptor
        // Always one write of at least the same length, so that no older text shows behind a shorter one.
        let padded = bytes + repeatElement(UInt8(ascii: " "), count: max(0, 512 - bytes.count))
        try SystemCall.check("write the file", path, bytesNeeded: padded.count) {
            pwrite(descriptor, padded, padded.count, 0)
        }
    }

    /// Removes the file and lets go.
    func release() {
        unlink(path)
        file.close()
    }

    /// Lets go and leaves the file.
    func letGo() { file.close() }

    /// What a lock file says of its folder.
    enum State {
        /// A living process holds it.
        case held(Owner?)
        /// Its process is gone; whoever asked holds the lock now.
        case abandoned(Owner?, OwnerLock)
        case absent
    }

    /// Looks at a lock file, and takes it over where its owner is gone.
    static func inspect(_ path: String) throws(StoreError) -> State {
        guard FileTree.kind(path) == .file else { return .absent }
        let data = try? Data(contentsOf: URL(fileURLWithPath: path))
        let owner = data.flatMap { try? CanonicalJSON.decode(Owner.self, from: $0) }
        switch try LockedDescriptor.take(path) {
        case .taken(let file): return .abandoned(owner, OwnerLock(path, file: file))
        case .held: return .held(owner)
        case .absent: return .absent
        case .unsupported(let file):
            guard let owner, isAlive(owner.pid) else { return .abandoned(owner, OwnerLock(path, file: file)) }
            return .held(owner)
        }
    }

    /// Whether a process of that id exists.
    static func isAlive(_ pid: Int32) -> Bool { pid > 0 && (kill(pid, 0) == 0 || errno == EPERM) }
}

/// An open, locked file.
final class LockedDescriptor: Sendable {
    let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Makes the file and locks it.
    init(creating path: String) throws(StoreError) {
        descriptor = try SystemCall.check("make the lock file", path) {
            open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        }
        // Where locks are not supported the process id in the file has to do.
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
    }

    enum Taking {
        case taken(LockedDescriptor)
        case held
        case absent
        case unsupported(LockedDescriptor)
    }

    static func take(_ path: String) throws(StoreError) -> Taking {
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return .absent }
            throw SystemCall.error(errno, "open the lock file", path)
        }
        let file = LockedDescriptor(descriptor)
        if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK {
                file.close()
                return .held
            }
            return .unsupported(file)
        }
        // The owner may have finished and removed the file between the two calls.
        var opened = stat()
        guard fstat(descriptor, &opened) == 0, let named = FileTree.status(path), named.st_ino == opened.st_ino else {
            file.close()
            return .absent
        }
        return .taken(file)
    }

    func close() { closeDescriptor(descriptor) }
}

private func closeDescriptor(_ descriptor: Int32) { close(descriptor) }
