package dev.likeness.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.core.FaceMesh;
import dev.likeness.faces.Alignments.Header;
import dev.likeness.faces.Alignments.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlignmentsTest {
  @TempDir Path dir;

  private static FaceObservation random(int track, long frame, Random r) {
    float[] xyz = new float[FaceMesh.WITH_IRIS * 3];
    for (int i = 0; i < xyz.length; i++) {
      xyz[i] = (float) (r.nextGaussian() * Math.pow(10, r.nextInt(5)));
    }
    float[] embedding = new float[frame % 10 == 0 ? 128 : 0];
    for (int i = 0; i < embedding.length; i++) {
      embedding[i] = (float) r.nextGaussian() / 11;
    }
    return new FaceObservation(
        track,
        frame,
        new FaceMesh(xyz),
        r.nextFloat(),
        frame == 0,
        r.nextInt(5) == 0,
        new FaceObservation.Quality(1 + 50 * r.nextFloat(), r.nextFloat(), r.nextFloat()),
        embedding);
  }

  private static void assertSame(FaceObservation a, FaceObservation b) {
    assertThat(b.track()).isEqualTo(a.track());
    assertThat(b.frame()).isEqualTo(a.frame());
    assertThat(b.mesh().xyz()).isEqualTo(a.mesh().xyz());
    assertThat(b.presence()).isEqualTo(a.presence());
    assertThat(b.start()).isEqualTo(a.start());
    assertThat(b.locked()).isEqualTo(a.locked());
    assertThat(b.quality()).isEqualTo(a.quality());
    assertThat(b.embedding()).isEqualTo(a.embedding());
  }

  @Test
  void exactFilesReadBackBitForBit() {
    for (String name : new String[] {"a.jsonl", "a.jsonl.gz"}) {
      Path file = dir.resolve(name);
      Header header = new Header("clip \"one\".mp4", "", 640, 480, Precision.EXACT);
      Random r = new Random(7);
      List<FaceObservation> in = new ArrayList<>();
      try (Alignments.Writer w = Alignments.write(file, header)) {
        for (int i = 0; i < 40; i++) {
          in.add(random(i % 2 + 1, i / 2, r));
          w.add(in.get(i));
        }
        w.finish();
      }
      try (Alignments.Reader reader = Alignments.read(file)) {
        assertThat(reader.header()).isEqualTo(header);
        for (FaceObservation f : in) {
          assertThat(reader.next())
              .isInstanceOfSatisfying(Alignments.Seen.class, s -> assertSame(f, s.face()));
        }
        assertThat(reader.next()).isNull();
      }
    }
  }

  @Test
  void readableFilesKeepTwoDecimalsAndSayWhatIsSeen() throws IOException {
    Path file = dir.resolve("a.jsonl");
    FaceMesh mesh = Heads.posed(new Pose(20, 0, 0, 9, 240, 180));
    try (Alignments.Writer w =
        Alignments.write(file, new Header("c", "", 640, 480, Precision.READABLE))) {
      w.add(Heads.seen(1, 3, mesh, true));
      w.finish();
    }
    String line = Files.readAllLines(file).get(1);
    assertThat(line)
        .startsWith("{\"frame\":3,\"track\":1,\"start\":true,\"box\":[")
        .contains("\"pose\":[20,0,0],\"eyes\":[")
        .doesNotContain("locked");
    assertThat(line.length()).isLessThan(13_000);
    try (Alignments.Reader reader = Alignments.read(file)) {
      assertThat(reader.next())
          .isInstanceOfSatisfying(
              Alignments.Seen.class,
              s -> {
                for (int i = 0; i < mesh.xyz().length; i++) {
                  assertThat(s.face().mesh().xyz()[i]).isCloseTo(mesh.xyz()[i], within(.00501f));
                }
              });
    }
  }

  @Test
  void correctionsAreHonoured() throws IOException {
    Path file = dir.resolve("a.jsonl");
    FaceMesh mesh = Heads.posed(new Pose(0, 0, 0, 9, 240, 180));
    Header header = new Header("c", "", 640, 480, Precision.READABLE, Map.of(3, 1), Set.of(2));
    try (Alignments.Writer w = Alignments.write(file, header)) {
      w.add(Heads.seen(1, 0, mesh, true));
      w.add(Heads.seen(2, 0, mesh, true));
      w.add(new Alignments.Deleted(1, 1));
      w.add(new Alignments.Wanted(4, 1, true, new Roi(100, 90, 80, .5)));
      w.add(Heads.seen(3, 2, mesh, false));
      w.finish();
    }
    Files.writeString(
        file, Files.readString(file).replace("\"track\":3,", "\"track\":3,\"locked\":true,"));
    try (Alignments.Reader reader = Alignments.read(file)) {
      assertThat(reader.frame(0)).extracting(Alignments.Entry::track).containsExactly(1);
      List<Alignments.Entry> one = reader.frame(1);
      assertThat(one.get(0)).isEqualTo(new Alignments.Deleted(1, 1));
      assertThat(one.get(1))
          .isInstanceOfSatisfying(
              Alignments.Wanted.class,
              w -> {
                assertThat(w.roi().rotation()).isCloseTo(.5, within(1e-6));
                assertThat(w.start()).isTrue();
              });
      assertThat(reader.frame(2))
          .singleElement()
          .isInstanceOfSatisfying(
              Alignments.Seen.class,
              s -> {
                assertThat(s.track()).isEqualTo(1);
                assertThat(s.face().locked()).isTrue();
              });
      assertThat(reader.frame(3)).isEmpty();
    }
  }

  @Test
  void mistakesAreNamedByLineAndField() throws IOException {
    String head = "{\"likeness\":\"alignments\",\"version\":1,\"width\":9,\"height\":9}\n";
    assertThat(complaint("")).contains("line 1");
    assertThat(complaint("{}")).contains("line 1", "\"likeness\"");
    assertThat(complaint(head.replace(":1,", ":9,"))).contains("line 1", "\"version\"", "9");
    assertThat(complaint(head + "\n{\"frame\":0,\"track\":1,\"mesh\":[1,2]}"))
        .contains("line 3", "\"mesh\"", "2 numbers");
    assertThat(complaint(head + "{\"frame\":0,\"track\":\"one\"}"))
        .contains("line 2", "\"track\"", "whole number");
    assertThat(complaint(head + "{\"frame\":0,\"track\":1,\"roi\":[1,2,3]}"))
        .contains("line 2", "\"roi\"");
    assertThat(complaint(head + "{\"track\":1,\"deleted\":true}")).contains("line 2", "\"frame\"");
    assertThat(complaint(head + "{\"frame\":0,\"track\":1,\"mesh\":[1,,2]}"))
        .contains("line 2", "\"mesh\"");
    assertThat(complaint(head + "{\"frame\":0,\"track\":1,\"mes")).contains("line 2");
    assertThat(
            complaint(
                head
                    + "{\"frame\":2,\"track\":1,\"deleted\":true}\n"
                    + "{\"frame\":1,\"track\":1,\"deleted\":true}"))
        .contains("line 3", "\"frame\"", "sort");
    assertThatThrownBy(() -> Alignments.read(dir.resolve("none.jsonl")))
        .hasMessageContaining("none.jsonl")
        .hasMessageContaining("does not exist");
  }

  private String complaint(String text) throws IOException {
    Path file = dir.resolve("bad.jsonl");
    Files.writeString(file, text);
    FacesException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            FacesException.class,
            () -> {
              try (Alignments.Reader r = Alignments.read(file)) {
                while (r.next() != null) {}
              }
            });
    assertThat(e.code()).isEqualTo(FacesException.Code.ALIGNMENTS_SYNTAX);
    return java.util.Objects.requireNonNull(e.getMessage());
  }

  @Test
  void anUnfinishedFileDoesNotAppear() throws IOException {
    Path file = dir.resolve("a.jsonl");
    try (Alignments.Writer w =
        Alignments.write(file, new Header("c", "", 640, 480, Precision.EXACT))) {
      w.add(new Alignments.Deleted(1, 1));
      assertThatThrownBy(() -> w.add(new Alignments.Deleted(1, 0)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    try (var left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }
}
