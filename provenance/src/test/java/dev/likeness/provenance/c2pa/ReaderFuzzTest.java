package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes are read or refused, within a second of the processor's time. In the build the seeds
 * are read, and what was found once ({@code ReaderFuzzTestInputs}); with {@code JAZZER_FUZZ=1} in
 * the environment Jazzer makes 100,000 more of them, led by what the reader does with each.
 */
class ReaderFuzzTest {
  private static final Notary NOTARY = new Notary(Algorithm.ES256);
  private static final double SECOND = 1e9;
  private static final Path FOLDER = folder();

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("fuzz");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Our own signed files: of every kind, with an ingredient, and with every kind of binding. */
  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> out = new ArrayList<>();
    for (Map.Entry<String, byte[]> e : Samples.all().entrySet()) {
      if (e.getKey().matches("pixel.*|even.wav|tagged.mp3|moov-first.mp4|fragments.mp4|old.mov")) {
        Path in = file("in-" + e.getKey(), e.getValue());
        Path one = FOLDER.resolve("one-" + e.getKey());
        Path two = FOLDER.resolve("two-" + e.getKey());
        NOTARY.writer().write(in, one, Notary.created("first"));
        NOTARY.writer().write(one, two, Notary.opened("second", NOTARY.read(one), null));
        out.add(taken(one));
        out.add(taken(two));
        Files.delete(in);
      }
    }
    out.add(boxes("pixel.png", false));
    out.add(boxes("pixel.jpg", true));
    out.add(packed());
    return out.stream();
  }

  private static Path file(String name, byte[] bytes) throws IOException {
    Path p = Files.write(FOLDER.resolve(name), bytes);
    p.toFile().deleteOnExit();
    return p;
  }

  private static byte[] taken(Path p) throws IOException {
    byte[] b = Files.readAllBytes(p);
    Files.delete(p);
    return b;
  }

  private static byte[] boxes(String name, boolean alone) throws IOException {
    Path in = file("in-" + name, Samples.all().getOrDefault(name, new byte[0]));
    Path out = FOLDER.resolve(name);
    new Bound(NOTARY)
        .write(in, out, Notary.created("x"), BoxHash.LABEL, (f, s) -> Bound.boxes(f, s, alone));
    Files.delete(in);
    return taken(out);
  }

  private static byte[] packed() throws IOException {
    Path in = file("in.png", Samples.image("png", 1, 1));
    Path open = file("open.png", boxes("pixel.png", false));
    Path out = FOLDER.resolve("packed.png");
    try (FileChannel c = FileChannel.open(open);
        FileChannel bare = FileChannel.open(in)) {
      byte[] store = Container.of(c).orElseThrow().find(c).orElseThrow().store();
      Jumbf.Super m = Jumbf.read(store).supers().get(0);
      byte[] brob = Jumbf.box("brob", CompressedTest.stored(m.whole()));
      byte[] all = Jumbf.superbox(Jumbf.COMPRESSED_MANIFEST, m.label(), brob);
      Bound.put(bare, out, Jumbf.superbox(Jumbf.STORE, "c2pa", all));
    }
    Files.delete(in);
    Files.delete(open);
    return taken(out);
  }

  @MethodSource("seeds")
  @FuzzTest(maxExecutions = 100_000, maxDuration = "")
  void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
    Path file = file("any", bytes);
    var clock = ManagementFactory.getThreadMXBean();
    long began = clock.getCurrentThreadCpuTime();
    CredentialReport r = new CredentialReader(NOTARY.trust).read(file, Notary.NOW);
    CrJson.of(r);
    ReportText.of(r);
    long took = clock.getCurrentThreadCpuTime() - began;
    assertThat(took / SECOND).as("%d bytes", bytes.length).isLessThan(1);
  }
}
