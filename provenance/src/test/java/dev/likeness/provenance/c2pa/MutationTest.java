package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.provenance.Marks;
import dev.likeness.provenance.ProvenanceException;
import dev.likeness.provenance.SourceType;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files get a report or a refusal within a second of the processor's time, never a crash,
 * and are never trusted with changed content. The property {@code likeness.mutations} makes it try
 * more than the usual.
 */
class MutationTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  private static final int USUAL = 3_000;
  private static final double SECOND = 1e9;
  @TempDir Path folder;

  private record Sample(String name, byte[] bytes, List<Range> store) {}

  private List<Sample> samples() throws IOException {
    List<Sample> out = new ArrayList<>();
    for (Map.Entry<String, byte[]> e : Samples.all().entrySet()) {
      Path in = labelled(Samples.write(folder, "in-" + e.getKey(), e.getValue()));
      Path one = folder.resolve("one-" + e.getKey());
      Path two = folder.resolve("two-" + e.getKey());
      NOTARY.writer().write(in, one, Notary.created("first"));
      var thumbnail = new ManifestPlan.Thumbnail(Samples.image("jpg", 8, 8));
      NOTARY.writer().write(one, two, Notary.opened("second", NOTARY.read(one), thumbnail));
      try (FileChannel c = FileChannel.open(two)) {
        List<Range> store = Container.of(c).orElseThrow().find(c).orElseThrow().embedded();
        out.add(new Sample(e.getKey(), Files.readAllBytes(two), store));
      }
    }
    for (String name : List.of("picture.png", "picture.jpg", "even.wav")) {
      Path in = Samples.write(folder, name, Samples.all().getOrDefault(name, new byte[0]));
      Path bound = folder.resolve("boxes-" + name);
      new Bound(NOTARY)
          .write(
              in,
              bound,
              Notary.created("boxes"),
              BoxHash.LABEL,
              (f, s) -> Bound.boxes(f, s, name.equals("picture.png")));
      try (FileChannel c = FileChannel.open(bound)) {
        out.add(new Sample("boxes-" + name, Files.readAllBytes(bound), Bound.store(c)));
      }
    }
    return out;
  }

  /** With metadata that say how it was made, where a file of this kind can carry them. */
  private static Path labelled(Path in) {
    if (SourceType.kind(in).isEmpty()) {
      return in;
    }
    Path out = in.resolveSibling("labelled-" + in.getFileName());
    SourceType.write(in, out, new Marks(SourceType.BASE + "x", "{\"Label\":\"1\"}"));
    return out;
  }

  @Test
  void damageIsReportedAndNeverCrashes() throws IOException {
    List<Sample> samples = samples();
    int tries = Integer.getInteger("likeness.mutations", USUAL);
    CredentialReader reader = new CredentialReader(NOTARY.trust);
    Instant now = Notary.NOW;
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long worst = 0;
    for (int i = 0; i < tries; i++) {
      Sample s = samples.get(i % samples.size());
      byte[] bad = new Mutator(i).mutate(s.bytes, s.store);
      Path file = Files.write(folder.resolve("bad-" + s.name), bad);
      CredentialReport r;
      long began = clock.getCurrentThreadCpuTime();
      try {
        r = reader.read(file, now);
        assertThat(CrJson.of(r)).isNotEmpty();
        ReportText.of(r);
        marks(file);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("mutation " + i + " of " + s.name, e);
      }
      long took = clock.getCurrentThreadCpuTime() - began;
      assertThat(took / SECOND).as("mutation %d of %s", i, s.name).isLessThan(1);
      worst = Math.max(worst, took);
      if (i % 10 == 0) {
        sign(file, r, i);
      }
    }
    System.out.printf("%d mutations, the slowest took %.3f s%n", tries, worst / SECOND);
  }

  private static void marks(Path file) {
    try {
      SourceType.marks(file);
    } catch (ProvenanceException e) {
      assertThat(e.code()).isEqualTo(ProvenanceException.Code.CONTAINER);
    }
  }

  /** A damaged file is signed as it is or refused; whatever comes of it verifies. */
  private void sign(Path file, CredentialReport r, int i) {
    Path out = file.resolveSibling("signed-" + file.getFileName());
    try {
      NOTARY.writer().write(file, out, Notary.opened("again", r, null));
    } catch (CredentialException e) {
      assertThat(e.code()).isEqualTo(CredentialException.Code.CONTAINER);
      return;
    } catch (RuntimeException e) {
      throw new AssertionError("signing of mutation " + i + " of " + file, e);
    }
    assertThat(NOTARY.read(out).failures().stream().filter(Status::breaks))
        .as("signed mutation %d of %s", i, file)
        .isEmpty();
  }
}
