package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Use;
import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.YuvFrame;
import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.Gate;
import dev.likeness.flow.mend.MendNote;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.models.PersonSegmenter;
import dev.likeness.synthesis.Cutout;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.FaceMotion;
import dev.likeness.synthesis.PersonaAnswer;
import dev.likeness.synthesis.PortraitPainter;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.run.Base;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.run.Who;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reenactment from the request to the exported file: the driver's expression, blinks and turns of
 * the head on the persona's picture, which is held as a film in the driver's time, with its sound.
 */
public final class ReenactRecipe implements FrameLook {
  private final Workshop workshop;
  private final ReenactRequest request;
  private final @Nullable RecordedText words;
  private final Portrayal portrayal;
  private @Nullable Glimpse glimpse;

  /**
   * Checks the request and the consent; nothing is rendered.
   *
   * @throws FlowException BAD_REQUEST, UNKNOWN
   * @throws dev.likeness.consent.ConsentRefused where the persona may not be used so; the refusal
   *     is logged
   */
  public ReenactRecipe(Workshop workshop, ReenactRequest request) {
    this.workshop = workshop;
    this.request = request;
    if (Media.probe(request.driver()).kind() == MediaInfo.Kind.IMAGE) {
      throw new FlowException(
          Code.BAD_REQUEST,
          request.driver()
              + " is a still picture, and a driver is a video; 'likeness adjust' moves a face by"
              + " hand");
    }
    Results.requirePlace(request.driver(), request.out());
    Results.requireFilm(request.out());
    portrayal = new Portrayal(workshop, request.persona(), Use.REENACT, request.badge());
    if (!request.refine()) {
      portrayal.plain();
    }
    String said = request.said();
    words =
        said == null
            ? null
            : new RecordedText(
                workshop,
                said,
                "a reenactment",
                new Recording(
                    request.driver(), Objects.requireNonNullElse(request.rights(), "not stated")));
  }

  /**
   * The file whose sound the portrait gets: the driver where its words were read and are heard, or
   * where nobody is shown; else none.
   */
  private @Nullable Path sound(Consumer<String> told, Progress progress) {
    boolean nobody = portrayal.clearance().nobody();
    if (words != null) {
      words.timed(nobody, progress);
      return request.driver();
    }
    if (!nobody && Media.probe(request.driver()).sound() != null) {
      told.accept(
          "without sound: say with --say which words are heard in the driver, since only words that"
              + " can be read go in a real person's mouth");
      return null;
    }
    return request.driver();
  }

  /**
   * Watches the driver, renders (or goes on rendering), has the result reviewed, and exports it.
   *
   * @throws FlowException UNSUITABLE where the driver shows no face; NOT_APPROVED
   */
  public SwapRecipe.Result perform(Review review, Progress progress) {
    return perform(review, t -> {}, progress);
  }

  /**
   * Likewise.
   *
   * @param told is told what is out of the ordinary about the driver
   */
  public SwapRecipe.Result perform(Review review, Consumer<String> told, Progress progress) {
    return Objects.requireNonNull(make(review, told, progress));
  }

  /**
   * Makes it small and stamped, for a look: nobody is asked, and it leaves as a preview. The recipe
   * is used up by it.
   *
   * @param told as above
   * @throws FlowException BAD_REQUEST where the result is no .mp4; UNSUITABLE
   */
  public void preview(Consumer<String> told, Progress progress) {
    Results.requirePreviewFilm(request.out());
    portrayal.preview();
    make(null, told, progress);
  }

  private SwapRecipe.@Nullable Result make(
      @Nullable Review review, Consumer<String> told, Progress progress) {
    portrayal.enter(request.driver(), new Gate.Wanted.Largest(), progress);
    Sitter sitter = sitter();
    Frame picture = sitter.picture;
    FaceMesh mesh = sitter.mesh;
    String digest = FileDigest.of(request.driver()).hex();
    Path folder = portrayal.folder(digest);
    try (DriverMotion driver = new DriverMotion(folder.resolve("driver.trace"));
        DriverBefore before = DriverBefore.of(request.alignments(), folder)) {
      Path scene = scene(picture, driver, before.face(), folder, told, progress);
      FaceMotion motion =
          driver.motion(
              mesh,
              request.amounts(),
              request.absolute(),
              before.usual(driver),
              driver.opening(workshop.finder(), portrayal.clearance()),
              PersonaAnswer.of(picture, mesh, workshop.finder(), portrayal.clearance()));
      Path corrected = request.alignments();
      Base base = corrected == null ? null : MendNote.read(workshop.home(), corrected);
      Clearance clearance = portrayal.clearance();
      try (PortraitPainter painter =
          new PortraitPainter(clearance, motion, cutout(picture, mesh), portrayal.refiner())
              .holding(picture)) {
        return portrayal.perform(
            job(scene, digest),
            new Who.Largest(),
            painter,
            request.persona() + " as " + request.driver().getFileName(),
            folder,
            request.out(),
            request.resume(),
            new Portrayal.Mended(base == null ? null : base.changing(before.changed(driver)), null),
            review,
            progress);
      }
    }
  }

  /** The persona's picture as large as the film, and its mesh. */
  private record Sitter(Frame picture, FaceMesh mesh) {}

  private Sitter sitter() {
    View view = HeldScene.best(portrayal.persona());
    Frame picture = portrayal.sized(HeldScene.picture(view));
    double size = (double) picture.width() / view.picture().width();
    return new Sitter(picture, view.mesh().map(Affine2.scale(size)));
  }

  /** What looks at single frames need: the driver watched, the picture held. */
  private record Glimpse(DriverLook driver, HeldLook held, @Nullable Cutout cutout, String digest)
      implements AutoCloseable {
    @Override
    public void close() {
      driver.close();
      held.close();
    }
  }

  @Override
  public Seen look(long frame, Path out, Progress progress) {
    Glimpse g = glimpse;
    if (g == null) {
      g = glimpse(progress);
      glimpse = g;
    }
    FaceMotion.State state = g.driver.at(frame, progress);
    String digest = g.digest;
    g.held.show(g.held.painted(state, g.cutout, scene -> job(scene, digest), frame, progress), out);
    return new Seen(
        g.driver.frames(),
        g.driver.inFull()
            ? ""
            : "of so long a driver only key pictures say how the face usually looks: in the draft it"
                + " may move a little more or less");
  }

  private Glimpse glimpse(Progress progress) {
    portrayal.enter(request.driver(), new Gate.Wanted.Largest(), progress);
    Sitter sitter = sitter();
    MediaInfo.Video video = Media.probe(request.driver()).video();
    double fps = video == null || !(video.fps() > 0) ? 25 : video.fps();
    HeldLook held =
        new HeldLook(portrayal, sitter.picture, (int) Math.max(1, Math.round(fps)), progress);
    try {
      return new Glimpse(
          new DriverLook(
              workshop.finder(),
              portrayal.clearance(),
              request,
              held.folder(),
              sitter.picture,
              sitter.mesh,
              DriverLook.WATCHED,
              progress),
          held,
          cutout(sitter.picture, sitter.mesh),
          FileDigest.of(request.driver()).hex());
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  @Override
  public void close() {
    if (glimpse != null) {
      glimpse.close();
      glimpse = null;
    }
  }

  private @Nullable Cutout cutout(Frame picture, FaceMesh mesh) {
    try (PersonSegmenter segmenter = new PersonSegmenter(workshop.models())) {
      return Cutout.of(picture, mesh, segmenter);
    }
  }

  /** Follows the driver's face, and writes the held picture at each of its moments. */
  private Path scene(
      Frame picture,
      DriverMotion motion,
      DriverFace followed,
      Path folder,
      Consumer<String> told,
      Progress progress) {
    Path silent = folder.resolve("silent.mp4");
    Path scene = folder.resolve(request.persona() + ".mp4");
    YuvFrame yuv = YuvFrame.of(picture, YuvFrame.Matrix.BT709, false);
    long frames = 0;
    long several = 0;
    try (VideoReader in = VideoReader.open(request.driver());
        SegmentWriter out =
            SegmentWriter.create(
                silent, new VideoFormat(VideoFormat.Codec.H264, .9), track(picture, in.video()));
        DriverFaces seen =
            new DriverFaces(
                workshop.finder(),
                request.alignments(),
                request.saveAlignments(),
                in.video(),
                request.driver(),
                FileDigest.of(request.driver()).hex())) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        progress.checkStop();
        List<FaceObservation> faces = seen.in(p);
        several += faces.size() > 1 ? 1 : 0;
        motion.add(followed.in(faces), p.picture());
        out.write(p.with(yuv));
        frames++;
        progress.report("Watching the driver", frames, in.video().frames());
      }
      out.finish();
      seen.finish();
    }
    say(motion.faces(), frames, several, told);
    Muxer.join(List.of(silent), sound(told, progress), scene, Muxer.Options.MADE);
    return scene;
  }

  private void say(long seen, long frames, long several, Consumer<String> told) {
    if (seen == 0) {
      throw new FlowException(
          Code.UNSUITABLE,
          "no face was found in %s (%d frames); give a driver who can be seen"
              .formatted(request.driver(), frames));
    }
    if (several > 0) {
      told.accept(
          "%d of %d frames show several faces: the largest at the beginning drives, alone"
              .formatted(several, frames));
    }
    if (seen < frames) {
      told.accept(
          "the driver's face was not seen in %d of %d frames: the portrait passes over them"
              .formatted(frames - seen, frames));
    }
  }

  /** The picture's size and colours in the driver's time. */
  private static MediaInfo.Video track(Frame picture, MediaInfo.Video driver) {
    return Portrayal.track(MediaInfo.Video.made(picture.width(), picture.height(), 25), driver);
  }

  private Job job(Path scene, String driver) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("driver_sha256", driver);
    if (words != null) {
      words.describe(settings);
    }
    settings.put("mouth", String.valueOf(request.amounts().mouth()));
    settings.put("eyes", String.valueOf(request.amounts().eyes()));
    settings.put("brows", String.valueOf(request.amounts().brows()));
    settings.put("pose", String.valueOf(request.amounts().pose()));
    settings.put("gaze", String.valueOf(request.amounts().gaze()));
    settings.put("absolute", String.valueOf(request.absolute()));
    settings.put("refiner_sha256", portrayal.persona().learnt());
    if (request.alignments() != null) {
      settings.put(Job.CORRECTED, FileDigest.of(request.alignments()).hex());
    }
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
