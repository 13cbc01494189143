import Foundation
import TestSupport
import Testing

/// The examples' reports in headless Chromium, where the machine has it and Python.
@Suite(.serialized) struct ReportInBrowserTests {
    private static let isThere = ["chromium", "chromium-browser", "google-chrome"].contains { name in
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }

    /// `scripts/check-report` holds a page to no request, no dialog, no overflow, contrast and axe-core's rules.
    @Test(.enabled(if: isThere, "Chromium is not installed"), arguments: ExampleRun.allCases)
    func `the report holds in a browser at three widths and in both schemes`(example: ExampleRun) throws {
        let run = try example.finished()
        let place = try Workspace()
        let shots = place.path + "/screenshots"
        let result = try Binary.run(
            [
                "-B", Binary.root.path + "/scripts/check-report", "--axe", "--screenshots", shots,
                run.directory + "/report.html",
            ],
            in: place.path, through: ["/usr/bin/env"], executable: "python3")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        let images = Workspace.files(under: shots)
        #expect(images.count == 12)
        for image in images {
            Attachment.record(try Data(contentsOf: URL(fileURLWithPath: "\(shots)/\(image)")), named: image)
        }
    }
}
