package dev.likeness.flow.quality;

import dev.likeness.consent.AdultAttestation;
import dev.likeness.consent.Grant;
import dev.likeness.consent.GrantTerms;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.SubjectKeys;
import dev.likeness.consent.Use;
import dev.likeness.core.Box;
import dev.likeness.core.Digest;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.Personas;
import dev.likeness.flow.QualityReport;
import dev.likeness.flow.ReenactRecipe;
import dev.likeness.flow.ReenactRequest;
import dev.likeness.flow.RefineRecipe;
import dev.likeness.flow.RefineRequest;
import dev.likeness.flow.Review;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.SwapRequest;
import dev.likeness.flow.TalkRecipe;
import dev.likeness.flow.TalkRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.media.Images;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.Labeller;
import dev.likeness.provenance.OwnPictures;
import dev.likeness.provenance.Reviewer;
import dev.likeness.provenance.SourceType;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.FaceCanvas;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.Refiner;
import dev.likeness.synthesis.SwapSettings;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Span;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the results that are measured, in a home of their own, through the same doors as everybody:
 * persona on a grant, job, approval, badge, export. Consent is made here for the project's test
 * pictures only (known by digest); for others the caller brings the grant.
 */
final class Studio {
  private static final String PURPOSE = "measurement on this machine; results are not published";

  /** So many faces are refined to warm up, and so many are timed. */
  private static final int REFINED = 60;

  private final Workshop workshop;
  private final SwapSettings settings;

  private final Map<String, String> names = new HashMap<>();

  /** Pictures that were taken out of the test media's own clips. */
  private final Set<Digest> taken = new HashSet<>();

  Studio(Workshop workshop, SwapSettings settings) {
    this.workshop = workshop;
    this.settings = settings;
  }

  /**
   * Puts a sitter on a clip and exports the result.
   *
   * @return seconds in all as {@code make}, and milliseconds by stage of the job
   */
  Map<String, Double> make(Sitter sitter, Path clip, Path out, Progress progress) {
    return make(sitter, clip, out, true, progress);
  }

  /**
   * Likewise.
   *
   * @param refine whether what was learnt of the sitter is used
   */
  Map<String, Double> make(Sitter sitter, Path clip, Path out, boolean refine, Progress progress) {
    SwapRequest request =
        new SwapRequest(
            List.of(
                new SwapRequest.Part(persona(sitter, progress), new SwapRequest.Whom.Largest())),
            clip,
            out,
            Span.ALL,
            null,
            null,
            settings,
            BadgeSpec.DEFAULT,
            VideoFormat.DEFAULT_QUALITY,
            Job.CHUNK_SECONDS,
            "test material, measured on this machine",
            false,
            refine ? SwapRequest.Learnt.ALL : SwapRequest.Learnt.NONE);
    long began = System.nanoTime();
    Map<String, Double> times = new HashMap<>();
    try (SwapRecipe recipe = new SwapRecipe(workshop, request)) {
      times.putAll(recipe.perform(Studio::approve, progress).stages());
    }
    times.put("make", (System.nanoTime() - began) / 1e9);
    return times;
  }

  /**
   * Makes a sitter's picture move as somebody in a clip does, and exports the result.
   *
   * @param absolute see {@link ReenactRequest}
   */
  Map<String, Double> reenact(
      Sitter sitter, Path clip, Path out, boolean absolute, Progress progress) {
    return reenact(sitter, clip, out, absolute, true, progress);
  }

  /**
   * Likewise.
   *
   * @param refine whether what was learnt of the sitter is used
   */
  Map<String, Double> reenact(
      Sitter sitter, Path clip, Path out, boolean absolute, boolean refine, Progress progress) {
    ReenactRequest request =
        new ReenactRequest(
            persona(sitter, progress),
            clip,
            out,
            BadgeSpec.DEFAULT,
            DriverMotion.Amounts.ALL,
            absolute,
            VideoFormat.DEFAULT_QUALITY,
            Job.CHUNK_SECONDS,
            null,
            "test material, measured on this machine",
            false,
            refine);
    long began = System.nanoTime();
    Map<String, Double> times = new HashMap<>();
    times.putAll(new ReenactRecipe(workshop, request).perform(Studio::approve, progress).stages());
    times.put("make", (System.nanoTime() - began) / 1e9);
    return times;
  }

  /** Learns how a sitter looks from what it was made from. */
  RefineRecipe.Result learn(
      Sitter sitter, long steps, Duration limit, int threads, Progress progress) {
    RefineRequest request =
        new RefineRequest(
            persona(sitter, progress),
            sitter.pictures(),
            steps,
            limit,
            new Seed(7),
            threads,
            false);
    return new RefineRecipe(workshop, request, t -> {}).perform(progress);
  }

  /** Makes a sitter's picture say a text in the packaged voice, and exports the result. */
  void talk(Sitter sitter, String text, Path out, Progress progress) {
    TalkRequest request = new TalkRequest(persona(sitter, progress), text, out);
    try (TalkRecipe recipe = new TalkRecipe(workshop, request)) {
      recipe.perform(Studio::approve, progress);
    }
  }

  /**
   * Lets a picture that was taken out of a clip stand for the clip's person.
   *
   * @throws IllegalArgumentException where the clip is not of the test media
   */
  void settle(Path clip, Path picture) {
    if (TestMedia.standing(ClipReader.digest(clip)) != TestMedia.Standing.TESTS) {
      throw new IllegalArgumentException(
          "%s is not of the project's test media, so its person cannot be moved by it here"
              .formatted(clip));
    }
    taken.add(ClipReader.digest(picture));
  }

  private static Review.Answer approve(QualityReport report, Path sheet) {
    return new Review.Answer.Approved(
        new Reviewer("likeness bench (" + PURPOSE + ")", Reviewer.How.NAMED));
  }

  /**
   * What refining adds to a frame on which a sitter's face is as large as it is looked at.
   *
   * @return milliseconds of the processor for this thread, the median of many; NaN where nothing
   *     was learnt
   */
  double refining(Sitter sitter, Progress progress) {
    Persona p = workshop.personas().load(persona(sitter, progress));
    try (Refiner r = Refiner.of(p, workshop.models())) {
      if (r == null) {
        return Double.NaN;
      }
      FaceMesh mesh = p.views().getFirst().mesh();
      FaceMesh there = mesh.map(FaceCanvas.map(mesh).inverse());
      float[][] planes = new float[3][FaceCanvas.SIDE * FaceCanvas.SIDE];
      ThreadMXBean clock = ManagementFactory.getThreadMXBean();
      Numbers each = new Numbers();
      for (int i = 0; i < 2 * REFINED; i++) {
        progress.checkStop();
        long began = clock.getCurrentThreadCpuTime();
        r.refine(there, planes);
        if (i >= REFINED) {
          each.add((clock.getCurrentThreadCpuTime() - began) / 1e6);
        }
      }
      return Series.median(each.toArray());
    }
  }

  /** The pictures that a sitter is drawn from. */
  List<Frame> drawn(Sitter sitter, Progress progress) {
    return workshop.personas().load(persona(sitter, progress)).views().stream()
        .map(View::picture)
        .toList();
  }

  /** Makes the sitter's persona, so that it does not count with the first result. */
  void prepare(Sitter sitter, Progress progress) {
    persona(sitter, progress);
  }

  /** Writes a contact sheet of results, JPEG or PNG, signed as what it shows. */
  void sheet(Frame drawn, Path file) {
    sheet(drawn, file, workshop);
  }

  static void sheet(Frame drawn, Path file, Workshop workshop) {
    Images.write(drawn, file, .9);
    new OwnPictures(workshop.keys(), workshop.clock().instant())
        .sign(
            file,
            SourceType.BASE + "compositeWithTrainedAlgorithmicMedia",
            "a contact sheet of a measurement: before and after",
            null);
  }

  /** Where the badge stands on results of a clip. */
  List<Box> labelled(Sitter sitter, Path clip, Progress progress) {
    var ref = workshop.personas().show(persona(sitter, progress)).ref();
    var clearance = workshop.consents().require(ref, Use.SWAP, workshop.clock());
    try (VideoReader in = VideoReader.open(clip)) {
      Labeller labeller =
          new Labeller(
              List.of(clearance), Disclosure.MODIFIED, BadgeSpec.DEFAULT, workshop.home().marks());
      return List.of(labeller.badge(in.video().width(), in.video().height()).box());
    }
  }

  /** The sitter's persona, made on first use. */
  private String persona(Sitter sitter, Progress progress) {
    String key = sitter.name() + sitter.pictures();
    String known = names.get(key);
    if (known != null) {
      return known;
    }
    String name = "p%02d-%s".formatted(names.size() + 1, plain(sitter.name()));
    Personas personas = workshop.personas();
    if (personas.list().stream().noneMatch(p -> p.ref().name().equals(name))) {
      personas.add(name, sitter.pictures(), digests -> grant(sitter, digests), progress);
    }
    names.put(key, name);
    return name;
  }

  private static String plain(String name) {
    String s = name.replaceAll("[^\\p{L}\\p{N}._-]", "-");
    return s.substring(0, Math.min(40, s.length()));
  }

  private Grant grant(Sitter sitter, List<Digest> pictures) {
    Instant now = workshop.clock().instant();
    boolean nobodies =
        pictures.stream().allMatch(d -> TestMedia.standing(d) == TestMedia.Standing.NOBODY);
    boolean consented =
        pictures.stream()
            .allMatch(
                d -> TestMedia.standing(d) == TestMedia.Standing.CONSENTED || taken.contains(d));
    String stated = sitter.nobody();
    if (nobodies || stated != null) {
      String source = nobodies ? "test media, made with Stable Diffusion 3, CC0" : stated;
      return NobodyGrant.of(sitter.name(), String.valueOf(source), "likeness bench", now, pictures);
    }
    if (!consented) {
      throw new IllegalArgumentException(
          "the pictures of %s are not of the project's test media, so the bench cannot know that"
                  .formatted(sitter.name())
              + " their use is settled; for people who do not exist say so with --nobody --source"
              + " TEXT");
    }
    return new GrantTerms(
            sitter.name(),
            "the test media's terms (tests and measurements)",
            EnumSet.of(Use.SWAP, Use.REENACT),
            List.of(PURPOSE),
            now,
            now.plus(Duration.ofDays(1)),
            pictures,
            new AdultAttestation(true, "the test media's terms"))
        .sign(SubjectKeys.generate());
  }
}
