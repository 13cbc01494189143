import Evidence
import Foundation
import Libraries
import Scoring
import Testing

@testable import Learning

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct TreeMemoryTests {
    /// Rows over which the sums of a leaf take four megabytes.
    static func wide() throws -> TrainingInput {
        TrainingInput(
            Problem.made(.binary, rows: 800, dense: 1_000, blocks: []),
            Problem.made(.binary, rows: 100, dense: 1_000, blocks: [], seed: 2))
    }

    static func data(_ input: TrainingInput, sharesBins: Bool) throws -> TreeData {
        try TreeFit("tuned_trees", input, searching: LibraryFolders.all()) { rows, outputs in
            var settings = TreeSettings(rows: rows, outputs: outputs)
            settings.sharesBins = sharesBins
            return settings
        }.data
    }

    @Test("sums of bins are kept for each leaf, as far as the search gives them room, and of two leaves always")
    func histograms() {
        var settings = TreeSettings(rows: 100, outputs: 1)
        settings.leaves = 100
        #expect(TreeMemory.histograms(settings, bins: 1_000_000) == 1_600_000_000)
        settings.sharesBins = true
        #expect(TreeMemory.histograms(settings, bins: 1_000_000) == 67 * 16_000_000)
        #expect(TreeMemory.histograms(settings, bins: 100_000_000) == 2 * 1_600_000_000)
        #expect(TreeMemory.histograms(settings, bins: 10) == 100 * 160)
        #expect(TreeMemory.histograms(settings, bins: 0) == 0)
    }

    @Test("what growing needs has to fit to the byte")
    func bound() throws {
        let input = TrainingInput(Problem.made(.binary, rows: 300), Problem.made(.binary, rows: 80, seed: 2))
        let data = try Self.data(input, sharesBins: true)
        let settings = TreeSettings(rows: 300, outputs: 1)
        let needed = TreeMemory.bytes(settings, data)
        #expect(needed > data.bins * 16)
        _ = try TreeGrower(data, settings, input, room: needed)
        let error = #expect(throws: LearningError.self) {
            try TreeGrower(data, settings, input, room: needed - 1)
        }
        #expect(error?.code == .candidateFailed)
        #expect(error?.findings.first?.message.contains(NumberText.bytes(needed)) == true)
    }

    #if canImport(Glibc)
        @Test("a trial that does not fit into the process's memory is refused, the others count, the process lives on")
        func refused() async {
            await #expect(processExitsWith: .success) {
                let input = try TreeMemoryTests.wide()
                _ = try TreeMemoryTests.data(input, sharesBins: true)
                try TreeMemoryTests.leave(megabytes: 480)
                let space = SearchSpace(ranges: [.leaves: 20...1_000])
                let fitted = try TunedTrees(maximumIterations: 3, trials: 8, space: space).fit(input)
                let trials = try #require(fitted.search).trials
                func leaves(_ trial: TrialsDocument.Trial) -> Double { trial.parameters["num_leaves"] ?? 0 }
                // The first is that of boosted_trees, whose sums take 128 MB; those of 150 leaves take more than there is.
                #expect(trials[0].status != .failed)
                let large = trials.filter { leaves($0) >= 150 }
                #expect(!large.isEmpty && large.allSatisfy { $0.status == .failed })
                let refused = trials.filter { $0.status == .failed }
                #expect(
                    refused.allSatisfy { $0.reason?.contains("of memory, more than this process may have") == true })
                let finding = try #require(fitted.findings.first { $0.code == .trialFailed })
                #expect(finding.count == refused.count)
                #expect(finding.advice?.contains("num_leaves") == true)
            }
        }

        /// Bounds the address space of this process to so many megabytes beside what it has.
        static func leave(megabytes: Int) throws {
            let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
            let pages = try #require(text.split(separator: " ").first.flatMap { Int($0) })
            let bytes = pages * Int(sysconf(Int32(_SC_PAGESIZE))) + megabytes << 20
            var space = rlimit(rlim_cur: rlim_t(bytes), rlim_max: rlim_t(bytes))
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &space) == 0)
        }
    #endif
}
