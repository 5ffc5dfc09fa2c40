package dev.likeness.flow.quality;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.Grant;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.AudioClip;
import dev.likeness.core.Box;
import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.faces.Roi;
import dev.likeness.flow.Home;
import dev.likeness.flow.LipsyncRecipe;
import dev.likeness.flow.LipsyncRequest;
import dev.likeness.flow.Recording;
import dev.likeness.flow.Review;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.quality.LipsyncReport.Row;
import dev.likeness.media.Audio;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Reviewer;
import dev.likeness.synthesis.Untouched;
import dev.likeness.synthesis.run.Job;
import dev.likeness.voice.Listener;
import dev.likeness.voice.TextFollower;
import dev.likeness.voice.speech.Phone;
import dev.likeness.voice.speech.SpeechText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Drives talking clips with their own sound and with each other's, through the same doors as
 * everybody (grant, words, job, approval, label), and measures how the mouths move with the sounds.
 * Who judges ({@link SyncScorer}) knows nothing of the maker. Results stay in the folder given.
 */
public final class LipsyncBench {
  private static final String PURPOSE = "measurement on this machine; results are not published";

  /** A closure counts within this of its sound, seconds. */
  private static final double NEAR = .08;

  /** Each face says its own words and those of the clips after it, so many in all. */
  private static final int SOUNDS = 4;

  /** Lips count as shut up to this share of the way from rest to open. */
  private static final double SHUT = .3;

  private final Path out;
  private final Clock clock;
  private final Progress progress;
  private final Consumer<Row> heard;

  /**
   * A clip whose words are known.
   *
   * @param text what is said in it
   */
  public record Said(Path clip, String text) {}

  /** What is known of a real clip. */
  private record Real(
      Said said,
      String persona,
      List<@Nullable Roi> places,
      MouthTrace trace,
      List<Phone> phones,
      double seconds) {

    /** Whether something is said within .1 s. */
    boolean speech(double t) {
      return phones.stream().anyMatch(p -> !p.silent() && t > p.from() - .1 && t < p.to() + .1);
    }
  }

  /** A result. */
  private record Made(Real face, Row row, MouthTrace trace) {}

  /**
   * @param heard is told of every row when it is known, before it is compared with others
   */
  public LipsyncBench(Path out, Clock clock, Progress progress, Consumer<Row> heard) {
    this.out = out;
    this.clock = clock;
    this.progress = progress;
    this.heard = heard;
  }

  /** Makes and measures all, and writes {@code lipsync.json} and {@code lipsync.md}. */
  public LipsyncReport run(List<Said> clips) {
    if (clips.size() < 2) {
      throw new IllegalArgumentException("one clip's sound needs another clip's face");
    }
    Path home = out.resolve(".work/home");
    try {
      Files.createDirectories(out.resolve("sheets"));
      Files.createDirectories(results());
      List<Row> rows = new ArrayList<>();
      try (Workshop workshop = new Workshop(new Home(home), clock);
          TextFollower follower = new TextFollower();
          FaceReader reader = new FaceReader(workshop.models())) {
        List<Real> all = new ArrayList<>();
        for (Said s : clips) {
          all.add(real(s, workshop, reader, follower));
        }
        List<Made> made = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
          for (int k = 0; k < Math.min(all.size(), SOUNDS); k++) {
            Made m = row(all, i, (i + k) % all.size(), workshop, reader);
            made.add(m);
            heard.accept(m.row());
          }
        }
        for (Made m : made) {
          rows.add(left(m, made));
        }
      } finally {
        QualityBench.remove(home);
        QualityBench.remove(results());
      }
      LipsyncReport report = new LipsyncReport(clock.instant().toString(), rows);
      Files.writeString(out.resolve("lipsync.json"), report.json());
      Files.writeString(out.resolve("lipsync.md"), report.markdown());
      return report;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A row whose comparison with other faces is added where there are any. */
  private static Row left(Made m, List<Made> all) {
    List<MouthTrace> elsewhere =
        all.stream()
            .filter(o -> o.row().sound().equals(m.row().sound()))
            .filter(o -> !o.row().face().equals(m.row().face()))
            .map(Made::trace)
            .toList();
    if (m.row().own() || elsewhere.isEmpty()) {
      return m.row();
    }
    Real a = m.face();
    SyncScorer.Sync was = SyncScorer.compare(a.trace(), a.phones(), a.seconds());
    Numbers shares = new Numbers();
    for (MouthTrace t : elsewhere) {
      shares.add(SyncScorer.compare(t, a.phones(), a.seconds()).atRest() / was.peak());
    }
    OldWords left = OldWords.of(m.trace(), a.trace(), elsewhere);
    Map<String, Double> v = new LinkedHashMap<>(m.row().values());
    v.put("oldShareElsewhere", Series.mean(shares.toArray()));
    v.put("oldOpening", left.opening());
    v.put("oldWidth", left.width());
    v.put("oldChance", left.chance());
    return new Row(m.row().face(), m.row().sound(), v);
  }

  private Real real(Said s, Workshop workshop, FaceReader reader, TextFollower follower) {
    progress.report("Reading " + s.clip().getFileName(), 0, 0);
    AudioClip clip =
        Audio.read(s.clip(), Listener.RATE, 1)
            .orElseThrow(() -> new IllegalArgumentException(s.clip() + " has no sound"));
    TextFollower.Followed f = follower.follow(clip, SpeechText.read(s.text()));
    if (!f.fits()) {
      throw new IllegalArgumentException(s.clip() + " does not say its text: " + f.why());
    }
    String name = "clip-" + Sitter.bare(s.clip()).replaceAll("[^\\p{Alnum}-]", "-");
    if (workshop.personas().list().stream().noneMatch(p -> p.ref().name().equals(name))) {
      workshop.personas().add(name, List.of(s.clip()), d -> grant(name, d), progress);
    }
    List<@Nullable Roi> places = MouthTrace.places(reader, s.clip(), progress);
    MouthTrace trace = MouthTrace.read(reader, s.clip(), places);
    return new Real(s, name, places, trace, f.phones(), clip.seconds());
  }

  private Grant grant(String name, List<Digest> files) {
    if (!files.stream().allMatch(d -> TestMedia.standing(d) == TestMedia.Standing.TESTS)) {
      throw new IllegalArgumentException(
          name
              + " is not of the project's test clips, so the bench cannot know that its use is"
              + " settled");
    }
    Instant now = clock.instant();
    return new GrantTerms(
            name,
            "the test media's terms (tests and measurements)",
            EnumSet.of(Use.LIP_SYNC),
            List.of(PURPOSE),
            now,
            now.plus(Duration.ofDays(1)),
            files,
            new AdultAttestation(true, "the test media's terms"))
        .sign(SubjectKeys.generate());
  }

  private Path results() {
    return out.resolve(".work/results");
  }

  /** One clip's face with one clip's sound. */
  private Made row(List<Real> all, int face, int sound, Workshop workshop, FaceReader reader) {
    Real a = all.get(face);
    Real b = all.get(sound);
    String name = Sitter.bare(a.said().clip()) + "__" + Sitter.bare(b.said().clip());
    Path result = results().resolve(name + ".mp4");
    long began = System.nanoTime();
    make(workshop, a, b, result);
    double seconds = (System.nanoTime() - began) / 1e9;
    MouthTrace made = MouthTrace.read(reader, result, a.places());
    Map<String, Double> v = new LinkedHashMap<>();
    SyncScorer.Sync real = SyncScorer.compare(b.trace(), b.phones(), b.seconds());
    SyncScorer.Sync now = SyncScorer.compare(made, b.phones(), b.seconds());
    v.put("realAgreement", real.peak());
    v.put("realLag", real.lag());
    v.put("agreement", now.peak());
    v.put("share", now.peak() / real.peak());
    v.put("lagFrames", (now.lag() - real.lag()) * made.fps());
    if (face != sound) {
      SyncScorer.Sync was = SyncScorer.compare(a.trace(), a.phones(), a.seconds());
      SyncScorer.Sync old = SyncScorer.compare(made, a.phones(), a.seconds());
      v.put("oldShare", old.atRest() / was.peak());
      // sentences are alike to some degree: what a real person who says the new words has of the
      // old
      SyncScorer.Sync alike = SyncScorer.compare(b.trace(), a.phones(), a.seconds());
      v.put("oldShareReal", alike.atRest() / was.peak());
      // and what a mouth has that moves more regularly than any real one
      SyncScorer.Sync perfect = SyncScorer.perfect(b.phones(), a.phones(), a.seconds());
      v.put("oldSharePerfect", perfect.atRest() / was.peak());
    } else {
      v.put("mouthAgainstReal", Series.correlation(a.trace().openings(), made.openings()));
      Pixels pixels = pixels(a, result, reader);
      v.put("border", pixels.border());
      v.put("flicker", pixels.flicker());
      v.put("flickerAgain", again(a, name, reader).flicker());
      v.put("outside", pixels.outside());
    }
    closures(b, made, v);
    v.put("mouthOpen", (made.open() - made.rest()) / (b.trace().open() - b.trace().rest()));
    v.put("seconds", seconds);
    Studio.sheet(
        MouthSheet.draw(name + "   clip above, result below", b.phones(), a.trace(), made),
        out.resolve("sheets/" + name + ".png"),
        workshop);
    Row row = new Row(Sitter.bare(a.said().clip()), Sitter.bare(b.said().clip()), v);
    // the pictures of the mouths stand on the sheet and are not needed any more
    return new Made(a, row, new MouthTrace(made.fps(), made.openings(), made.widths(), List.of()));
  }

  private void make(Workshop workshop, Real face, Real sound, Path result) {
    LipsyncRequest request =
        new LipsyncRequest(
            face.persona(),
            face.said().clip(),
            sound.said().text(),
            new Recording(sound.said().clip(), "test material, measured on this machine"),
            result,
            BadgeSpec.DEFAULT,
            VideoFormat.DEFAULT_QUALITY,
            Job.CHUNK_SECONDS,
            "test material, measured on this machine",
            Untouched.NONE,
            false);
    Review review =
        (report, sheet) ->
            new Review.Answer.Approved(
                new Reviewer("likeness bench (" + PURPOSE + ")", Reviewer.How.NAMED));
    try (LipsyncRecipe recipe = new LipsyncRecipe(workshop, request)) {
      recipe.perform(review, progress);
    }
  }

  /** How many of the closures the result has, and the real clip; how still it is in silence. */
  private static void closures(Real b, MouthTrace made, Map<String, Double> v) {
    int all = 0;
    int hit = 0;
    int really = 0;
    for (Phone p : b.phones()) {
      if (p.symbol().matches("[PBM]")) {
        double t = (p.from() + p.to()) / 2;
        all++;
        hit += shut(made, t) ? 1 : 0;
        really += shut(b.trace(), t) ? 1 : 0;
      }
    }
    v.put("closures", (double) all);
    v.put("closuresHit", all == 0 ? Double.NaN : (double) hit / all);
    v.put("closuresReal", all == 0 ? Double.NaN : (double) really / all);
    v.put("silence", silence(b, made));
    v.put("silenceReal", silence(b, b.trace()));
  }

  /** How far from rest the lips are while nothing is said, 1 as far as in speech; the mean. */
  private static double silence(Real b, MouthTrace made) {
    Numbers moves = new Numbers();
    double span = made.open() - made.rest();
    for (int i = 1; i < made.openings().length; i++) {
      double t = i / made.fps();
      if (!b.speech(t) && !b.speech(t - .3) && t < b.seconds()) {
        moves.add(Math.abs(made.openings()[i] - made.rest()) / span);
      }
    }
    return Series.mean(moves.toArray());
  }

  private static boolean shut(MouthTrace m, double t) {
    double limit = m.rest() + SHUT * (m.open() - m.rest());
    for (int i = 0; i < m.openings().length; i++) {
      if (Math.abs(i / m.fps() - t) <= NEAR && m.openings()[i] <= limit) {
        return true;
      }
    }
    return false;
  }

  /** How a result's pixels are against the clip's; see {@link BorderStep}, {@link Flicker}. */
  private record Pixels(double border, double flicker, double outside) {}

  /** Border, flicker and what was kept, of a result that is as long as its clip. */
  private Pixels pixels(Real a, Path result, FaceReader reader) {
    Flicker flicker = new Flicker();
    BorderStep border = new BorderStep();
    Outside outside = new Outside();
    try (VideoReader x = VideoReader.open(a.said().clip());
        VideoReader y = VideoReader.open(result)) {
      VideoPicture p = x.next();
      VideoPicture q = y.next();
      for (int i = 0; p != null && q != null; i++) {
        progress.checkStop();
        Roi at = i < a.places().size() ? a.places().get(i) : null;
        Reading in = at == null ? null : reader.read(p.picture(), at);
        int w = p.picture().width();
        int h = p.picture().height();
        if (in == null) {
          flicker.restart();
        } else {
          Moment m = Pairs.moment(i, p.picture(), q.picture(), in, in);
          Reading read = m.in();
          if (read != null) {
            flicker.add(m, read.mesh(), Contour.of(read.mesh()));
            border.add(m, Contour.of(read.mesh()));
          }
          // the badge stands in one of the upper corners, outside of what is compared
          Box badge = new Box(0, 0, w, (int) (.14 * h));
          outside.add(p.picture(), q.picture(), List.of(MouthTrace.lower(in, w, h), badge));
        }
        p = x.next();
        q = y.next();
      }
    }
    return new Pixels(border.ratio(), flicker.ratio(), outside.psnr());
  }

  /** The clip decoded and encoded only: what the codec takes from the grain. */
  private Pixels again(Real a, String name, FaceReader reader) {
    Path again = results().resolve(name + ".again.mp4");
    ClipReader.encodeAgain(a.said().clip(), again, progress);
    return pixels(a, again, reader);
  }
}
