package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.YuvFrame;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.FaceTracker;
import dev.likeness.faces.Identity;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.Labeller;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.PortraitPainter;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Maker;
import dev.likeness.synthesis.run.Role;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.run.Who;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reenactment from the request to the exported file: the driver's expression, blinks and turns of
 * the head on the persona's picture, which is held as a film in the driver's time, with its sound.
 */
public final class ReenactRecipe {
  private static final String MAKER = "reenact";

  private final Workshop workshop;
  private final ReenactRequest request;
  private final Persona persona;
  private final Clearance clearance;
  private final Gate gate;
  private final Label label;
  private final Maker maker;

  /**
   * Checks the request and the consent; nothing is rendered.
   *
   * @throws FlowException BAD_REQUEST, UNKNOWN
   * @throws ConsentRefused where the persona may not be used so; the refusal is logged
   */
  public ReenactRecipe(Workshop workshop, ReenactRequest request) {
    this.workshop = workshop;
    this.request = request;
    Results.requirePlace(request.driver(), request.out());
    Results.requireFilm(request.out());
    workshop.personas().show(request.persona());
    workshop.prepare();
    persona = workshop.personas().load(request.persona());
    clearance = Production.clear(workshop, persona, Use.REENACT);
    gate = workshop.gate();
    Disclosure disclosure = clearance.nobody() ? Disclosure.GENERATED : Disclosure.MODIFIED;
    label =
        new Label(
            new Labeller(List.of(clearance), disclosure, request.badge(), workshop.home().marks()),
            gate);
    maker = new Maker(workshop.finder(), workshop.cards());
  }

  /**
   * Watches the driver, renders (or goes on rendering), has the result reviewed, and exports it.
   *
   * @throws FlowException UNSUITABLE where the driver shows no face, or seldom; NOT_APPROVED
   */
  public SwapRecipe.Result perform(Review review, Progress progress) {
    gate.permit(clearance);
    gate.persona(persona, clearance);
    gate.target(request.driver(), List.of(new Gate.Wanted.Largest()), () -> {}, progress);
    View view = HeldScene.best(persona);
    Frame picture = HeldScene.picture(view.picture());
    Path folder = folder();
    DriverMotion driver = new DriverMotion();
    Path scene = scene(picture, driver, folder, progress);
    try (PortraitPainter painter =
        new PortraitPainter(clearance, driver.motion(view.mesh(), request.amounts()))) {
      var plan = maker.plan(job(scene), List.of(new Role(new Who.Largest(), painter)), label);
      SwapRecipe.Result r =
          new Production(workshop, label, gate, maker)
              .perform(
                  new Production.Order(
                      plan,
                      MAKER,
                      request.persona() + " as " + request.driver().getFileName(),
                      request.out(),
                      request.resume(),
                      null,
                      this::embedding),
                  review,
                  progress);
      Folders.remove(folder);
      return r;
    }
  }

  private float[] embedding() {
    float[] sum = new float[0];
    for (View v : persona.views()) {
      sum = Identity.sum(sum, workshop.finder().embed(v.picture(), v.mesh()));
    }
    return sum;
  }

  private Path folder() {
    Digest what =
        Digest.of(
            (FileDigest.of(request.driver()).hex() + "\n" + persona.ref().grantId())
                .getBytes(StandardCharsets.UTF_8));
    Path folder = workshop.home().cache().resolve("scene-" + what.hex().substring(0, 16));
    Folders.make(folder);
    return folder;
  }

  /** Follows the driver's face, and writes the held picture at each of its moments. */
  private Path scene(Frame picture, DriverMotion motion, Path folder, Progress progress) {
    Path silent = folder.resolve("silent.mp4");
    Path scene = folder.resolve(request.persona() + ".mp4");
    YuvFrame yuv = YuvFrame.of(picture, YuvFrame.Matrix.BT709, false);
    long frames = 0;
    try (VideoReader in = VideoReader.open(request.driver());
        SegmentWriter out =
            SegmentWriter.create(
                silent, new VideoFormat(VideoFormat.Codec.H264, .9), track(in.video(), picture))) {
      FaceTracker tracker = new FaceTracker(workshop.finder(), FaceTracker.Options.DEFAULT);
      int followed = 0;
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        progress.checkStop();
        FaceObservation f = largest(tracker.next(p.picture(), p.index()), followed);
        followed = f == null ? followed : f.track();
        motion.add(f == null ? null : f.mesh());
        out.write(p.with(yuv));
        frames++;
        progress.report("Watching the driver", frames, in.video().frames());
      }
      out.finish();
    }
    if (motion.faces() == 0) {
      throw new FlowException(
          Code.UNSUITABLE,
          "no face was found in %s (%d frames); give a driver who can be seen"
              .formatted(request.driver(), frames));
    }
    Muxer.join(List.of(silent), request.driver(), scene, Muxer.Options.MADE);
    return scene;
  }

  /** The face that was followed so far, else the largest. */
  private static @Nullable FaceObservation largest(List<FaceObservation> faces, int followed) {
    FaceObservation best = null;
    for (FaceObservation f : faces) {
      if (f.track() == followed) {
        return f;
      }
      if (best == null || f.quality().size() > best.quality().size()) {
        best = f;
      }
    }
    return best;
  }

  /** The picture's size and colours in the driver's time. */
  private static MediaInfo.Video track(MediaInfo.Video driver, Frame picture) {
    MediaInfo.Video made = MediaInfo.Video.made(picture.width(), picture.height(), 25);
    return new MediaInfo.Video(
        made.codec(),
        made.width(),
        made.height(),
        0,
        false,
        made.pixelFormat(),
        made.bitDepth(),
        driver.timeBaseNum(),
        driver.timeBaseDen(),
        driver.fps(),
        driver.frames(),
        driver.seconds(),
        1,
        1,
        made.colour());
  }

  private Job job(Path scene) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("driver_sha256", FileDigest.of(request.driver()).hex());
    settings.put("mouth", String.valueOf(request.amounts().mouth()));
    settings.put("eyes", String.valueOf(request.amounts().eyes()));
    settings.put("brows", String.valueOf(request.amounts().brows()));
    settings.put("pose", String.valueOf(request.amounts().pose()));
    return new Job(
        Use.REENACT,
        scene,
        Span.ALL,
        null,
        new VideoFormat(VideoFormat.forFile(request.out()).codec(), request.quality()),
        Results.ending(request.out()),
        request.chunkSeconds(),
        new Seed(0),
        settings,
        request.rights());
  }
}
