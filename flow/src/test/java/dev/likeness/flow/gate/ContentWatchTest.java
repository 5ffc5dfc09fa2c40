package dev.likeness.flow.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.models.ContentClassifier;
import dev.likeness.models.Models;
import dev.likeness.provenance.AuditLog;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.Examination.Part;
import dev.likeness.provenance.GateLimits;
import dev.likeness.provenance.GateRefused;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which pictures are looked at, and which hits count. There are no hits among harmless pictures, so
 * the limit is put between two of them: what the classifier likes less is the hit.
 */
class ContentWatchTest {
  private static final Digest FILE = Digest.of(new byte[] {1});

  @TempDir private Path folder;
  private final Frame grey = flat(128, 128, 128);
  private final Frame skin = flat(228, 180, 150);

  @SuppressWarnings("NullAway.Init")
  private Models models;

  @SuppressWarnings("NullAway.Init")
  private ContentClassifier classifier;

  @SuppressWarnings("NullAway.Init")
  private AuditLog audit;

  private Frame harmless = grey;
  private Frame hit = skin;

  @BeforeEach
  void open() {
    models = new Models();
    classifier = new ContentClassifier(models);
    audit = AuditLog.in(folder, Clock.systemUTC());
    if (score(grey) > score(skin)) {
      harmless = skin;
      hit = grey;
    }
    assertThat(score(hit)).isGreaterThan(1.2 * score(harmless));
  }

  @AfterEach
  void close() {
    classifier.close();
    models.close();
  }

  private double score(Frame f) {
    return classifier.look(f).sexual();
  }

  private static Frame flat(int r, int g, int b) {
    byte[] rgb = new byte[64 * 64 * 3];
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = (byte) r;
      rgb[i + 1] = (byte) g;
      rgb[i + 2] = (byte) b;
    }
    return new Frame(64, 64, rgb);
  }

  private ContentWatch watch() {
    double limit = Math.min(.8, (score(hit) + score(harmless)) / 2);
    return new ContentWatch(
        classifier,
        e -> new ContentGate(audit).refused("the draft", e),
        new GateLimits(limit, 20, 18),
        "the draft");
  }

  private int refusals() {
    List<String> kinds = new ArrayList<>();
    audit.read(e -> kinds.add(e.body().path("kind").stringValue()));
    assertThat(kinds).allMatch("refusal"::equals);
    return kinds.size();
  }

  @Test
  void onePictureInASecondIsLookedAt() {
    ContentWatch w = watch();
    for (int i = 0; i < 60; i++) {
      w.look(i / 20.0, harmless);
    }
    w.end();
    Part seen = w.seen(FILE);
    assertThat(seen.file()).isEqualTo(FILE);
    assertThat(seen.pictures()).isEqualTo(60);
    assertThat(seen.looks()).isEqualTo(3);
    assertThat(seen.worst()).isEqualTo(score(harmless));
    assertThat(seen.confirmed()).isZero();
  }

  @Test
  void afterAHitEveryPictureIsLookedAtAndAQuarterMustConfirmIt() {
    ContentWatch w = watch();
    for (int i = 0; i < 40; i++) {
      w.look(i / 20.0, i == 0 || i % 10 == 5 ? hit : harmless);
    }
    w.end();
    assertThat(w.seen(FILE).looks()).as("a second of them, and one of the next").isEqualTo(21);
    assertThat(w.seen(FILE).confirmed()).isEqualTo(3 / 20.0);
    assertThat(refusals()).isZero();

    ContentWatch again = watch();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 40; i++) {
                again.look(i / 20.0, i % 3 == 0 ? hit : harmless);
              }
            })
        .isInstanceOf(GateRefused.class)
        .hasMessageContaining("the draft shows what looks like sexual content from 0.0 s on")
        .hasMessageContaining("7 of 20 pictures");
    assertThat(refusals()).isEqualTo(1);
  }

  @Test
  void aHitInTheLastPictureCounts() {
    ContentWatch w = watch();
    w.look(0, harmless);
    w.look(1, hit);
    assertThatThrownBy(w::end).isInstanceOf(GateRefused.class).hasMessageContaining("from 1.0 s");
  }

  @Test
  void aStillIsOnePicture() {
    ContentWatch w = watch();
    w.look(0, hit);
    assertThatThrownBy(w::end).hasMessageContaining("1 of 1 pictures");
  }

  @Test
  void aNoteKeepsWhatWasSeenUnderItsLimit() {
    Part p = new Part(FILE, 100, 5, .25, .125);
    assertThat(GateNote.read(GateNote.write(p, .8), .8)).contains(p);
    assertThat(GateNote.read(GateNote.write(p, .8), .5)).isEmpty();
    assertThat(GateNote.read(GateNote.write(p, .8).put("sha256", "x"), .8)).isEmpty();
  }
}
