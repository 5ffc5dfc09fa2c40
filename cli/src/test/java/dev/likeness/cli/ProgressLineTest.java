package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicBoolean stop = new AtomicBoolean();

  private ProgressLine line(boolean live) {
    return new ProgressLine(
        new PrintStream(shown, true, StandardCharsets.UTF_8), live, stop, nanos::get);
  }

  private void tick(double seconds) {
    nanos.addAndGet((long) (seconds * 1e9));
  }

  @Test
  void aTerminalSeesRateAndTimeLeftOnOneLine() {
    try (ProgressLine p = line(true)) {
      p.report("Painting", 0, 100);
      tick(2);
      p.report("Painting", 50, 100);
      tick(2);
      p.report("Painting", 100, 100);
    }
    String text = shown.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("50 %  50/100  25/s  2 s left").endsWith(System.lineSeparator());
    assertThat(text.chars().filter(c -> c == '\n')).hasSize(1);
  }

  @Test
  void elsewhereALineComesEveryFewSeconds() {
    try (ProgressLine p = line(false)) {
      for (int i = 0; i <= 100; i++) {
        p.report("painting", i, 100);
        tick(.1);
      }
    }
    assertThat(shown.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .allMatch(l -> l.startsWith("Painting"));
  }

  @Test
  void shortWorkIsQuietElsewhere() {
    try (ProgressLine p = line(false)) {
      p.report("Reading", 1, 2);
      p.report("Reading", 2, 2);
    }
    assertThat(shown.size()).isZero();
  }

  @Test
  void aStopIsPassedOn() {
    ProgressLine p = line(true);
    assertThat(p.stopRequested()).isFalse();
    stop.set(true);
    assertThat(p.stopRequested()).isTrue();
  }
}
