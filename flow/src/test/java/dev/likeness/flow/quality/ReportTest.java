package dev.likeness.flow.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
  private static Cell cell(String clip, double identity, double flicker, double blink) {
    Map<Measure, Double> v = new EnumMap<>(Measure.class);
    v.put(Measure.IDENTITY, identity);
    v.put(Measure.FLICKER, flicker);
    v.put(Measure.BLINK, blink);
    v.put(Measure.OUTSIDE, Double.POSITIVE_INFINITY);
    return new Cell(
        clip,
        "a <b>",
        7,
        v,
        Map.of(Measure.FLICKER, .99),
        Map.of("leak", 3),
        Map.of("measure", 1.5),
        "sheets/x.jpg");
  }

  private static final List<Cell> CELLS =
      List.of(
          cell("one", .9, 1, Double.NaN), cell("two", .7, 1.3, .9), cell("three", .62, .95, 1.1));

  private static final BenchReport REPORT =
      new BenchReport("2026-11-23T00:00:00Z", "1", "2 cores", List.of("Words."), CELLS);

  private static Bar.Verdict judge(Measure m, Bar.Over over) {
    return Bar.ALL.stream()
        .filter(b -> b.measure() == m && b.over() == over)
        .findFirst()
        .orElseThrow()
        .judge(CELLS);
  }

  @Test
  void meansAndWorstCellsAreHeldToTheirOwnBars() {
    Bar.Verdict mean = judge(Measure.IDENTITY, Bar.Over.MEAN);
    assertThat(mean.value()).isCloseTo(.74, within(1e-9));
    assertThat(mean.passed()).isFalse();
    assertThat(mean.within()).isEqualTo(1);
    Bar.Verdict worst = judge(Measure.IDENTITY, Bar.Over.WORST);
    assertThat(worst.value()).isEqualTo(.62);
    assertThat(worst.worst()).isEqualTo("three × a <b>");
    assertThat(worst.passed()).isFalse();
    assertThat(judge(Measure.FLICKER, Bar.Over.WORST).value()).isEqualTo(1.3);
    assertThat(judge(Measure.OUTSIDE, Bar.Over.WORST).passed()).isTrue();
  }

  @Test
  void whatWasNotMeasuredNeitherCountsNorPasses() {
    assertThat(judge(Measure.BLINK, Bar.Over.MEAN).measured()).isEqualTo(2);
    assertThat(judge(Measure.BLINK, Bar.Over.MEAN).passed()).isTrue();
    assertThat(judge(Measure.GAZE, Bar.Over.MEAN).measured()).isZero();
    assertThat(judge(Measure.GAZE, Bar.Over.MEAN).passed()).isFalse();
  }

  @Test
  void limitsReadAsWords() {
    assertThat(new Bar(Measure.GAZE, Bar.Over.MEAN, -1 / 0.0, 1.3).limits()).isEqualTo("≤ 1.3");
    assertThat(new Bar(Measure.GAZE, Bar.Over.MEAN, .9, 1.08).limits()).isEqualTo(".9–1.08");
    assertThat(new Bar(Measure.GAZE, Bar.Over.MEAN, 40, 1 / 0.0).limits()).isEqualTo("≥ 40");
    assertThat(new Bar(Measure.GAZE, Bar.Over.MEAN, 0, 0).limits()).isEqualTo("= 0");
  }

  @Test
  void aCellSurvivesItsJson() {
    for (Cell c : CELLS) {
      assertThat(BenchReport.cell(BenchReport.json(c).toString())).isEqualTo(c);
    }
  }

  @Test
  void theJsonHasBarsAndCells() {
    JsonNode root = JsonMapper.shared().readTree(REPORT.json());
    assertThat(root.path("bars").size()).isEqualTo(Bar.ALL.size());
    assertThat(root.path("cells").path(1).path("values").path("identity").asDouble()).isEqualTo(.7);
    assertThat(root.path("cells").path(0).path("values").path("blinkDepth").isNull()).isTrue();
  }

  @Test
  void thePageShowsEveryCellAndEscapesNames() {
    String page = QualityPage.of(REPORT);
    assertThat(page).contains("one", "two", "three", "a &lt;b&gt;").doesNotContain("a <b>");
    assertThat(page).contains("sheets/x.jpg").doesNotContain("http");
    assertThat(REPORT.markdown()).contains("### two", "OUT", "FAIL", "Words.");
  }

  @Test
  void refinedSwapsAreHeldToTheirBarsBesideTheirWarps() {
    List<Cell> cells =
        List.of(
            cell("one", .7, 1, Double.NaN),
            cell("one", .82, 1.02, 1.3),
            cell("two", .6, 1.2, 1),
            cell("two", .69, 1.2, 1.1));
    List<String> lines = RefinedSwapBench.compared(cells);
    assertThat(lines)
        .contains(
            "Identity: source: warp 0.650, worst 0.600; refined 0.755, worst 0.690, of 2; mean ≥ .8 missed; worst ≥ .7 missed.",
            "Blink depth kept: warp 1.00, worst 1.00; refined 1.10, worst 1.10, of 1; mean .85–1.15 met; worst .85–1.15 met.",
            "Flicker out/in: warp 1.10, worst 1.20; refined 1.11, worst 1.20, of 2; mean .95–1.05 missed; worst .95–1.05 missed.");
    assertThat(lines).noneMatch(l -> l.startsWith("Jitter"));
  }

  @Test
  void eachIsPutOnThoseThatFollowAndNeverOnItself() {
    List<Path> clips = List.of(Path.of("a.mp4"), Path.of("b.mp4"), Path.of("c.mp4"));
    List<RefinedSwapBench.Work> work = RefinedSwapBench.clips(clips, 1);
    assertThat(work.stream().map(w -> w.sitter().name())).containsExactly("a", "b", "c");
    assertThat(work.stream().map(w -> w.targets().toString()))
        .containsExactly("[b.mp4]", "[c.mp4]", "[a.mp4]");
    assertThat(RefinedSwapBench.clips(clips, 9).getFirst().targets()).hasSize(2);
  }
}
