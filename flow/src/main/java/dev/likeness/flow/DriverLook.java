package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.FaceTracker;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.synthesis.DriverMotion;
import dev.likeness.synthesis.FaceMotion;
import dev.likeness.synthesis.PersonaAnswer;
import java.nio.file.Path;
import java.util.List;

/**
 * What a driver's face does in single frames. A short driver is watched as for the draft; of a long
 * one only its key pictures, for what is usual for that face, and the frames around the one that is
 * asked for.
 */
final class DriverLook implements AutoCloseable {
  /** So many frames are watched in full: some seconds of work. */
  static final long WATCHED = 500;

  /** Seconds between the key pictures, at least. */
  private static final double SPACING = 1;

  /** Frames before and after the one that is asked for: what its motion is steadied with. */
  private static final int AROUND = 20;

  private final FaceFinder finder;
  private final Clearance clearance;
  private final Path driver;
  private final Path folder;
  private final FaceMesh base;
  private final PersonaAnswer answer;
  private final ReenactRequest request;
  private final DriverBefore before;
  private final DriverFace face;
  private final DriverMotion whole;
  private final boolean inFull;
  private final long frames;

  /**
   * @param clearance of the persona
   * @param folder where it is kept meanwhile
   * @param picture the persona's, {@code base} its mesh
   * @param most a driver of so many frames is watched in full
   * @throws FlowException UNSUITABLE where the driver shows no face
   */
  DriverLook(
      FaceFinder finder,
      Clearance clearance,
      ReenactRequest request,
      Path folder,
      Frame picture,
      FaceMesh base,
      long most,
      Progress progress) {
    this.finder = finder;
    this.request = request;
    this.folder = folder;
    this.base = base;
    answer = PersonaAnswer.of(picture, base, finder, clearance);
    this.clearance = clearance;
    driver = request.driver();
    before = DriverBefore.of(request.alignments(), folder);
    face = before.face();
    try (VideoReader in = VideoReader.open(driver)) {
      long said = in.video().frames();
      // what a file says needs no watching
      inFull = request.alignments() != null || (said > 0 && said <= most);
      whole = new DriverMotion(folder.resolve("whole.trace"));
      frames = inFull ? watch(in, progress) : said;
    }
    if (!inFull) {
      glance(progress);
    }
    if (whole.faces() == 0) {
      close();
      throw new FlowException(
          Code.UNSUITABLE,
          "no face was found in %s; give a driver who can be seen".formatted(driver));
    }
  }

  private long watch(VideoReader in, Progress progress) {
    long n = 0;
    try (DriverFaces seen =
        new DriverFaces(finder, request.alignments(), null, in.video(), driver, "")) {
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        progress.checkStop();
        whole.add(face.in(seen.in(p)), p.picture());
        n++;
        progress.report("Watching the driver", n, in.video().frames());
      }
    }
    return n;
  }

  /** Key pictures stand each for itself: nothing is steadied from one to the next. */
  private void glance(Progress progress) {
    try (VideoReader in = VideoReader.openKeys(driver, SPACING)) {
      int n = 0;
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        progress.checkStop();
        FaceObservation seen =
            face.in(finder.faces(p.picture()).stream().map(f -> f.withTrack(0)).toList());
        whole.add(seen == null ? null : seen.withTrack(++n), p.picture());
      }
    }
  }

  /** How many frames the driver has; 0 where nothing is known. */
  long frames() {
    return frames;
  }

  boolean inFull() {
    return inFull;
  }

  /**
   * What the persona's face does in a frame.
   *
   * @throws FlowException BAD_REQUEST where there is no such frame
   */
  FaceMotion.State at(long frame, Progress progress) {
    if (inFull) {
      if (frame >= frames) {
        throw none(frame);
      }
      return motion(whole, before.usual(whole)).at(frame);
    }
    long from = Math.max(0, frame - AROUND);
    try (VideoReader in = VideoReader.open(driver);
        DriverMotion near = new DriverMotion(folder.resolve("near.trace"))) {
      in.skipTo(from);
      FaceTracker tracker = new FaceTracker(finder, FaceTracker.Options.DEFAULT);
      DriverFace same = face.anew();
      long last = -1;
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        progress.checkStop();
        List<FaceObservation> faces = tracker.next(p.picture(), p.index());
        near.add(same.in(faces), p.picture());
        last = p.index();
        if (last == frame + AROUND) {
          break;
        }
      }
      if (last < frame) {
        throw none(frame);
      }
      if (near.faces() == 0) {
        throw new FlowException(
            Code.UNSUITABLE,
            "around frame %d of %s the driver's face is not seen; in the draft the portrait passes over it"
                .formatted(frame, driver));
      }
      return motion(near, whole).at(frame - from);
    }
  }

  /** Of some frames; all that was watched tells what is usual. */
  private FaceMotion motion(DriverMotion of, DriverMotion usual) {
    return of.motion(
        base,
        request.amounts(),
        request.absolute(),
        usual,
        whole.opening(finder, clearance),
        answer);
  }

  private FlowException none(long frame) {
    return new FlowException(
        Code.BAD_REQUEST, "%s has no frame %d; frames are counted from 0".formatted(driver, frame));
  }

  @Override
  public void close() {
    before.close();
    whole.close();
  }
}
