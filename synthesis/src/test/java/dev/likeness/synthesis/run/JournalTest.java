package dev.likeness.synthesis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.faces.Alignments;
import dev.likeness.synthesis.FaceNotes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Alignments.Header HEADER =
      new Alignments.Header("clip.mp4", "", 64, 64, Alignments.Precision.EXACT);
  private static final Shot SHOT = new Shot(0, Frame.black(4, 4), null);

  @TempDir private Path folder;

  private Journal journal() {
    return new Journal(folder, ".txt", Files::exists);
  }

  /** A sink that writes a line for each frame. */
  private static Target.Sink sink(Path file) {
    StringBuilder text = new StringBuilder();
    return new Target.Sink() {
      @Override
      public void write(Shot shot, Picture result) {
        text.append("frame\n");
      }

      @Override
      public void finish() {
        try {
          Files.writeString(file, text);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void close() {}
    };
  }

  private static Moment moment(long frame) {
    float third = 1f / 3 + frame;
    return new Moment(
        frame,
        SHOT,
        List.of(
            new Face(
                Observed.face(1, frame, frame == 0, 50, .1f, .2f),
                0,
                new FaceNotes(new float[] {third, Float.MIN_VALUE, -0f})),
            new Face(Observed.face(4, frame, false, 30), Face.NOBODY, null)),
        "after " + frame);
  }

  private void chunk(int number, long first) {
    try (Journal.Writer w = journal().write(number, JournalTest::sink, HEADER)) {
      for (long f = first; f < first + 3; f++) {
        if (f == first + 1) {
          w.add(new Moment(f, SHOT, List.of(), ""), SHOT, SHOT.picture(), Map.of());
        } else {
          w.add(moment(f), SHOT, SHOT.picture(), Map.of(1, Map.of("confidence", .1 + f)));
        }
      }
      w.finish();
    }
  }

  @Test
  void whatWasSeenComesBackBitForBit() {
    chunk(0, 0);
    List<Moment> back = new ArrayList<>();
    journal().replay(0, back::add);
    assertThat(back).extracting(Moment::frame).containsExactly(0L, 1L, 2L);
    assertThat(back.get(1).faces()).isEmpty();
    Face face = back.get(2).of(1);
    Face same = moment(2).of(1);
    assertThat(face).isNotNull();
    assertThat(same).isNotNull();
    assertThat(face.seen().mesh().xyz()).isEqualTo(same.seen().mesh().xyz());
    assertThat(face.seen().embedding()).isEqualTo(same.seen().embedding());
    assertThat(face.notes()).isNotNull();
    assertThat(face.notes().values()).containsExactly(2 + 1f / 3, Float.MIN_VALUE, -0f);
    assertThat(back.get(2).of(4)).isNotNull().matches(f -> !f.painted());
    assertThat(journal().stateAfter(0)).isEqualTo("after 2");
  }

  @Test
  void onlyWholeChunksCountAndTheRestGoes() throws IOException {
    chunk(0, 0);
    chunk(1, 3);
    chunk(2, 6);
    Files.delete(folder.resolve("chunk-00001.txt"));
    try (Journal.Writer w = journal().write(3, JournalTest::sink, HEADER)) {
      w.add(moment(9), SHOT, SHOT.picture(), Map.of());
    }
    assertThat(journal().finished()).isEqualTo(1);
    journal().clearFrom(1);
    try (var left = Files.list(folder)) {
      assertThat(left).allMatch(f -> f.getFileName().toString().startsWith("chunk-00000"));
    }
  }

  @Test
  void aFullDiskIsSaidAndLeavesNoPieces() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "there is no /dev/full on this system");
    for (String ending : List.of("notes", "measures.tsv", "faces.jsonl")) {
      Files.createSymbolicLink(folder.resolve("chunk-00000." + ending + ".part"), full);
      assertThatThrownBy(this::oneMoment).as(ending).hasMessageContaining("No space left");
      assertThat(journal().finished()).isZero();
      try (var left = Files.list(folder)) {
        assertThat(left).as(ending).noneMatch(f -> f.toString().endsWith(".part"));
      }
      journal().clearFrom(0);
    }
  }

  private void oneMoment() {
    try (Journal.Writer w = journal().write(0, JournalTest::sink, HEADER)) {
      w.add(moment(0), SHOT, SHOT.picture(), Map.of(1, Map.of("confidence", .5)));
      w.finish();
    }
  }

  @Test
  void measuresAreReadInOrder() {
    chunk(0, 0);
    List<String> read = new ArrayList<>();
    journal().measures(1, (frame, track, name, v) -> read.add(frame + " " + name + " " + v));
    assertThat(read).containsExactly("0 confidence 0.1", "2 confidence 2.1");
  }

  @Test
  void alignmentsAreJoinedForPeople() {
    chunk(0, 0);
    chunk(1, 3);
    Path file = folder.resolve("all.jsonl.gz");
    journal().writeAlignments(2, file);
    List<Long> frames = new ArrayList<>();
    try (Alignments.Reader in = Alignments.read(file)) {
      for (Alignments.Entry e = in.next(); e != null; e = in.next()) {
        frames.add(e.frame());
      }
    }
    assertThat(frames).containsExactly(0L, 0L, 2L, 2L, 3L, 3L, 5L, 5L);
  }
}
