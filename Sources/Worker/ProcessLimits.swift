#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the child process takes from itself before it opens foreign bytes.
enum ProcessLimits {
    /// Address space for an engine with this memory limit: code, stacks, arenas of threads and what the engine maps
    /// come on top of what it counts.
    static func addressSpace(memoryLimitBytes: Int, threads: Int) -> Int {
        2 * memoryLimitBytes + threads * 256 << 20 + 4 << 30
    }

    /// Address space for the code, the stacks and the arenas of a process that runs one thread of work.
    static let ownAddressSpace = 1 << 30

    /// Bounds the address space and forbids core dumps, which would hold the data.
    ///
    /// Where the system refuses, the job goes on without: the engine's own limit still holds.
    static func apply(addressSpaceBytes: Int) {
        var core = rlimit(rlim_cur: 0, rlim_max: 0)
        #if canImport(Glibc)
            _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
            var space = rlimit()
            guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space) == 0 else { return }
            let wanted = rlim_t(addressSpaceBytes)
            space.rlim_cur = min(wanted, space.rlim_max)
            space.rlim_max = space.rlim_cur
            _ = setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space)
        #elseif canImport(Musl)
            _ = setrlimit(RLIMIT_CORE, &core)
            var space = rlimit()
            guard getrlimit(RLIMIT_AS, &space) == 0 else { return }
            space.rlim_cur = min(rlim_t(addressSpaceBytes), space.rlim_max)
            _ = setrlimit(RLIMIT_AS, &space)
        #else
            // The address space of a process cannot be bounded on macOS.
            _ = setrlimit(RLIMIT_CORE, &core)
        #endif
    }

    /// Seconds of processor time that this process has used.
    static func processorSeconds() -> Double {
        let usage = usage()
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// Blocks read and written so far by this process, where the system counts them: a slow disk is a sign of life.
    static func blocks() -> Int {
        let usage = usage()
        return Int(usage.ru_majflt) + Int(usage.ru_inblock) + Int(usage.ru_oublock)
    }

    private static func usage() -> rusage {
        var usage = rusage()
        #if canImport(Glibc)
            _ = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
            _ = getrusage(RUSAGE_SELF, &usage)
        #endif
        return usage
    }
}
