package dev.likeness.provenance.c2pa;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MovieTextTest {
  private static final String LONG = "{\"Label\":\"1\"} 蜂".repeat(500);
  @TempDir private Path folder;

  private Optional<String> read(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      return MovieText.read(in, "AIGC");
    }
  }

  private Optional<Path> with(Path file, String text) throws IOException {
    Path out = Files.createTempFile(folder, "out", ".mp4");
    try (FileChannel in = FileChannel.open(file);
        FileChannel to = FileChannel.open(out, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return MovieText.write(in, to, "AIGC", text) ? Optional.of(out) : Optional.empty();
    }
  }

  /** What every offset of the tables leads to, as text. */
  private static String led(Path file) throws IOException {
    StringBuilder s = new StringBuilder();
    byte[] b = Files.readAllBytes(file);
    try (FileChannel in = FileChannel.open(file)) {
      for (var p : BmffOffsets.patches(in, BmffBox.top(in), 0).orElseThrow()) {
        ByteBuffer table = Io.view(in, p.from(), (int) (p.to() - p.from()));
        while (table.hasRemaining()) {
          int at = p.width() == 4 ? table.getInt() : (int) table.getLong();
          s.append(new String(b, at, 8, StandardCharsets.ISO_8859_1)).append('|');
        }
      }
    }
    return s.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"moov-last.mp4", "moov-first.mp4", "co64.m4a", "fragments.mp4", "old.mov"})
  void theTextStandsUnderItsKeyAndEveryOffsetStillLeadsWhereItDid(String name) throws IOException {
    Path in = Samples.write(folder, name, requireNonNull(Samples.all().get(name)));
    assertThat(read(in)).isEmpty();
    Path once = with(in, LONG).orElseThrow();
    assertThat(read(once).orElse("").equals(LONG)).isTrue();
    assertThat(led(once)).isEqualTo(led(in)).contains("|");
    Path twice = with(once, "short").orElseThrow();
    assertThat(read(twice)).contains("short");
    assertThat(led(twice)).isEqualTo(led(in));
    // nothing of the old text is left
    assertThat(Files.size(twice)).isEqualTo(Files.size(once) - size(LONG) + 5);
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** As FFmpeg writes it: an own key, another before it, and the text as UTF-8. */
  private static byte[] film(byte[]... user) {
    return Samples.join(
        Samples.ftyp(),
        Samples.box("moov", Samples.box("mvhd", new byte[100]), Samples.box("udta", user)));
  }

  private static byte[] metadata(String handler, byte[]... boxes) {
    byte[] hdlr = Samples.box("hdlr", new byte[8], Samples.ascii(handler), new byte[13]);
    return Samples.box("meta", new byte[4], hdlr, Samples.join(boxes));
  }

  private static byte[] data(String text) {
    return Samples.box(
        "data", Samples.big(1), Samples.big(0), text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void otherKeysStay() throws IOException {
    byte[] names =
        Samples.join(
            Samples.big(0),
            Samples.big(2),
            Samples.big(12),
            Samples.ascii("mdtaAIGC"),
            Samples.big(15),
            Samples.ascii("mdtaencoder"));
    byte[] list =
        Samples.box(
            "ilst", Samples.box("\0\0\0\1", data("old")), Samples.box("\0\0\0\2", data("bee")));
    byte[] bytes = film(metadata("mdta", Samples.box("keys", names), list));
    Path in = Samples.write(folder, "keys.mp4", bytes);
    assertThat(read(in)).contains("old");
    Path out = with(in, "new").orElseThrow();
    assertThat(read(out)).contains("new");
    try (FileChannel c = FileChannel.open(out)) {
      assertThat(MovieText.read(c, "encoder")).contains("bee");
      assertThat(MovieText.read(c, "other")).isEmpty();
    }
  }

  @Test
  void anotherHandlersMetadataStayBesideOurs() throws IOException {
    byte[] title = Samples.box("ilst", Samples.box("\u00a9nam", data("Bees")));
    Path in = Samples.write(folder, "itunes.mp4", film(metadata("mdir", title)));
    Path out = with(in, "x").orElseThrow();
    assertThat(read(out)).contains("x");
    assertThat(new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1))
        .contains("mdir", "Bees", "mdta");
    // an empty list of another handler gives way
    Path idle = Samples.write(folder, "idle.mp4", film(metadata("mdir", Samples.box("ilst"))));
    Path fresh = with(idle, "x").orElseThrow();
    assertThat(read(fresh)).contains("x");
    assertThat(new String(Files.readAllBytes(fresh), StandardCharsets.ISO_8859_1))
        .doesNotContain("mdir");
  }

  @Test
  void whatCannotBeFollowedIsLeftAlone() throws IOException {
    for (Map.Entry<String, byte[]> e :
        Map.of(
                "none.mp4", Samples.ftyp(),
                "lies.mp4", film(new byte[] {0, 0, 9, 9, 'm', 'e', 't', 'a', 0, 0, 0, 0}),
                "keys.mp4",
                    film(metadata("mdta", Samples.box("keys", Samples.big(0), Samples.big(9)))))
            .entrySet()) {
      Path in = Samples.write(folder, e.getKey(), e.getValue());
      assertThat(read(in)).isEmpty();
      assertThat(with(in, "x")).isEmpty();
    }
  }
}
