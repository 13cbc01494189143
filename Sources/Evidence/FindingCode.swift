/// The kinds of findings and errors, in kebab case; `docs/findings.md` has an entry for each.
package enum FindingCode: String, Codable, Sendable, CaseIterable {
    // The brief
    case briefUnreadable = "brief-unreadable"
    case briefTooLarge = "brief-too-large"
    case yamlInvalid = "yaml-invalid"
    case yamlFeatureRefused = "yaml-feature-refused"
    case unknownKey = "unknown-key"
    case duplicateKey = "duplicate-key"
    case missingKey = "missing-key"
    case wrongType = "wrong-type"
    case impossibleValue = "impossible-value"
    case notInThisVersion = "not-in-this-version"
    case missingFile = "missing-file"
    case columnNotFound = "column-not-found"

    // Sources and SQL
    case sourceUnreadable = "source-unreadable"
    case sourceEmpty = "source-empty"
    case sourceMalformed = "source-malformed"
    case sourceTypesDiffer = "source-types-differ"
    case sourceTooLarge = "source-too-large"
    case columnNameUnusable = "column-name-unusable"
    case tooManyColumns = "too-many-columns"
    case sqlFailed = "sql-failed"
    case sqlNotOneQuery = "sql-not-one-query"
    case sqlRefused = "sql-refused"
    case noRows = "no-rows"

    // Engines and the worker
    case libraryMissing = "library-missing"
    case engineFailed = "engine-failed"
    case engineTimedOut = "engine-timed-out"
    case engineOutOfMemory = "engine-out-of-memory"
    case workerDied = "worker-died"

    // Models from outside
    case foreignModelUnreadable = "foreign-model-unreadable"
    case foreignModelMisfit = "foreign-model-misfit"
    case foreignModelTrainingUnknown = "foreign-model-training-unknown"

    // Checks of the dataset
    case keyNotUnique = "key-not-unique"
    case keyNull = "key-null"
    case labelMissing = "label-missing"
    case labelUnfit = "label-unfit"
    case tooFewRows = "too-few-rows"
    case oneClass = "one-class"
    case rareClass = "rare-class"
    case constantColumn = "constant-column"
    case nullColumn = "null-column"
    case duplicateRows = "duplicate-rows"
    case timeMissing = "time-missing"
    case identifierColumn = "identifier-column"
    case numbersAsText = "numbers-as-text"
    case momentsAsText = "moments-as-text"
    case ambiguousThousands = "ambiguous-thousands"
    case freeTextColumn = "free-text-column"
    case unsupportedColumn = "unsupported-column"
    case nonFiniteValues = "non-finite-values"
    case noFeatures = "no-features"

    // Suites of expectations
    case suiteUnreadable = "suite-unreadable"
    case unknownExpectation = "unknown-expectation"
    case expectationFailed = "expectation-failed"

    // The data beside what it was
    case dataStale = "data-stale"
    case volumeChanged = "volume-changed"
    case partitionMissing = "partition-missing"
    case schemaChanged = "schema-changed"
    case unitChanged = "unit-changed"
    case encodingDamaged = "encoding-damaged"
    case nullBurst = "null-burst"
    case nearDuplicateRows = "near-duplicate-rows"
    case labelDrifted = "label-drifted"

    // Profiles
    case missingValues = "missing-values"
    case outlyingValues = "outlying-values"
    case redundantColumns = "redundant-columns"
    case columnDrifts = "column-drifts"

    // Personal data
    case personalData = "personal-data"
    case protectedAttribute = "protected-attribute"

    // Leakage
    case futureLeak = "future-leak"
    case rowsFromFuture = "rows-from-future"
    case knownAtUnfit = "known-at-unfit"
    case knownAtNull = "known-at-null"
    case knownAtIdle = "known-at-idle"
    case labelKnownEarly = "label-known-early"
    case notReplayed = "not-replayed"
    case missingWithOutcome = "missing-with-outcome"
    case labelInColumn = "label-in-column"
    case suspiciousColumn = "suspicious-column"
    case momentAssumed = "moment-assumed"
    case timeAfterPrediction = "time-after-prediction"
    case identifierOrdered = "identifier-ordered"
    case duplicatesAcrossParts = "duplicates-across-parts"
    case groupsAcrossParts = "groups-across-parts"
    case partsDiffer = "parts-differ"
    case orderDependentColumn = "order-dependent-column"
    case sqlNotDeterministic = "sql-not-deterministic"
    case preprocessingLeak = "preprocessing-leak"

    // Split, features, candidates
    case splitImpossible = "split-impossible"
    case emptyPart = "empty-part"
    case rowsInGap = "rows-in-gap"
    case timeLimitTranslated = "time-limit-translated"
    case featureInputMissing = "feature-input-missing"
    case featureInputRetyped = "feature-input-retyped"
    case explanationUnavailable = "explanation-unavailable"
    case unseenValues = "unseen-values"
    case modelUnreadable = "model-unreadable"
    case runTaken = "run-taken"
    case verdictAgainst = "verdict-against"
    case notConverged = "not-converged"
    case simplerCandidateKept = "simpler-candidate-kept"
    case recalibrated = "recalibrated"
    case keptModelDiffers = "kept-model-differs"
    case probabilitiesWorseThanPrior = "probabilities-worse-than-prior"
    case tooGood = "too-good"
    case candidateFailed = "candidate-failed"
    case trialFailed = "trial-failed"
    case monotoneNotHeld = "monotone-not-held"
    case classWeightsShift = "class-weights-shift"
    case costsNotPackaged = "costs-not-packaged"
    case predictionUnfit = "prediction-unfit"
    case weightUnfit = "weight-unfit"
    case fewUnits = "few-units"
    case labelsSuspected = "labels-suspected"
    case labelNoisy = "label-noisy"
    case weakSlice = "weak-slice"
    case sliceValuesGrouped = "slice-values-grouped"
    case oneGroup = "one-group"
    case groupTooSmall = "group-too-small"
    case fourFifthsBroken = "four-fifths-broken"
    case enginesDisagree = "engines-disagree"

    // Predictions made elsewhere
    case notProbabilities = "not-probabilities"
    case unknownClass = "unknown-class"
    case positiveInferred = "positive-inferred"
    case sensitiveAsSlices = "sensitive-as-slices"
    case recalibrationPays = "recalibration-pays"

    // Runs and their store
    case storeUnusable = "store-unusable"
    case diskFull = "disk-full"
    case runNotFound = "run-not-found"
    case runDamaged = "run-damaged"
    case runIncomplete = "run-incomplete"
    case snapshotMissing = "snapshot-missing"
    case notReproduced = "not-reproduced"
    case runsNotComparable = "runs-not-comparable"
    case runExists = "run-exists"
    case interrupted = "interrupted"
    case fileChanged = "file-changed"
    case argumentInvalid = "argument-invalid"
    case signOffNeeded = "sign-off-needed"
    case internalError = "internal-error"
}

extension FindingCode {
    /// Whether an error of this code is one that another person's sign-off would lift: exit status 4.
    package var asksForSignOff: Bool { self == .personalData || self == .signOffNeeded }

    /// Whether it says that a column of text holds something else.
    package var isOfDisguisedText: Bool { self == .numbersAsText || self == .momentsAsText }
}
