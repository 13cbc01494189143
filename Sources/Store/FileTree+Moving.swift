#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension FileTree {
    /// Gives a folder its name if nothing has that name yet; `false` where something has.
    ///
    /// Linux: `renameat2(RENAME_NOREPLACE)`; macOS: `renamex_np(RENAME_EXCL)`. Where the system or the file
    /// system has neither, an empty folder claims the name and is then replaced, which POSIX does atomically.
    static func renameWithoutReplacing(_ source: String, to target: String) throws(StoreError) -> Bool {
        switch exclusiveRename(source, target) {
        case 0: return true
        case EEXIST, ENOTEMPTY: return false
        case EINVAL, ENOSYS, ENOTSUP: break
        case let number: throw SystemCall.error(number, "give the folder its name", target)
        }
        if mkdir(target, 0o777) != 0 {
            if errno == EEXIST { return false }
            throw SystemCall.error(errno, "give the folder its name", target)
        }
        do throws(StoreError) {
            try SystemCall.check("give the folder its name", target) { rename(source, target) }
        } catch {
            rmdir(target)
            throw error
        }
        return true
    }

    /// 0, or the system's error number.
    private static func exclusiveRename(_ source: String, _ target: String) -> Int32 {
        #if canImport(Darwin)
            return renamex_np(source, target, UInt32(RENAME_EXCL)) == 0 ? 0 : errno
        #elseif canImport(Glibc)
            // The C headers show renameat2 only to GNU sources, which Swift's view of them is not.
            typealias Rename =
                @convention(c) (CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt) -> CInt
            guard let symbol = dlsym(nil, "renameat2"), let rename = unsafeBitCast(symbol, to: Rename?.self) else {
                return ENOSYS
            }
            let noReplace: CUnsignedInt = 1
            return rename(AT_FDCWD, source, AT_FDCWD, target, noReplace) == 0 ? 0 : errno
        #else
            return ENOSYS
        #endif
    }

    /// Moves a file over whatever has the name; across file systems it is copied and then removed.
    static func move(_ source: String, to target: String) throws(StoreError) {
        if rename(source, target) == 0 { return }
        guard errno == EXDEV else { throw SystemCall.error(errno, "move the file to \(target)", source) }
        try copy(source, to: target)
        try remove(source)
    }

    /// Copies a file to a new one: its blocks are shared where the file system can, never the file itself.
    static func copy(_ source: String, to target: String) throws(StoreError) {
        #if canImport(Darwin)
            if clonefile(source, target, 0) == 0 {
                chmod(target, 0o644)
                return
            }
        #endif
        let input = try OpenFile(source, O_RDONLY)
        let bytes = Int(try input.status().st_size)
        let output = try OpenFile(target, O_WRONLY | O_CREAT | O_EXCL, doing: "make the file")
        do throws(StoreError) {
            try copyBytes(of: input, to: output, bytes: bytes)
        } catch {
            unlink(target)
            throw error
        }
    }

    private static func copyBytes(
        of input: borrowing OpenFile, to output: borrowing OpenFile, bytes: Int
    ) throws(StoreError) {
        #if os(Linux)
            // FICLONE, `_IOW(0x94, 9, int)`: the two files share their blocks until one of them is written to.
            if ioctl(output.descriptor, 0x4004_9409, input.descriptor) == 0 { return }
        #endif
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4_096)
        defer { buffer.deallocate() }
        while true {
            let count = try input.read(into: buffer)
            if count == 0 { return }
            do throws(StoreError) {
                try output.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            } catch {
                guard error.code == .diskFull else { throw error }
                throw SystemCall.error(ENOSPC, "copy the file", output.path, bytesNeeded: bytes)
            }
        }
    }
}
