import Foundation
import Worker

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

// The worker as the product runs it, with a way to fail on purpose: `WORKER_TEST_FAULT=kind@stage`.
let fault = ProcessInfo.processInfo.environment["WORKER_TEST_FAULT"]?.split(separator: "@").map(String.init) ?? []

WorkerProcess.main { progress in
    guard fault.count == 2, progress.stage.rawValue == fault[1] else { return }
    switch fault[0] {
    case "segv": raise(SIGSEGV)
    case "print":
        print("going down \u{1B}[31m")
        fflush(nil)
        exit(7)
    case "environment":
        print("environment:", ProcessInfo.processInfo.environment.keys.sorted())
        print(ProcessInfo.processInfo.environment.values.sorted())
        fflush(nil)
        exit(7)
    case "abort": abort()
    case "exit": exit(7)
    case "hang": while true { sleep(3600) }
    case "memory":
        var blocks: [UnsafeMutableRawPointer] = []
        while true {
            let block = UnsafeMutableRawPointer.allocate(byteCount: 1 << 28, alignment: 4096)
            for offset in stride(from: 0, to: 1 << 28, by: 1 << 26) {
                block.storeBytes(of: 1, toByteOffset: offset, as: UInt8.self)
            }
            blocks.append(block)
        }
    case "slow": Thread.sleep(forTimeInterval: 30)
    default: break
    }
}
