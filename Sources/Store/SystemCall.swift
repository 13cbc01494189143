#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The system's calls with their errors as ``StoreError``; every call that is interrupted is made again.
enum SystemCall {
    /// Calls `body` until it is not interrupted, and returns its result if that is not negative.
    ///
    /// - Throws: ``StoreError`` naming `path`, what was done, and the system's words.
    @discardableResult
    static func check<Result: SignedInteger>(
        _ doing: String, _ path: String, bytesNeeded: Int? = nil, _ body: () -> Result
    ) throws(StoreError) -> Result {
        while true {
            let result = body()
            if result >= 0 { return result }
            let number = errno
            if number != EINTR { throw error(number, doing, path, bytesNeeded: bytesNeeded) }
        }
    }

    /// The error for a number of the system.
    static func error(_ number: Int32, _ doing: String, _ path: String, bytesNeeded: Int? = nil) -> StoreError {
        if number == ENOSPC || number == EDQUOT {
            let need = bytesNeeded.map { ", which needs \($0) bytes" } ?? ""
            return StoreError(
                .diskFull, "no space is left to \(doing)\(need)", path: path,
                advice: "free some space, or choose a folder on another disk with --store; then run the same command")
        }
        return StoreError(
            .storeUnusable, "cannot \(doing): \(words(number))", path: path, advice: advice(number))
    }

    /// The system's words for an error number.
    static func words(_ number: Int32) -> String { String(cString: strerror(number)) }

    private static func advice(_ number: Int32) -> String {
        switch number {
        case EACCES, EPERM, EROFS: "make the folder writable, or choose another one with --store"
        case ENOTDIR, EEXIST: "a file stands where a folder is needed: move it, or choose another folder with --store"
        case EIO: "the disk reports a fault: check it, or choose a folder on another one with --store"
        case EMFILE, ENFILE: "too many files are open: raise the limit (ulimit -n)"
        default: "choose another folder with --store"
        }
    }
}

/// An open file, closed when it goes out of use.
struct OpenFile: ~Copyable {
    let descriptor: Int32
    let path: String

    /// Opens a file; it is not passed on to children.
    init(_ path: String, _ flags: Int32, mode: mode_t = 0o644, doing: String = "open the file") throws(StoreError) {
        self.path = path
        descriptor = try SystemCall.check(doing, path) { open(path, flags | O_CLOEXEC, mode) }
    }

    /// Opens `name` in an open folder, without following a symbolic link.
    init(_ name: String, in folder: borrowing OpenFile, _ flags: Int32) throws(StoreError) {
        let full = folder.path + "/" + name
        let parent = folder.descriptor
        path = full
        descriptor = try SystemCall.check("open the file", full) {
            openat(parent, name, flags | O_CLOEXEC | O_NOFOLLOW)
        }
    }

    deinit { close(descriptor) }

    /// Writes all bytes at the file's position.
    borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
        let descriptor = descriptor
        var offset = 0
        while offset < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[offset...])
            offset += try SystemCall.check("write the file", path, bytesNeeded: bytes.count) {
                sendBytes(descriptor, rest)
            }
        }
    }

    /// Reads up to the buffer's size; 0 at the end of the file.
    borrowing func read(into buffer: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
        let descriptor = descriptor
        return try SystemCall.check("read the file", path) { receiveBytes(descriptor, buffer) }
    }

    /// Waits until the disk holds what was written.
    borrowing func synchronize() throws(StoreError) {
        let descriptor = descriptor
        try SystemCall.check("flush to disk", path) { flush(descriptor) }
    }

    /// What the system knows of the open file.
    borrowing func status() throws(StoreError) -> stat {
        let descriptor = descriptor
        var status = stat()
        try SystemCall.check("look at the file", path) { fstat(descriptor, &status) }
        return status
    }
}

// The calls share their names with the methods above, so they are named once here.
private func sendBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

private func receiveBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, buffer.baseAddress, buffer.count)
}

private func flush(_ descriptor: Int32) -> Int32 {
    #if canImport(Darwin)
        // fsync on Darwin stops at the drive's cache; file systems without the full flush take the plain one.
        if fcntl(descriptor, F_FULLFSYNC) == 0 { return 0 }
    #endif
    return fsync(descriptor)
}
