package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.ConsentRecord;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.Operator;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.flow.quality.PuppetFilm;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Drawn people, their grants and films. */
final class Cast {
  private static final Operator OPERATOR = new Operator("test", "tester", "EU");

  private Cast() {}

  static Path portrait(Path file, String who) {
    PuppetFilm.portraits(
        Identity.named(who), List.of(Pose.NEUTRAL), Scene.of(400, 400), List.of(file));
    return file;
  }

  /** Somebody who moves a little, 320 × 320. */
  static Path film(Path file, String who, double seconds, int fps) {
    PuppetFilm.shoot(
        new PuppetFilm.Script(
            Identity.named(who),
            Performance.idle(new Seed(7)),
            t -> Scene.of(320, 320),
            seconds,
            fps),
        file,
        null,
        Progress.NONE);
    return file;
  }

  /** Nobody. */
  static Path grey(Path file, int frames) {
    YuvFrame grey = YuvFrame.of(Frame.black(160, 120), YuvFrame.Matrix.BT709, false);
    MediaInfo.Video track = MediaInfo.Video.made(160, 120, 10);
    try (SegmentWriter out = SegmentWriter.create(file, VideoFormat.h264(), track)) {
      for (int i = 0; i < frames; i++) {
        out.write(new VideoPicture(i, new Timecode(i, 1, 10), 1, grey));
      }
      out.finish();
    }
    return file;
  }

  /** A grant for swaps with these pictures, as a request has it. */
  static String grant(Path... pictures) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    GrantTerms terms =
        new GrantTerms(
            "elena",
            "elena",
            Set.of(Use.SWAP),
            List.of("a test"),
            now.minusSeconds(5),
            now.plus(1, ChronoUnit.DAYS),
            Stream.of(pictures).map(FileDigest::of).toList(),
            new AdultAttestation(true, "tester"));
    return ConsentRecord.sign(terms, OPERATOR, null, SubjectKeys.generate()).stored().toString();
  }

  static String persona(String name, String grant, String... files) {
    return "{\"name\":\"%s\",\"grant\":%s,\"files\":[\"%s\"]}"
        .formatted(name, grant, String.join("\",\"", files));
  }

  /** Adds Elena, of one picture. */
  static JsonNode elena(Visitor me, Path folder) throws Exception {
    Path face = portrait(folder.resolve("elena.png"), "Elena");
    HttpResponse<String> made =
        me.post("/api/personas", persona("elena", grant(face), me.uploaded(face)));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    return Visitor.json(made);
  }
}
