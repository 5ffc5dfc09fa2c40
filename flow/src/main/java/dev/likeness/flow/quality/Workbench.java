package dev.likeness.flow.quality;

import dev.likeness.core.Version;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.synthesis.SwapSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What benches of makers share: a home, a workshop and a measurer under {@code out/.work} that are
 * there while it is measured, and what is left of them: JSON, table and page.
 */
record Workbench(Path out, Clock clock) {
  /** What is measured. */
  interface Work {
    /**
     * @param cells to add to
     * @return what the report says above its table
     */
    List<String> measure(Studio studio, Measurer measurer, List<Cell> cells) throws IOException;
  }

  /** Measures, and writes {@code NAME.json}, {@code NAME.md} and {@code index.html}. */
  BenchReport run(String name, String title, List<Bar> bars, Work work) {
    Path hidden = out.resolve(".work");
    try {
      for (String f : List.of("sheets", ".work/self", ".work/results")) {
        Files.createDirectories(out.resolve(f));
      }
      List<Cell> cells = new ArrayList<>();
      List<String> about;
      try (Workshop workshop = new Workshop(new Home(hidden.resolve("home")), clock);
          Measurer measurer = new Measurer(workshop.models(), hidden.resolve("notes"))) {
        about = work.measure(new Studio(workshop, SwapSettings.DEFAULT), measurer, cells);
      } finally {
        QualityBench.remove(hidden.resolve("home"));
        QualityBench.remove(hidden.resolve("results"));
        QualityBench.remove(hidden.resolve("self"));
      }
      BenchReport r =
          new BenchReport(
              clock.instant().toString(),
              Version.current(),
              QualityBench.machine(),
              about,
              cells,
              bars);
      QualityBench.write(out.resolve(name + ".json"), r.json());
      QualityBench.write(out.resolve(name + ".md"), "# " + title + "\n\n" + r.markdown());
      QualityBench.write(out.resolve("index.html"), QualityPage.of(r));
      return r;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
