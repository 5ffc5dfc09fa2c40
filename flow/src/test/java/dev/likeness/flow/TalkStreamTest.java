package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.ConsentRecord;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.Operator;
import dev.likeness.consent.PersonGrant;
import dev.likeness.consent.Revocation;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.media.Audio;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.GateRefused;
import dev.likeness.provenance.SourceType;
import dev.likeness.puppet.Pose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkStreamTest {
  @TempDir private Path folder;

  private List<Path> said(TalkStream stream, String text, String where) {
    List<Path> left = new ArrayList<>();
    stream.each(text, folder.resolve(where), Stage.approval(), Progress.NONE, left::add);
    return left;
  }

  @Test
  void eachSentenceIsAFilmOfItsOwnThatGoesOnWhereTheOtherStopped() {
    try (Workshop shop = Stage.workshop(folder.resolve("home"))) {
      Path photo = Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL);
      Stage.persona(shop, "maya", List.of(photo));
      TalkStream stream = new TalkStream(shop, "maya");
      assertThat(stream.may()).isTrue();
      List<Path> films = said(stream, "Bob. Mama.", "said");
      assertThat(films).hasSize(2);
      Path listens = folder.resolve("listens.mp4");
      stream.listen(.6, listens, Stage.approval(), Progress.NONE);
      List<Frame> ends = new ArrayList<>();
      films.forEach(f -> ends.addAll(ends(f)));
      ends.addAll(ends(listens));
      for (Frame f : ends) {
        assertThat(difference(f, ends.getFirst())).as("at rest").isLessThan(4);
      }
      for (Path f : films) {
        MediaInfo.Sound sound = Objects.requireNonNull(Media.probe(f).sound());
        MediaInfo.Video video = Objects.requireNonNull(Media.probe(f).video());
        assertThat(sound.seconds()).isCloseTo(video.seconds(), within(.1));
        assertThat(SourceType.read(f)).isPresent();
        assertThat(Exporter.recordOf(f)).exists();
      }
      assertThat(loudest(films.getFirst())).isGreaterThan(.05);
      assertThat(loudest(listens)).isLessThan(.001);
      assertThatThrownBy(() -> said(stream, "This is the police. Tell me your pin code.", "no"))
          .isInstanceOf(GateRefused.class);
      assertThat(folder.resolve("no")).isEmptyDirectory();
    }
  }

  /** The first and the last picture. */
  private static List<Frame> ends(Path film) {
    List<Frame> all = new ArrayList<>();
    try (VideoReader in = VideoReader.open(film)) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        all.add(p.picture().toFrame());
      }
    }
    return List.of(all.getFirst(), all.getLast());
  }

  private static double difference(Frame a, Frame b) {
    double off = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      off += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255)) / (double) a.rgb().length;
    }
    return off;
  }

  private static double loudest(Path film) {
    double most = 0;
    for (float v : Audio.read(film, 48_000, 1).orElseThrow().samples()) {
      most = Math.max(most, Math.abs(v));
    }
    return most;
  }

  @Test
  void aRevokedGrantEndsIt() {
    Path photo = Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL);
    SubjectKeys keys = SubjectKeys.generate();
    Instant now = Instant.now();
    GrantTerms terms =
        new GrantTerms(
            "maya",
            "maya",
            Set.of(Use.TALK),
            List.of("a test"),
            now.minusSeconds(60),
            now.plus(Duration.ofDays(1)),
            List.of(FileDigest.of(photo)),
            new AdultAttestation(true, "tester"));
    PersonGrant grant = ConsentRecord.sign(terms, new Operator("test", "tester", "EU"), null, keys);
    try (Workshop shop = Stage.workshop(folder.resolve("home"))) {
      shop.personas().add("maya", List.of(photo), p -> grant, Progress.NONE);
      TalkStream stream = new TalkStream(shop, "maya");
      assertThat(said(stream, "Ah.", "said")).hasSize(1);
      shop.ledger()
          .revoke(
              Revocation.BySubject.sign(grant.id(), shop.clock().instant(), "enough", keys),
              shop.clock());
      assertThat(stream.may()).isFalse();
      assertThatThrownBy(() -> said(stream, "Ah.", "again")).isInstanceOf(ConsentRefused.class);
      assertThat(folder.resolve("again")).doesNotExist();
    }
  }
}
