import Evidence
import Testing

@testable import Documents

@Suite struct ChartsTests {
    private func page(_ evidence: RunEvidence) throws -> HTMLScanner { try HTMLScanner(Report.html(evidence).text) }

    /// The captions of the page's charts, without markup.
    private func titles(_ evidence: RunEvidence) throws -> [String] {
        let html = try Report.html(evidence).text
        return try html.split(separator: "<figcaption>").dropFirst().map { part in
            let caption = part.split(separator: "</figcaption>", maxSplits: 1)[0]
            return HTMLScanner.unescaped(try HTMLScanner(String(caption)).text)
        }
    }

    @Test func aBinaryTaskHasItsCharts() throws {
        #expect(
            try titles(SampleEvidence().binary) == [
                "linear is 0.189 better than the prior on roc_auc",
                "linear finds 52.6 % of positive rows at a false positive rate of 9.7 %",
                "Finding 50.3 % of positive rows, 56.3 % of what is found is positive",
                "boosted_trees is best on validation after 40 of 90 rounds",
                "Furthest apart: 76.0 % predicted, 68.4 % observed",
                "A threshold of 0.167 costs 0.700 a row; 0.5 costs 1.033",
                "From 0.167 on, 83.3 % of rows are predicted positive",
                "The 20.0 % of rows with the highest scores hold 20.0 % of the positive ones",
                "Scores of the two classes overlap by 76.2 %",
                "The week from 2013-10-21 is over-predicted: 26.0 % predicted, 20.0 % observed",
                "The weakest slice loses 0.790 a row, against 0.520 of all rows",
                "carrier: no value is weaker than all rows by more than chance explains",
                "sex: selection_rate is 0.300 for f and 0.400 for m",
                "10.0 % of the rows carry 16.0 % of the loss",
                "temp moves scores most: by 0.312 log-odds on average, 75.0 % of all movement",
                "temp counts most: roc_auc is 0.0312 worse without it",
                "source weather is worth most: +0.021 of roc_auc",
                "temp: from −0.200 at below 30 to +0.400 at 50 and above",
                "Were all at 50 and above, true would be given 34.0 %; at below 30, 28.0 %",
                "carrier: from −0.100 at UA to +0.200 at EV",
                "Were all at EV, true would be given 32.0 %; at UA, 29.0 %",
                "departure: from −0.143 at 5:00 to +0.286 at 8:00",
                "Were all at 8:00, true would be given 32.9 %; at 5:00, 28.6 %",
            ])
    }

    @Test func aRegressionTaskHasItsCharts() throws {
        #expect(
            try titles(SampleEvidence().regression) == [
                "linear is 5.290 better than the prior on root_mean_squared_error",
                "595 of 1,100 rows are predicted too high", "Furthest apart: 26.50 predicted, 27.30 observed",
                "No month is further from the prediction than chance explains",
            ])
    }

    @Test func aMulticlassTaskHasItsCharts() throws {
        #expect(
            try titles(SampleEvidence().multiclass) == [
                "linear is 1.038 better than the prior on log_loss",
                "Chinstrap is taken for Adelie most often: 2 rows of 15",
            ])
    }

    @Test func withoutEvidenceThereIsNoChart() throws {
        #expect(try titles(SampleEvidence().bare).isEmpty)
    }

    @Test(arguments: ReportTests.samples.indices)
    func everyChartCanBeReadWithoutSeeingIt(index: Int) throws {
        let tags = try page(ReportTests.samples[index]).tags
        let charts = tags.indices.filter { tags[$0].name == "svg" }
        for place in charts {
            #expect(tags[place].attributes["role"] == "img")
            #expect(tags[place].attributes["viewbox"] ?? tags[place].attributes["viewBox"] != nil)
            #expect(tags[place].attributes["width"] == nil)
            #expect(tags[place + 1].name == "title")
            #expect(tags[place + 3].name == "desc")
        }
        #expect(tags.filter { $0.name == "figure" }.count == charts.count)
        let text = try page(ReportTests.samples[index]).text
        #expect(text.ranges(of: "The data of the chart").count == charts.count)
    }

    @Test(arguments: ReportTests.samples.indices)
    func marksLieWithinTheDrawing(index: Int) throws {
        for tag in try page(ReportTests.samples[index]).tags
        where ["text", "rect", "circle", "line"].contains(tag.name) {
            for name in ["x", "cx", "x1", "x2"] {
                guard let value = tag.attributes[name].flatMap({ Double($0) }) else { continue }
                #expect((0...Chart.width).contains(value), "\(tag)")
            }
        }
    }

    @Test func theFirstScreenNamesWhatTheEvaluationDoubts() throws {
        let html = try Report.html(SampleEvidence().binary).text
        let first = try HTMLScanner(String(html.split(separator: "<details id", maxSplits: 1)[0])).text
        #expect(
            first.contains("The week from 2013-10-21 is over-predicted: 26.0 % predicted, 20.0 % observed Calibration"))
        var calm = SampleEvidence().regression
        calm.checks.findings = []
        let quiet = try HTMLScanner(Report.html(calm).text).text
        #expect(quiet.contains("Nothing that was looked at speaks against it."))
    }

    @Test func aSliceIsCalledWeakWhereItsIntervalIsWorseThanAllRows() throws {
        var evidence = SampleEvidence().binary
        let interval = Interval(lower: 0.65, upper: 0.688, method: .clusterBootstrap)
        evidence.slices?.slices[0].values[0].metric = .value(0.67, interval)
        #expect(try titles(evidence).contains("carrier: weakest at EV, 0.670 against 0.689 of all rows"))
        evidence.slices?.slices[0].values[0].metric = .value(0.67, nil)
        #expect(try titles(evidence).contains("carrier: weakest at EV, 0.670 against 0.689 of all rows"))
    }

    @Test func aPeriodIsFurthestByItsInterval() {
        var bins: [CurvesDocument.TimeBin] = [
            .init(from: "2020-01-01", rows: 9, predicted: 0.9, observed: 0.1, lower: 0, upper: 0.8),
            .init(from: "2020-01-02", rows: 9, predicted: 0.5, observed: 0.3, lower: 0.28, upper: 0.32),
            .init(from: "2020-01-03", rows: 1, predicted: 0, observed: 1),
        ]
        #expect(Sentences.furthestPeriod(.init(unit: .day, bins: bins)) == 1)
        bins.remove(at: 1)
        #expect(Sentences.furthestPeriod(.init(unit: .day, bins: bins)) == 0)
        bins.remove(at: 0)
        #expect(Sentences.furthestPeriod(.init(unit: .day, bins: bins)) == nil)
    }

    @Test func figuresThatDifferFiftyFoldStandOnALogScale() throws {
        let text = try page(SampleEvidence().multiclass).text
        #expect(text.contains("0.01") && !text.contains("0.50"))
    }

    @Test(arguments: hostileTexts)
    func hostileNamesStayTextInEveryMark(hostile: String) throws {
        let samples = [SampleEvidence().multiclass, SampleEvidence().regression]
        let others = [SampleEvidence(suffix: hostile).multiclass, SampleEvidence(suffix: hostile).regression]
        for (plain, other) in zip(samples, others) {
            #expect(try page(plain).tags.map(\.name) == page(other).tags.map(\.name))
        }
        let mark = Marks.text(LabelText.fit(hostile, width: 80), at: (0, 0))
        #expect(try HTMLScanner(mark.text).tags.map(\.name) == ["text", "/text"])
    }

    @Test func coordinatesHaveFixedDecimals() {
        let line = Marks.line([(1.0 / 3, 2), (100, 2.0 / 3)])
        #expect(line.text == "<polyline class=\"line one\" points=\"0.33,2 100,0.67\"/>\n")
    }

    @Test func thePageStaysSmall() throws {
        #expect(try Report.html(SampleEvidence().binary).text.utf8.count < 300_000)
    }
}
