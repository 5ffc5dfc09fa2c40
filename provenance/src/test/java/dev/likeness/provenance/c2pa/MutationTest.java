package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
 * Damaged files get a report or a refusal, never a crash, and are never trusted with changed
 * content. The property {@code likeness.mutations} makes it try more than the usual.
 */
class MutationTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  private static final int USUAL = 3_000;
  @TempDir Path folder;

  private record Sample(String name, byte[] bytes, List<Range> store) {}

  private List<Sample> samples() throws IOException {
    List<Sample> out = new ArrayList<>();
    for (Map.Entry<String, byte[]> e : Samples.all().entrySet()) {
      Path in = Samples.write(folder, "in-" + e.getKey(), e.getValue());
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
    return out;
  }

  @Test
  void damageIsReportedAndNeverCrashes() throws IOException {
    List<Sample> samples = samples();
    int tries = Integer.getInteger("likeness.mutations", USUAL);
    CredentialReader reader = new CredentialReader(NOTARY.trust);
    Instant now = Notary.NOW;
    for (int i = 0; i < tries; i++) {
      Sample s = samples.get(i % samples.size());
      byte[] bad = new Mutator(i).mutate(s.bytes, s.store);
      Path file = Files.write(folder.resolve("bad-" + s.name), bad);
      CredentialReport r;
      try {
        r = reader.read(file, now);
        assertThat(CrJson.of(r)).isNotEmpty();
        ReportText.of(r);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("mutation " + i + " of " + s.name, e);
      }
      if (i % 10 == 0) {
        sign(file, r, i);
      }
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
