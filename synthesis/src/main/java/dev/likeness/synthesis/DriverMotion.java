package dev.likeness.synthesis;

import dev.likeness.consent.Clearance;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Smoother;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a driver's face does, point by point in the head's own frame, steadied over a few frames
 * ({@link Steady}) and kept in a file. {@link Retarget} takes it to a persona. Not thread-safe.
 */
public final class DriverMotion implements AutoCloseable {
  /** Values before the points: seen, yaw, pitch, roll, right and left lids, place and size. */
  private static final int HEAD = 9;

  /**
   * Where a record's values end that say how the face is; whether its lips are shut follows, what
   * is between them, and how far down it is in the picture.
   */
  private static final int FACE = HEAD + 3 * FaceMesh.WITH_IRIS;

  private static final float PER_LIPS = 10000;
  private static final float PER_DEGREE = 100;
  private static final float PER_LID = 10000;
  private static final float PER_UNIT = 1500;
  private static final float PER_PLACE = 50;

  /** Fine enough for a head that rests, and up to 5,461 pixels. */
  private static final float PER_PIXEL = 6;

  private static final float PER_SIZE = 60;

  /** Over so many frames at most a face that was not seen goes back to where it is seen again. */
  private static final int BACK = 25;

  private final Trace trace;
  private final List<FaceObservation> run = new ArrayList<>();

  private final List<float[]> told = new ArrayList<>();

  private @Nullable DriverMotion lips;
  private @Nullable ShutLook shut;
  private @Nullable SeenOpening opening;
  private int next;
  private int waiting;
  private short @Nullable [] last;
  private int faces;

  /** Pixels of a canonical unit when the face was first seen. */
  private double unit;

  /**
   * How much of each part is taken over, 1 as the driver does it.
   *
   * @param mouth jaw, cheeks and lips
   * @param eyes lids
   * @param brows brows and forehead
   * @param pose turning of the head
   * @param gaze where the eyes look
   */
  public record Amounts(double mouth, double eyes, double brows, double pose, double gaze) {
    public static final Amounts ALL = new Amounts(1, 1, 1, 1, 1);

    public Amounts {
      for (double a : new double[] {mouth, eyes, brows, pose, gaze}) {
        if (!(a >= 0 && a <= 2)) {
          throw new IllegalArgumentException("an amount of " + a + " is not within 0 to 2");
        }
      }
    }
  }

  /**
   * One frame of the driver.
   *
   * @param x where the middle of the stiff points is in the picture, pixels, {@code y} likewise
   * @param size pixels of a canonical unit
   * @param place how far down in the picture the root of the nose is, with the eyes' outer corners,
   *     canonical units as they were when it was first seen
   * @param inside what is seen between the lips
   * @param gaps how far the mesh's own lines of the lips are apart, from corner to corner, in the
   *     head's frame; {@code local} has the lips where the picture shows them
   */
  record Seen(
      double yaw,
      double pitch,
      double roll,
      double right,
      double left,
      double x,
      double y,
      double size,
      double place,
      MouthInside inside,
      float[] gaps,
      float[] local) {
    /** How far an eye is open, 0 right, 1 left. */
    double lid(int eye) {
      return eye == 0 ? right : left;
    }

    /** Middle of an iris between the corners of its eye, in eye widths: right, then down. */
    double[] gaze(int eye) {
      int a = MeshAreas.CORNERS[eye][0];
      int b = MeshAreas.CORNERS[eye][1];
      int iris = FaceMesh.POINTS + eye * FaceMesh.IRIS;
      double dx = local[3 * b] - local[3 * a];
      double dy = local[3 * b + 1] - local[3 * a + 1];
      double vx = local[3 * iris] - (local[3 * a] + local[3 * b]) / 2;
      double vy = local[3 * iris + 1] - (local[3 * a + 1] + local[3 * b + 1]) / 2;
      double d = dx * dx + dy * dy;
      return new double[] {(vx * dx + vy * dy) / d, (vy * dx - vx * dy) / d};
    }
  }

  /**
   * @param file where what is seen is kept while this is open
   */
  public DriverMotion(Path file) {
    trace = new Trace(file, FACE + LipLook.SIZE + 1);
  }

  /**
   * Adds the driver's next frame; null where no face was seen: the face then passes from how it was
   * seen last to how it is seen next.
   *
   * @param picture tells whether lips that seem parted are shut; null where it is not at hand
   */
  public void add(@Nullable FaceObservation face, @Nullable Picture picture) {
    if (face == null || (!run.isEmpty() && run.getLast().track() != face.track())) {
      settle(0);
      run.clear();
      told.clear();
      next = 0;
    }
    if (face == null) {
      waiting++;
      return;
    }
    faces++;
    run.add(face);
    if (picture != null && !face.locked()) {
      shut = ShutLook.better(shut, picture, face.mesh());
    }
    // a corrected mouth is as a person says
    told.add(
        picture == null || face.locked()
            ? new float[LipLook.SIZE]
            : LipLook.of(picture, face.mesh()));
    settle(Smoother.REACH);
    if (run.size() > 3 * Smoother.REACH) {
      run.removeFirst();
      told.removeFirst();
      next--;
    }
  }

  /** Takes over from another look at the same frames what the pictures tell of the lips. */
  public void lips(DriverMotion seen) {
    seen.end();
    lips = seen;
  }

  /**
   * How the mesh network sees this driver's mouth open; null where no picture was at hand. Looked
   * at when it is first asked for.
   *
   * @param clearance of what this face drives
   */
  public @Nullable SeenOpening opening(FaceFinder finder, Clearance clearance) {
    ShutLook look = shut;
    if (opening == null && look != null) {
      opening =
          SeenOpening.of(
              look.picture(), LipSeam.of(look.picture(), look.mesh()), finder, clearance);
    }
    return opening;
  }

  /** Writes what has enough of a future, or all. */
  private void settle(int future) {
    while (next + future < run.size()) {
      short[] now = record(Steady.mesh(run, next), LipLook.together(told, next));
      next++;
      pass(now);
      trace.add(now);
      last = now;
    }
  }

  /**
   * Frames without a face show the one before, and their last ones pass to the one after; those at
   * the beginning show the one after.
   */
  private void pass(short[] now) {
    short[] before = last == null ? now : last;
    int back = Math.min(waiting, BACK);
    for (int left = waiting; left > 0; left--) {
      double way = (double) Math.max(0, back + 1 - left) / (back + 1);
      double share = .5 - .5 * Math.cos(Math.PI * way);
      short[] passed = new short[now.length];
      for (int i = 1; i < passed.length; i++) {
        passed[i] = (short) Math.round(before[i] + share * (now[i] - before[i]));
      }
      trace.add(passed);
    }
    waiting = 0;
  }

  /** Writes all that was added; at the end frames without a face show the one before. */
  private void end() {
    settle(0);
    short[] before = last;
    if (before != null && waiting > 0) {
      pass(before);
    }
  }

  /**
   * Frames in which this driver moves the face otherwise than another does, in order: where what
   * was seen differs, and as far around as that is steadied.
   */
  public List<Untouched.Frames> apart(DriverMotion other) {
    end();
    other.end();
    List<Untouched.Frames> all = new ArrayList<>();
    int n = Math.max(frames(), other.frames());
    int from = -1;
    for (int i = 0; i <= n; i++) {
      boolean same =
          i == n
              || (i < frames()
                  && i < other.frames()
                  && Arrays.equals(trace.get(i), 0, FACE, other.trace.get(i), 0, FACE));
      if (!same && from < 0) {
        from = i;
      } else if (same && from >= 0) {
        all.add(new Untouched.Frames(Math.max(0, from - GazeMotion.AROUND), i + GazeMotion.AROUND));
        from = -1;
      }
    }
    return all;
  }

  private short[] record(FaceMesh m, float[] lips) {
    HeadFrame h = HeadFrame.of(m);
    Apertures a = FaceGeometry.apertures(m, h.pose);
    short[] out = new short[FACE + LipLook.SIZE + 1];
    unit = unit == 0 ? h.pose.scale() : unit;
    double[] middle = HeadFrame.middle(m);
    out[0] = (short) (m.hasIris() ? 2 : 1);
    out[1] = fixed(h.pose.yaw() * PER_DEGREE);
    out[2] = fixed(h.pose.pitch() * PER_DEGREE);
    out[3] = fixed(h.pose.roll() * PER_DEGREE);
    out[4] = fixed(a.rightEye() * PER_LID);
    out[5] = fixed(a.leftEye() * PER_LID);
    out[6] = fixed(middle[0] * PER_PIXEL);
    out[7] = fixed(middle[1] * PER_PIXEL);
    out[8] = fixed(h.pose.scale() * PER_SIZE);
    float[] local = h.local(m);
    for (int i = 0; i < local.length; i++) {
      out[HEAD + i] = fixed(local[i] * PER_UNIT);
    }
    for (int i = 0; i < lips.length; i++) {
      out[FACE + i] = fixed(lips[i] * PER_LIPS);
    }
    out[FACE + LipLook.SIZE] = fixed((m.y(33) + m.y(263) + m.y(168)) / 3 / unit * PER_PLACE);
    return out;
  }

  private static short fixed(double v) {
    return (short) Math.max(Short.MIN_VALUE, Math.min(Math.round(v), Short.MAX_VALUE));
  }

  /** In how many frames a face was seen. */
  public int faces() {
    return faces;
  }

  int frames() {
    return trace.size();
  }

  Seen at(int frame) {
    short[] r = trace.get(frame);
    float[] local = new float[3 * FaceMesh.WITH_IRIS];
    for (int i = 0; i < local.length; i++) {
      local[i] = r[HEAD + i] / PER_UNIT;
    }
    short[] told = lips == null || frame >= lips.frames() ? r : lips.trace.get(frame);
    float[] looked = new float[LipLook.SIZE];
    for (int i = 0; i < looked.length; i++) {
      looked[i] = told[FACE + i] / PER_LIPS;
    }
    float[] gaps = gaps(local);
    MouthInside inside = LipLook.mend(local, looked);
    return new Seen(
        r[1] / PER_DEGREE,
        r[2] / PER_DEGREE,
        r[3] / PER_DEGREE,
        r[4] / PER_LID,
        r[5] / PER_LID,
        r[6] / PER_PIXEL,
        r[7] / PER_PIXEL,
        r[8] / PER_SIZE,
        r[FACE + LipLook.SIZE] / PER_PLACE,
        inside,
        gaps,
        local);
  }

  private static float[] gaps(float[] local) {
    float[] out = new float[Expression.AROUND / 2];
    for (int i = 1; i < out.length; i++) {
      out[i] = LipParting.gap(local, i);
    }
    return out;
  }

  /**
   * The motion for a persona; frames are read as they are asked for, so this has to stay open.
   *
   * @param base the persona's mesh
   * @param absolute whether the persona shall look as the driver does, turned as it is; else it
   *     does what the driver does, starting from its own picture
   * @throws IllegalStateException where no frame showed a face
   */
  public FaceMotion motion(FaceMesh base, Amounts amounts, boolean absolute) {
    return motion(base, amounts, absolute, this);
  }

  /**
   * Likewise, for a part of a driver.
   *
   * @param whole tells what is usual for the same face: how it looks at rest, how it is held
   */
  public FaceMotion motion(FaceMesh base, Amounts amounts, boolean absolute, DriverMotion whole) {
    return motion(base, amounts, absolute, whole, null, null);
  }

  /**
   * Likewise.
   *
   * @param opening what {@link #opening} tells of the driver
   * @param answer how the persona's picture is seen
   */
  public FaceMotion motion(
      FaceMesh base,
      Amounts amounts,
      boolean absolute,
      DriverMotion whole,
      @Nullable SeenOpening opening,
      @Nullable PersonaAnswer answer) {
    end();
    whole.end();
    if (faces == 0 || whole.faces == 0) {
      throw new IllegalStateException("the driver shows no face");
    }
    return new FaceMotion(new Retarget(this, whole, base, amounts, absolute, opening, answer));
  }

  @Override
  public void close() {
    trace.close();
  }
}
