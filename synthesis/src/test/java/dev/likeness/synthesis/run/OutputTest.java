package dev.likeness.synthesis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.faces.Alignments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class OutputTest {
  private static final Alignments.Header HEADER =
      new Alignments.Header("clip.mp4", "", 64, 64, Alignments.Precision.EXACT);
  private static final Shot SHOT = new Shot(0, Frame.black(4, 4), null);
  private static final long SMALL = 48;

  /** Pictures of which only two may wait. */
  private static final long LARGE = 1L << 40;

  @TempDir private Path folder;

  private Journal journal() {
    return new Journal(folder, ".txt", Files::exists);
  }

  /** Writes how many frames a chunk has; a frame of another size is more than it takes. */
  private static Target.Sink sink(Path file) {
    int[] n = {0};
    return new Target.Sink() {
      @Override
      public void write(Shot shot, Picture result) {
        if (result.width() != 4) {
          throw new IllegalStateException("frame %d does not fit".formatted(n[0]));
        }
        n[0]++;
      }

      @Override
      public void finish() {
        try {
          Files.writeString(file, String.valueOf(n[0]));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void close() {}
    };
  }

  private Output output(int first, long bytes) {
    return new Output(
        first, n -> journal().write(n, OutputTest::sink, HEADER), 3, bytes, new Stopwatch());
  }

  private static void add(Output out, int from, int to) {
    for (int f = from; f < to; f++) {
      out.add(new Moment(f, SHOT, List.of(), "after " + f), SHOT, SHOT.picture(), Map.of());
    }
  }

  private String text(int chunk) throws IOException {
    return Files.readString(journal().segment(chunk));
  }

  @Test
  void framesComeInChunksInTheirOrderHoweverFewMayWait() throws IOException {
    try (Output out = output(2, LARGE)) {
      add(out, 0, 8);
      assertThat(out.finish(Progress.NONE)).isEqualTo(5);
    }
    assertThat(text(2) + text(3) + text(4)).isEqualTo("332");
    assertThat(journal().stateAfter(3)).isEqualTo("after 5");
  }

  @Test
  void leftInTheMiddleWholeChunksAreKeptAndNothingElse() throws IOException {
    try (Output out = output(0, SMALL)) {
      add(out, 0, 8);
    }
    assertThat(journal().finished()).isEqualTo(2);
    assertThat(text(0) + text(1)).isEqualTo("33");
    try (var left = Files.list(folder)) {
      assertThat(left).noneMatch(f -> f.toString().endsWith(".part"));
    }
  }

  @Test
  void whatGoesWrongIsThrownWhereFramesComeFrom() {
    try (Output out = output(0, LARGE)) {
      add(out, 0, 4);
      out.add(new Moment(4, SHOT, List.of(), ""), SHOT, Frame.black(5, 5), Map.of());
      assertThatThrownBy(() -> add(out, 5, 50)).hasMessage("frame 1 does not fit");
      assertThatThrownBy(() -> out.finish(Progress.NONE)).hasMessage("frame 1 does not fit");
    }
    assertThat(journal().finished()).isEqualTo(1);
  }
}
