package dev.likeness.flow.demo;

import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.Use;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.flow.QualityReport;
import dev.likeness.flow.Review;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.SwapRequest;
import dev.likeness.flow.TalkRecipe;
import dev.likeness.flow.TalkRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.Generators;
import dev.likeness.flow.gan.Invention;
import dev.likeness.flow.quality.Cell;
import dev.likeness.flow.quality.Measurer;
import dev.likeness.flow.quality.PuppetFilm;
import dev.likeness.flow.quality.PuppetSet;
import dev.likeness.media.Images;
import dev.likeness.media.VideoFormat;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.Labeller;
import dev.likeness.provenance.OwnPictures;
import dev.likeness.provenance.Reviewer;
import dev.likeness.provenance.SigningKeys;
import dev.likeness.puppet.Backdrop;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Light;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Scene;
import dev.likeness.synthesis.SwapSettings;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shows the whole way without a file from the user and without a real person: a puppet is filmed,
 * another puppet's pictures become a persona that is put on the film, and a person whom the
 * packaged generator invents talks; each is approved, labelled, signed and exported, the first is
 * measured, and a page tells what happened. Everything is kept in one folder, with a home of its
 * own, so that the user's ledger and log know nothing of it; only the signing keys are the user's.
 */
public final class Demo {
  static final String ACTOR = "Jonas";
  static final String SITTER = "Hamid";
  static final String INVENTED = "Vera";
  static final String REVIEWER = "likeness demo";

  /** The invented person's numbers. */
  private static final Seed FACE = new Seed(10);

  /** What the persona says. */
  static final String SAID =
      "Hello. I do not exist: every picture of me was drawn, and this voice was made by a program."
          + " Whatever leaves it is labelled, so that anybody can tell.";

  /** Stands in the home of every demo, so that no other folder is cleared. */
  private static final String MADE = "demo.txt";

  private static final int SIZE = 512;
  private static final int FPS = 25;

  private final Path out;
  private final SigningKeys keys;
  private final Clock clock;
  private final Progress progress;

  /**
   * @param out a folder; made if need be. What an earlier demo left there is replaced
   * @param keys that all pictures and films are signed with
   */
  public Demo(Path out, SigningKeys keys, Clock clock, Progress progress) {
    this.out = out;
    this.keys = keys;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * What there is to see.
   *
   * @param page the page; all else lies beside it
   * @param seconds how long the demo took
   */
  public record Made(Path page, Path before, Path after, Path record, double seconds) {}

  /** What the page tells. */
  record Story(
      SwapRecipe.Result result,
      QualityReport report,
      Cell measured,
      List<Path> portraits,
      Path before,
      Path after,
      Path talk,
      Path sheet,
      Path home,
      double seconds) {}

  /**
   * Runs the demo.
   *
   * @throws FlowException EXISTS where the folder holds something that no demo left there and that
   *     would be replaced
   */
  public Made run() {
    long began = System.nanoTime();
    Path home = out.resolve("home");
    requireOwn(home);
    try {
      Files.createDirectories(out);
      clear(home);
      Files.createDirectories(home);
      Files.writeString(home.resolve(MADE), "made by likeness demo, which replaces it\n");
      Path before = out.resolve("before.mp4");
      Path truth = out.resolve("before.truth");
      film(before, truth);
      new OwnPictures(keys, clock.instant())
          .sign(before, OwnPictures.DRAWN, "a puppet, drawn from parameters", null);
      List<Path> portraits = portraits();
      Path after = out.resolve("after.mp4");
      Story story;
      try (Workshop workshop = new Workshop(new Home(home), clock, keys)) {
        workshop.personas().add(SITTER, portraits, d -> grant(d), progress);
        story = swap(workshop, before, after, truth, portraits, began);
        Files.writeString(out.resolve("index.html"), new DemoPage(story, workshop).html());
      }
      Images.write(
          DemoPicture.draw(before, after, portraits.getFirst(), progress),
          out.resolve("picture.jpg"),
          .88);
      sign(out.resolve("picture.jpg"), "before and after", after);
      Files.delete(truth);
      clear(out.resolve(".measures"));
      return new Made(
          out.resolve("index.html"),
          before,
          after,
          story.result().exported().record(),
          (System.nanoTime() - began) / 1e9);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireOwn(Path home) {
    if (Files.exists(home.resolve(MADE)) || Files.exists(home.resolve("consent/ledger.jsonl"))) {
      return;
    }
    for (String name :
        List.of("home", "index.html", "before.mp4", "after.mp4", "talk.mp4", "picture.jpg")) {
      if (Files.exists(out.resolve(name))) {
        throw new FlowException(
            FlowException.Code.EXISTS,
            "%s is there already, and no demo made it; name another folder"
                .formatted(out.resolve(name)));
      }
    }
  }

  private void film(Path before, Path truth) {
    Scene scene = Scene.of(SIZE, SIZE).with(Light.STUDIO).with(Backdrop.SLATE);
    PuppetFilm.Script script =
        new PuppetFilm.Script(
            Identity.named(ACTOR), new DemoAct(), t -> scene, DemoAct.SECONDS, FPS);
    PuppetFilm.shoot(script, before, truth, progress);
  }

  private List<Path> portraits() {
    List<Pose> poses = PuppetSet.portraits();
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < poses.size(); i++) {
      files.add(out.resolve("persona-%d.png".formatted(i + 1)));
    }
    Scene scene = Scene.of(SIZE, SIZE).with(Light.STUDIO).with(Backdrop.SAND);
    poses = poses.stream().map(p -> p.placed(0, .07, 1.25)).toList();
    progress.report("taking portraits", 0, 0);
    PuppetFilm.portraits(Identity.named(SITTER), poses, scene, files);
    OwnPictures own = new OwnPictures(keys, clock.instant());
    files.forEach(f -> own.sign(f, OwnPictures.DRAWN, "a puppet, drawn from parameters", null));
    return files;
  }

  private NobodyGrant grant(List<dev.likeness.core.Digest> pictures) {
    return NobodyGrant.of(
        SITTER,
        "a puppet, rendered by Likeness from parameters",
        REVIEWER,
        clock.instant(),
        pictures);
  }

  private Story swap(
      Workshop workshop, Path before, Path after, Path truth, List<Path> portraits, long began) {
    SwapRequest request =
        new SwapRequest(
            List.of(new SwapRequest.Part(SITTER, new SwapRequest.Whom.Largest())),
            before,
            after,
            Span.ALL,
            null,
            null,
            SwapSettings.DEFAULT,
            BadgeSpec.DEFAULT,
            VideoFormat.DEFAULT_QUALITY,
            Job.CHUNK_SECONDS,
            "a puppet's film, made by this demo",
            false);
    List<QualityReport> shown = new ArrayList<>();
    Review review =
        (report, sheet) -> {
          shown.add(report);
          return new Review.Answer.Approved(new Reviewer(REVIEWER, Reviewer.How.NAMED));
        };
    SwapRecipe.Result result;
    try (SwapRecipe recipe = new SwapRecipe(workshop, request)) {
      result = recipe.perform(review, progress);
    }
    Invention.of(
        workshop, Generators.read(null), INVENTED, FACE, Generators.VARIETY, said -> {}, progress);
    Path talk = out.resolve("talk.mp4");
    try (TalkRecipe recipe = new TalkRecipe(workshop, new TalkRequest(INVENTED, SAID, talk))) {
      recipe.perform(review, progress);
    }
    Path sheet = out.resolve("frames.jpg");
    Cell cell = measure(workshop, before, after, truth, portraits, sheet);
    return new Story(
        result,
        shown.getFirst(),
        cell,
        portraits,
        before,
        after,
        talk,
        sheet,
        out.resolve("home"),
        (System.nanoTime() - began) / 1e9);
  }

  private Cell measure(
      Workshop workshop, Path before, Path after, Path truth, List<Path> portraits, Path sheet) {
    var ref = workshop.personas().show(SITTER).ref();
    var clearance = workshop.consents().require(ref, Use.SWAP, clock);
    Box badge =
        new Labeller(
                List.of(clearance), Disclosure.MODIFIED, BadgeSpec.DEFAULT, workshop.home().marks())
            .badge(SIZE, SIZE)
            .box();
    try (Measurer measurer = new Measurer(workshop.models(), out.resolve(".measures"))) {
      Cell cell =
          measurer.measure(
              new Measurer.Task(before, after, portraits, List.of(badge), truth), progress);
      Frame drawn = measurer.sheet("", cell, before, after, progress);
      Images.write(drawn, sheet, .88);
      sign(sheet, "frames before and after", after);
      return cell;
    }
  }

  private void sign(Path picture, String what, Path after) {
    new OwnPictures(keys, clock.instant())
        .sign(picture, Disclosure.MODIFIED.sourceType(), what, after);
  }

  private static void clear(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path f : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(f);
        }
      }
    }
  }
}
