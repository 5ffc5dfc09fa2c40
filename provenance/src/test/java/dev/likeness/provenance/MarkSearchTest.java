package dev.likeness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.Transcode;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.provenance.MarkSearch.Outcome;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.Trust;
import dev.likeness.provenance.mark.MarkScenes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkSearchTest {
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init")
  private Door door;

  @BeforeEach
  void open() throws IOException {
    door = new Door(Files.createDirectory(folder.resolve("home")));
  }

  private Outcome look(Path file) {
    return new MarkSearch(door.marks).look(file);
  }

  private Exported export(Frame picture, Path out) {
    Path file = folder.resolve("draft-" + out.getFileName());
    DraftFile draft = door.labeller().still(picture, file, .95);
    return door.exporter.write(door.signed(draft, null), out);
  }

  private Path written(Frame f, String name) {
    Path file = folder.resolve(name);
    Images.write(f, file, .7);
    return file;
  }

  @Test
  void aPictureWithoutItsManifestIsKnownAgainByItsMark() throws IOException {
    Exported e = export(MarkScenes.picture(512, 512, 1), folder.resolve("out.jpg"));
    Frame cut = Images.read(e.file()).crop(new Box(20, 90, 400, 390));
    Outcome o = look(written(cut, "stripped.jpg"));
    assertThat(o).isInstanceOf(Outcome.Ours.class);
    MarkBook.Entry entry = ((Outcome.Ours) o).entry();
    assertThat(entry.file()).isEqualTo(e.digest());
    assertThat(entry.manifest()).isEqualTo(e.signature().manifest());
    assertThat(entry.made()).isEqualTo(Door.CLOCK.instant());
    assertThat(Files.size(entry.store())).isGreaterThan(500);
    CredentialReport none =
        new CredentialReader(Trust.none())
            .read(folder.resolve("stripped.jpg"), Door.CLOCK.instant());
    List<Finding> said = new MarkFindings(door.marks).find(folder.resolve("stripped.jpg"), none);
    assertThat(said.get(0).says())
        .contains(door.mark().toString(), entry.manifest(), "were stripped");
  }

  @Test
  void aFilmIsKnownAgainAfterItWasEncodedAnew() {
    MediaInfo.Video track = MediaInfo.Video.made(512, 384, 25);
    Labeller labeller = door.labeller();
    Path chunk = folder.resolve("chunk.mp4");
    BadgedSegment segment;
    try (BadgedWriter w = labeller.segment(chunk, VideoFormat.h264(), track)) {
      for (int i = 0; i < 12; i++) {
        Frame f = MarkScenes.picture(512, 384, 2);
        YuvFrame p = YuvFrame.of(f, YuvFrame.Matrix.BT709, false);
        w.write(new VideoPicture(i, new Timecode(i, 1, 25), 1, p));
      }
      segment = w.finish();
    }
    assertThat(labeller.reopen(chunk).orElseThrow().imprints()).isEqualTo(segment.imprints());
    Path draft = folder.resolve("draft.mp4");
    DraftFile file = labeller.join(List.of(segment), null, draft, Muxer.Options.WHOLE);
    Exported e = door.exporter.write(door.signed(file, null), folder.resolve("out.mp4"));
    Path again = folder.resolve("again.mp4");
    Transcode.run(e.file(), again, new VideoFormat(VideoFormat.h264().codec(), .6), (n, of) -> {});
    assertThat(look(again)).isInstanceOf(Outcome.Ours.class);
  }

  @Test
  void aStolenMarkLendsNoManifest() {
    Frame a = MarkScenes.picture(512, 512, 1);
    export(a, folder.resolve("a.png"));
    Frame marked = Images.read(folder.resolve("a.png"));
    Frame badged = door.labeller().badge(512, 512).on(a).toFrame();
    Frame b = MarkScenes.picture(512, 512, 7);
    byte[] rgb = b.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      int stolen = (marked.rgb()[i] & 255) - (badged.rgb()[i] & 255);
      rgb[i] = (byte) Math.max(0, Math.min(255, (rgb[i] & 255) + 2 * stolen));
    }
    Outcome o = look(written(new Frame(512, 512, rgb), "b.png"));
    assertThat(o).isInstanceOf(Outcome.Strange.class);
    assertThat(((Outcome.Strange) o).id()).isEqualTo(door.mark());
  }

  @Test
  void whatHasNoMarkOrNoRecordIsSaidSo() throws IOException {
    Path plain = written(MarkScenes.picture(300, 300, 3), "plain.png");
    assertThat(look(plain)).isInstanceOf(Outcome.NotLooked.class);
    assertThat(door.marks.existingKey()).as("looking makes no key").isEmpty();
    Exported e = export(MarkScenes.picture(512, 512, 1), folder.resolve("out.png"));
    assertThat(look(plain)).isInstanceOf(Outcome.NotFound.class);
    Path text = Files.writeString(folder.resolve("x.jpg"), "no picture");
    assertThat(look(text)).isInstanceOf(Outcome.NotLooked.class);
    try (Stream<Path> all = Files.list(door.home.resolve("marks"))) {
      for (Path f : all.filter(p -> p.toString().endsWith(".json")).toList()) {
        Files.writeString(f, "{");
      }
    }
    assertThat(look(e.file())).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void theKeyStaysPrivate() throws IOException {
    door.marks.key();
    Path key = door.home.resolve("marks").resolve("mark.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(door.marks.key().toString()).isEqualTo("MarkKey");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> door.marks.key()).hasMessageContaining("chmod 600");
  }

  @Test
  void nothingIsEncodedBeforeAJobHasBegun() {
    Labeller l =
        new Labeller(List.of(door.clearance), Disclosure.MODIFIED, BadgeSpec.DEFAULT, door.marks);
    assertThatThrownBy(() -> l.still(MarkScenes.picture(64, 64, 1), folder.resolve("d.png"), 1))
        .isInstanceOf(IllegalStateException.class);
  }
}
