import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Memory that this process may have, as far as the system says.
///
/// What other programs use at the moment is no part of it: it would make the same work possible at one time and not at
/// another.
package enum ProcessMemory {
    /// Bytes that the process may have in all: the machine's, or what a control group allows.
    package static var most: Int {
        Int(min(ProcessInfo.processInfo.physicalMemory, controlGroupLimit ?? .max, UInt64(Int.max)))
    }

    /// Bytes that the process may take beside those that it has.
    package static var room: Int {
        let (size, resident) = taken ?? (0, 0)
        return max(min(most - resident, addressSpace.map { $0 - size } ?? .max), 0)
    }

    /// A limit that a control group sets, or `nil` where there is none.
    package static var controlGroupLimit: UInt64? {
        (try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8))
            .flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    /// Bytes of address space that the process may have, or `nil` where they are not bounded.
    private static var addressSpace: Int? {
        var space = rlimit()
        #if canImport(Glibc)
            guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space) == 0 else { return nil }
        #else
            guard getrlimit(RLIMIT_AS, &space) == 0 else { return nil }
        #endif
        return Int(exactly: space.rlim_cur)
    }

    /// Bytes of address space and of memory that Linux says this process has; `nil` elsewhere.
    private static var taken: (size: Int, resident: Int)? {
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").prefix(2).compactMap { Int($0) }
        guard pages.count == 2 else { return nil }
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        return (pages[0] * page, pages[1] * page)
    }
}
