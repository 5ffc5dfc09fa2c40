package dev.likeness.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.media.Audio;
import dev.likeness.media.Images;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabellerTest {
  private static final MediaInfo.Video TRACK = MediaInfo.Video.made(320, 240, 25);
  private static final YuvFrame PICTURE =
      YuvFrame.of(Fixtures.picture(320, 240), YuvFrame.Matrix.BT709, false);

  @TempDir private Path folder;

  private static BadgedSegment segment(Labeller labeller, Path file, int pictures) {
    return segment(labeller, file, VideoFormat.h264(), 0, pictures);
  }

  private static BadgedSegment segment(
      Labeller labeller, Path file, VideoFormat format, int first, int pictures) {
    try (BadgedWriter w = labeller.segment(file, format, TRACK)) {
      for (int i = first; i < first + pictures; i++) {
        w.write(new VideoPicture(i, new Timecode(i, 1, 25), 1, PICTURE));
      }
      return w.finish();
    }
  }

  /** Mean absolute luma difference inside the badge's box. */
  private static double difference(YuvFrame a, YuvFrame b, Badge badge) {
    double sum = 0;
    for (int y = badge.box().y(); y < badge.box().bottom(); y++) {
      for (int x = badge.box().x(); x < badge.box().right(); x++) {
        sum += Math.abs((a.y()[y * 320 + x] & 255) - (b.y()[y * 320 + x] & 255));
      }
    }
    return sum / (badge.box().width() * badge.box().height());
  }

  @Test
  void everyPictureOfASegmentCarriesTheBadge() {
    Labeller labeller = new Door(folder).labeller();
    BadgedSegment s = segment(labeller, folder.resolve("chunk.mp4"), 12);
    assertThat(s.pictures()).isEqualTo(12);
    Badge badge = labeller.badge(320, 240);
    YuvFrame badged = (YuvFrame) badge.on(PICTURE);
    int seen = 0;
    try (VideoReader r = VideoReader.open(s.file())) {
      for (VideoPicture p = r.next(); p != null; p = r.next(), seen++) {
        assertThat(difference(p.picture(), badged, badge)).isLessThan(6);
        assertThat(difference(p.picture(), PICTURE, badge)).isGreaterThan(20);
      }
    }
    assertThat(seen).isEqualTo(12);
  }

  @Test
  void aFinishedSegmentIsTakenUpAgainOnlyAsItWas() throws IOException {
    Door door = new Door(folder);
    Path file = folder.resolve("chunk.mp4");
    Labeller labeller = door.labeller();
    assertThat(labeller.reopen(file)).isEmpty();
    BadgedSegment s = segment(labeller, file, 3);
    assertThat(labeller.reopen(file))
        .hasValueSatisfying(
            again -> {
              assertThat(again.digest()).isEqualTo(s.digest());
              assertThat(again.pictures()).isEqualTo(3);
            });
    Labeller other = door.labeller(Disclosure.GENERATED, BadgeSpec.DEFAULT);
    assertThat(other.reopen(file)).as("another label").isEmpty();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
    assertThat(labeller.reopen(file)).as("changed").isEmpty();
    Files.writeString(folder.resolve("chunk.mp4.label"), "{\"plan\":1}");
    assertThat(labeller.reopen(file)).as("note damaged").isEmpty();
  }

  @Test
  void aWriterThatIsGivenUpLeavesNoSegment() {
    Labeller labeller = new Door(folder).labeller();
    Path file = folder.resolve("chunk.mp4");
    try (BadgedWriter w = labeller.segment(file, VideoFormat.h264(), TRACK)) {
      w.write(new VideoPicture(0, new Timecode(0, 1, 25), 1, PICTURE));
    }
    assertThat(labeller.reopen(file)).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void segmentsOfAnotherLabelAreNotJoined() {
    Door door = new Door(folder);
    BadgedSegment s = segment(door.labeller(), folder.resolve("chunk.mp4"), 2);
    Labeller other =
        door.labeller(Disclosure.MODIFIED, BadgeSpec.Preset.LARGE.at(BadgeSpec.Corner.TOP_LEFT));
    assertThatThrownBy(
            () -> other.join(List.of(s), null, folder.resolve("draft.mp4"), Muxer.Options.WHOLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another label");
  }

  @Test
  void aLabelStandsOnConsent() {
    assertThatThrownBy(
            () ->
                new Labeller(
                    List.of(), Disclosure.MODIFIED, BadgeSpec.DEFAULT, MarkBook.in(folder)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mov", "mkv", "webm"})
  void aVideoWithItsLabelPlaysAsBefore(String ending) throws IOException {
    Door door = new Door(folder);
    Labeller labeller = door.labeller();
    VideoFormat format = VideoFormat.forFile(Path.of("x." + ending));
    List<BadgedSegment> segments =
        List.of(
            segment(labeller, folder.resolve("chunk-0.mp4"), format, 0, 5),
            segment(labeller, folder.resolve("chunk-1.mp4"), format, 5, 5));
    Path wav = Files.write(folder.resolve("sound.wav"), Fixtures.wav());
    Path file = folder.resolve("draft." + ending);
    DraftFile draft = labeller.join(segments, wav, file, Muxer.Options.WHOLE);
    Signed signed = door.signed(draft, "made here");
    Path out = folder.resolve("out." + ending);
    door.exporter.write(signed, out);
    assertThat(SourceType.read(file)).isEmpty();
    assertThat(SourceType.read(out)).contains(Disclosure.MODIFIED.sourceType());
    assertSamePictures(file, out, 10);
    float[] before = Audio.read(file, 8000, 1).orElseThrow().samples();
    assertThat(Audio.read(out, 8000, 1).orElseThrow().samples()).isEqualTo(before);
  }

  private Labeller under(Door door, LabelRules rules) {
    return door.labeller(Disclosure.MODIFIED, BadgeSpec.DEFAULT.under(rules));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "mkv", "webm"})
  void underTheRulesOfFilmsACardFollowsAndNothingIsBurntIn(String ending) throws IOException {
    Door door = new Door(folder);
    Labeller labeller = under(door, new LabelRules.Film(2));
    VideoFormat format = VideoFormat.forFile(Path.of("x." + ending));
    List<BadgedSegment> segments =
        List.of(
            segment(labeller, folder.resolve("chunk-0.mp4"), format, 0, 5),
            segment(labeller, folder.resolve("chunk-1.mp4"), format, 5, 5));
    Path file = folder.resolve("draft." + ending);
    DraftFile draft = labeller.join(segments, null, file, Muxer.Options.WHOLE);
    Reviewer reviewer = new Reviewer("Rita", Reviewer.How.NAMED);
    Signed signed =
        door.signer.sign(
            labeller.apply(
                door.desk.approve(door.gated(draft), Door.facts("made here"), reviewer)));
    Path out = folder.resolve("out." + ending);
    door.exporter.write(signed, out);
    assertThat(SourceType.read(out)).contains(Disclosure.MODIFIED.sourceType());
    Badge badge = labeller.badge(320, 240);
    YuvFrame card =
        YuvFrame.of(EndCard.draw(Disclosure.MODIFIED, 320, 240), YuvFrame.Matrix.BT709, false);
    int seen = 0;
    double before = -1;
    try (VideoReader r = VideoReader.open(out)) {
      for (VideoPicture p = r.next(); p != null; p = r.next(), seen++) {
        assertThat(p.time().seconds()).isGreaterThan(before);
        before = p.time().seconds();
        if (seen < 10) {
          assertThat(difference(p.picture(), PICTURE, badge)).as("picture " + seen).isLessThan(6);
        } else if (seen == 40) {
          assertThat(difference(p.picture(), card, badge)).isLessThan(6);
          assertThat(p.picture().y()[120 * 320 + 5] & 255).isLessThan(40);
        }
      }
      assertThat(r.damage()).isEmpty();
    }
    assertThat(seen).isEqualTo(10 + 50);
    assertThat(before).isEqualTo(59 / 25.0, org.assertj.core.data.Offset.offset(.002));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(f -> f.getFileName().toString())).doesNotContain("endcard.mp4");
    }
  }

  @Test
  void theSoundOfACutFilmEndsBeforeTheCard() throws IOException {
    Door door = new Door(folder);
    Labeller labeller = under(door, new LabelRules.Film(2));
    List<BadgedSegment> segments =
        List.of(segment(labeller, folder.resolve("c.mp4"), VideoFormat.h264(), 5, 10));
    byte[] loud = Fixtures.loudWav(4);
    Path wav = Files.write(folder.resolve("sound.wav"), loud);
    Path file = folder.resolve("draft.mp4");
    labeller.join(segments, wav, file, Muxer.Options.CUT);
    AudioClip sound = Audio.read(file, 8000, 1).orElseThrow();
    double last = 0;
    for (int i = 0; i < sound.samples().length; i++) {
      last = Math.abs(sound.samples()[i]) > .05 ? i / 8000.0 : last;
    }
    assertThat(last).isBetween(.3, .55);
  }

  @Test
  void aStillHasNoEndForACard() {
    Labeller labeller = under(new Door(folder), new LabelRules.Film(2));
    assertThatThrownBy(() -> labeller.still(PICTURE, folder.resolve("draft.png"), .9))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(folder.resolve("draft.png")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "webp"})
  void chinasMetadataAreUnderTheSignature(String ending) throws IOException {
    Door door = new Door(folder);
    Labeller labeller = under(door, new LabelRules.China("91110108TEST"));
    DraftFile draft = labeller.still(PICTURE, folder.resolve("draft." + ending), .9);
    Reviewer reviewer = new Reviewer("Rita", Reviewer.How.NAMED);
    Signed signed =
        door.signer.sign(
            labeller.apply(door.desk.approve(door.gated(draft), Door.facts(null), reviewer)));
    Path out = folder.resolve("out." + ending);
    door.exporter.write(signed, out);
    Aigc aigc = SourceType.marks(out).readAigc().orElseThrow();
    assertThat(aigc.label()).isEqualTo("1");
    assertThat(aigc.producer()).isEqualTo("91110108TEST");
    assertThat(aigc.produceId()).isEqualTo("job-1");
    assertThat(aigc.reserved1()).contains(draft.digest().hex());
    assertThat(SourceType.read(out)).contains(Disclosure.MODIFIED.sourceType());
    var report = new CredentialReader(Trust.none()).read(out, Door.CLOCK.instant());
    assertThat(report.state()).isEqualTo(CredentialReport.State.VALID);
    byte[] b = Files.readAllBytes(out);
    int at = new String(b, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("91110108TEST");
    b[at] ^= 1;
    Files.write(out, b);
    report = new CredentialReader(Trust.none()).read(out, Door.CLOCK.instant());
    assertThat(report.state()).isEqualTo(CredentialReport.State.INVALID);
  }

  private static void assertSamePictures(Path one, Path two, int count) {
    int seen = 0;
    try (VideoReader a = VideoReader.open(one);
        VideoReader b = VideoReader.open(two)) {
      VideoPicture pb = b.next();
      for (VideoPicture pa = a.next(); pa != null && pb != null; pa = a.next(), pb = b.next()) {
        assertThat(pb.picture().y()).isEqualTo(pa.picture().y());
        assertThat(pb.time()).isEqualTo(pa.time());
        seen++;
      }
      assertThat(pb).isNull();
      assertThat(b.damage()).isEmpty();
    }
    assertThat(seen).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "webp"})
  void aStillWithItsLabelShowsAsBefore(String ending) {
    Door door = new Door(folder);
    Path file = folder.resolve("draft." + ending);
    DraftFile draft = door.labeller().still(PICTURE, file, .9);
    Path out = folder.resolve("out." + ending);
    door.exporter.write(door.signed(draft, null), out);
    assertThat(SourceType.read(out)).contains(Disclosure.MODIFIED.sourceType());
    assertThat(Images.read(out).rgb()).isEqualTo(Images.read(file).rgb());
  }

  @Test
  void aRealFilesOwnXmpIsKept() {
    String media = System.getProperty("likeness.media", "");
    Path still = Path.of(media, "stills", "lisa1.jpg");
    assumeTrue(Files.exists(still), "real media is not here: " + still);
    Path out = folder.resolve("out.jpg");
    SourceType.write(still, out, Disclosure.MODIFIED.sourceType());
    assertThat(SourceType.read(out)).contains(Disclosure.MODIFIED.sourceType());
    assertThat(Images.read(out).rgb()).isEqualTo(Images.read(still).rgb());
  }
}
