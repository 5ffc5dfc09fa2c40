package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Frame;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.MediaException.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApartDecoderTest {
  private static final Decoder APART = new ApartDecoder();

  @TempDir private static Path folder;

  @AfterAll
  static void close() {
    APART.close();
  }

  private static Path film(String name, int frames) {
    Path file = folder.resolve(name);
    MediaInfo.Video track = MediaInfo.Video.made(96, 64, 25);
    try (SegmentWriter out = SegmentWriter.create(file, VideoFormat.h264(), track)) {
      for (int i = 0; i < frames; i++) {
        byte[] rgb = new byte[96 * 64 * 3];
        for (int k = 0; k < rgb.length; k++) {
          rgb[k] = (byte) (k * 7 + 3 * i);
        }
        YuvFrame yuv = YuvFrame.of(new Frame(96, 64, rgb), YuvFrame.Matrix.BT709, false);
        out.write(new VideoPicture(i, new Timecode(i, 1, 25), 1, yuv));
      }
      out.finish();
    }
    return file;
  }

  @Test
  void bothSayTheSameOfEveryFile() throws Exception {
    Path film = film("film.mp4", 12);
    Path png = folder.resolve("picture.png");
    Images.write(new Frame(9, 7, new byte[9 * 7 * 3]), png, 1);
    Path wav = folder.resolve("sound.wav");
    Audio.writeWav(new AudioClip(16_000, 1, new float[] {0, .5f, -.5f, 1}), wav);
    Path text = Files.writeString(folder.resolve("notes.txt"), "no medium at all");
    Path empty = Files.createFile(folder.resolve("empty.mp4"));
    Path cut = folder.resolve("cut.mp4");
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(film), 900));
    for (Path f : List.of(film, png, wav, text, empty, cut, folder.resolve("missing.mp4"))) {
      assertThat(said(APART, f)).as(f.toString()).isEqualTo(said(Decoder.here(), f));
    }
  }

  @Test
  void whatWasPreparedAnswersAndNothingStartsAfterTheEnd() throws Exception {
    Path png = folder.resolve("prepared.png");
    Images.write(new Frame(9, 7, new byte[9 * 7 * 3]), png, 1);
    long before = ProcessHandle.current().children().count();
    ApartDecoder d = new ApartDecoder();
    d.prepare();
    d.prepare();

    assertThat(d.picture(png).width()).isEqualTo(9);
    assertThat(ProcessHandle.current().children().count()).isLessThanOrEqualTo(before + 1);
    d.close();
    d.prepare();
    Thread.sleep(200);
    assertThat(ProcessHandle.current().children().count()).isLessThanOrEqualTo(before);
  }

  /** Everything that a decoder says of a file, in words. */
  private static String said(Decoder d, Path file) {
    StringBuilder b = new StringBuilder();
    add(b, () -> d.probe(file).toString());
    add(b, () -> java.util.Arrays.toString(d.picture(file).rgb()));
    add(
        b,
        () -> {
          StringBuilder all = new StringBuilder();
          try (Decoder.Film film = d.film(file)) {
            all.append(film.video());
            film.skipTo(3);
            for (VideoPicture p = film.next(); p != null; p = film.next()) {
              all.append(p.index()).append(p.time()).append(p.durationTicks());
              all.append(java.util.Arrays.hashCode(p.picture().y()));
              all.append(java.util.Arrays.hashCode(p.picture().cr()));
            }
            all.append(film.damage());
          }
          return all.toString();
        });
    add(
        b,
        () ->
            d.sound(file, 16_000, 1, 5)
                .map(c -> c.rate() + java.util.Arrays.toString(c.samples()))
                .orElse("silent"));
    return b.toString();
  }

  private static void add(StringBuilder b, java.util.function.Supplier<String> s) {
    try {
      b.append(s.get()).append('\n');
    } catch (MediaException e) {
      b.append(e.code()).append(' ').append(e.getMessage()).append('\n');
    }
  }

  @Test
  void aDecoderThatDiesTakesItsFilmWithItAndNothingElse() {
    Path film = film("long.mp4", 60);
    try (Decoder d = new ApartDecoder();
        Decoder.Film f = d.film(film)) {
      assertThat(f.next()).isNotNull();
      Optional<ProcessHandle> child =
          ProcessHandle.current()
              .children()
              .filter(p -> p.info().startInstant().isPresent())
              .max(java.util.Comparator.comparing(p -> p.info().startInstant().orElseThrow()));
      assertThat(child).isPresent();
      child.get().destroyForcibly();
      child.get().onExit().join();
      assertThatThrownBy(
              () -> {
                while (f.next() != null) {
                  // what had come already is still read
                }
              })
          .isInstanceOfSatisfying(
              MediaException.class, e -> assertThat(e.code()).isEqualTo(Code.DAMAGED))
          .hasMessageContaining("long.mp4")
          .hasMessageContaining("made to do harm");
      assertThatThrownBy(f::next).hasMessageContaining("has ended");
      assertThat(d.probe(film).kind()).isEqualTo(MediaInfo.Kind.VIDEO);
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsNotWaitedFor() {
    Path film = film("slow.mp4", 4);
    try (Decoder d = new ApartDecoder(Duration.ofMillis(1))) {
      assertThatThrownBy(() -> d.probe(film))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("gave no answer");
    }
  }
}
