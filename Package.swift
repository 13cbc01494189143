// swift-tools-version: 6.2
import PackageDescription

// The house: rooms with one purpose, arrows one way, from top to bottom of this list only.
// `Tests/HouseTests` holds this table against the imports; CONTRIBUTING.md explains it.

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// A room of the house: a library target that may use only what it names.
func room(_ name: String, _ uses: Target.Dependency...) -> Target {
    .target(name: name, dependencies: uses)
}

/// The tests of one room; fixtures are read from their place in the repository.
func tests(_ name: String, _ uses: Target.Dependency...) -> Target {
    .testTarget(name: name, dependencies: uses + ["TestSupport"], exclude: fixtures.contains(name) ? ["Fixtures"] : [])
}

let fixtures: Set = [
    "DataQualityTests", "EndToEndTests", "EvaluationTests", "FeaturesTests", "LearningTests", "ScoringTests",
]

let package = Package(
    name: "associate",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "associate", targets: ["associate"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .executableTarget(
            name: "associate",
            dependencies: [
                "Pipeline", "Framing", "Documents", "Store", "Worker", "Terminal", "Evidence", argumentParser,
            ]
        ),
        room(
            "Pipeline", "Framing", "Documents", "Store", "Packaging", "ONNXRuntime", "Evaluation", "Learning",
            "Features", "Scoring", "DataQuality", "Worker", "Warehouse", "Columns", "Evidence", crypto),
        room("Framing", "DataQuality", "Warehouse", "Columns", "Evidence", yams),
        room("Documents", "Evidence"),
        room("Store", "Evidence"),
        room("Packaging", "ONNXRuntime", "Scoring", "Warehouse", "Columns", "Evidence"),
        room("Evaluation", "Scoring", "Columns", "Evidence", crypto),
        room("Learning", "Scoring", "Columns", "CLightGBM", "Libraries", "Evidence"),
        room("Features", "Scoring", "Columns", "Evidence"),
        room("Scoring", "CTreeKernel", "Columns", "Evidence"),
        room("DataQuality", "Warehouse", "Columns", "Evidence"),
        room("Worker", "Warehouse", "ONNXRuntime", "Columns", "Evidence", subprocess),
        room("Warehouse", "Columns", "CArrow", "Libraries", "Evidence"),
        room("ONNXRuntime", "CONNXRuntime", "Libraries", "Evidence"),
        room("Columns", "CArrow", "Evidence"),
        room("Libraries"),
        room("Terminal", "Evidence"),
        room("Evidence", crypto),
        room("CArrow"),
        room("CLightGBM"),
        room("CONNXRuntime"),
        room("CTreeKernel"),

        .target(name: "TestSupport", dependencies: ["Evidence", "Columns"], path: "Tests/TestSupport"),
        tests("EvidenceTests", "Evidence"),
        tests("TerminalTests", "Terminal", "Evidence"),
        tests("ColumnsTests", "Columns", "CArrow", "Evidence"),
        tests("WarehouseTests", "Warehouse", "Columns", "CArrow", "Evidence"),
        .executableTarget(name: "WorkerTestHost", dependencies: ["Worker"], path: "Tests/WorkerTestHost"),
        tests("WorkerTests", "WorkerTestHost", "Worker", "Warehouse", "ONNXRuntime", "Columns", "Evidence"),
        tests("DataQualityTests", "DataQuality", "Warehouse", "Columns", "Evidence"),
        tests("FramingTests", "Framing", "DataQuality", "Warehouse", "Columns", "Evidence"),
        tests("ScoringTests", "Scoring", "Columns", "Evidence"),
        tests("FeaturesTests", "Features", "Scoring", "Columns", "Evidence"),
        tests("LearningTests", "Learning", "Scoring", "Columns", "CLightGBM", "Libraries", "Evidence"),
        tests("EvaluationTests", "Evaluation", "Scoring", "Columns", "Evidence"),
        tests("ONNXRuntimeTests", "ONNXRuntime", "Evidence"),
        tests("PackagingTests", "Packaging", "ONNXRuntime", "Scoring", "Warehouse", "Columns", "Evidence"),
        tests("StoreTests", "Store", "Evidence"),
        tests("DocumentsTests", "Documents", "Evidence"),
        tests(
            "PipelineTests", "Pipeline", "Framing", "Store", "Packaging", "Scoring", "Columns", "Evidence", crypto),
        tests("HouseTests", "Evidence"),
        tests("EndToEndTests", "Evidence", "Columns", "Warehouse"),
        tests("FaultTests", "Evidence", "Store"),
    ],
    swiftLanguageModes: [.v6]
)

// Benchmarks look into the rooms, which another package cannot; a normal build does not know of them.
if Context.environment["ASSOCIATE_BENCHMARKS"] != nil {
    package.targets.append(
        .executableTarget(
            name: "EvaluatorBenchmark",
            dependencies: ["Evaluation", "Learning", "Scoring", "Columns", "CLightGBM", "Libraries", "Evidence"],
            path: "Benchmarks/Evaluator"))
    package.targets.append(
        .executableTarget(
            name: "SlicesBenchmark", dependencies: ["Evaluation", "Columns", "Evidence"], path: "Benchmarks/Slices"))
}

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
]
for target in package.targets where ![.plugin, .binary, .system].contains(target.type) {
    target.swiftSettings = (target.swiftSettings ?? []) + house
}

// Loops over rows are optimised in debug builds too: the suite runs the examples at full size.
let hotRooms: Set = ["Columns", "Evaluation", "Features", "Learning", "Scoring"]
for target in package.targets where hotRooms.contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}
