import Evidence
import Foundation
import Packaging

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The bytes of a model from outside, read once: what is hashed is what is loaded, kept and packaged.
///
/// This process looks at none of them. Only the worker does, in a copy that it holds against the hash.
struct ForeignFile: Sendable, Equatable {
    /// As the person named it.
    let subject: String
    let data: Data
    let sha256: ContentHash

    /// Takes bytes that were read and held against their hash already.
    init(subject: String, data: Data) {
        self.subject = subject
        self.data = data
        sha256 = ContentHash(of: data)
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: the file.
    ///   - subject: the file as the person named it.
    ///   - folder: what symbolic links may not lead out of; `nil` for the file's own folder.
    /// - Throws: `ForeignError` `foreign-model-unreadable` where it is no regular file, has a second name on the
    ///   disk, lies behind a link that leads elsewhere, is too large, or changes meanwhile.
    init(at path: String, subject: String, inside folder: String? = nil) throws {
        func refusal(_ words: String, _ advice: String) -> ForeignError {
            ForeignError([
                Finding(
                    .error, .foreignModelUnreadable, "\(DisplayText.escaped(subject)) \(words)", advice: advice,
                    file: subject)
            ])
        }
        let home = folder ?? URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard let real = Self.real(path), let realHome = Self.real(home) else {
            throw refusal("is not there, or may not be read", "check the path and the permissions of the file")
        }
        guard real.hasPrefix(realHome.hasSuffix("/") ? realHome : realHome + "/") else {
            throw refusal("is a link that leads out of its folder", "copy the file to where it is named")
        }
        let descriptor = open(real, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
        guard descriptor >= 0 else {
            throw refusal("may not be read", "check the permissions of the file")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var before = stat()
        guard fstat(descriptor, &before) == 0, before.st_mode & S_IFMT == S_IFREG else {
            throw refusal("is no regular file", "name the .onnx file itself")
        }
        guard before.st_nlink == 1 else {
            throw refusal(
                "has another name on the disk (a hard link), by which it could be changed or reach a file of others",
                "copy the file, and name the copy")
        }
        guard before.st_size > 0 else { throw refusal("is empty", "export the model anew") }
        guard before.st_size <= Limits.foreignModelBytes else {
            throw refusal(
                "is larger than a model may be (\(NumberText.bytes(Limits.foreignModelBytes)))",
                "export a smaller model, such as one in half the precision or with fewer trees")
        }
        var after = stat()
        guard let data = try? handle.read(upToCount: Limits.foreignModelBytes + 1), fstat(descriptor, &after) == 0,
            Int(before.st_size) == data.count, after.st_size == before.st_size, after.st_ino == before.st_ino
        else { throw refusal("changed while it was read", "run again when nobody writes to it") }
        self.init(subject: subject, data: data)
    }

    /// The path with links resolved; `nil` where it leads nowhere.
    private static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
