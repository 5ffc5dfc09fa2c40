package dev.likeness.synthesis.duel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThroughputTest {
  @TempDir private Path folder;

  @Test
  void aRunAndTheBareLoopAreTimedByTurns() {
    DuelSettings small = DuelSettings.usual(16).with(new NetSize(16, 8, .1, 0, 4));
    List<Throughput.Turn> turns =
        Throughput.measure(folder.resolve("run"), small, 1, 2, Clock.systemUTC(), Progress.NONE);
    assertThat(turns).hasSize(2).allSatisfy(t -> assertThat(t.bare()).isPositive());
    assertThat(new RunFolder(folder.resolve("run")).steps()).isEqualTo(2 + 2 * Throughput.TURN);
  }
}
