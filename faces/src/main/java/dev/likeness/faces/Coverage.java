package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which head angles, mouth shapes, eye states, glances, expressions and lights a set of pictures of
 * one person shows, and what is missing for a convincing likeness. Feed it pictures one by one;
 * memory does not grow with their number. Not thread-safe.
 */
public final class Coverage {
  /** Columns of {@link #heads}: far to the picture's left … far to its right. */
  static final double[] YAW = {-28, -10, 10, 28};

  /** Rows: up, level, down. */
  static final double[] PITCH = {10, -16};

  static final int THUMB = 144;

  /** A sort of thing that pictures may show. */
  public enum Group {
    MOUTH("Mouth", "the mouth "),
    EYES("Eyes", "the eyes "),
    GAZE("Gaze", "the eyes looking "),
    EXPRESSION("Expression", "a "),
    LIGHT("Light", "the light ");

    private final String title;
    private final String words;

    Group(String title, String words) {
      this.title = title;
      this.words = words;
    }

    public String title() {
      return title;
    }
  }

  /** One thing that pictures may show. */
  public enum Trait {
    MOUTH_CLOSED(Group.MOUTH, "closed", "lips will be borrowed from an open mouth"),
    MOUTH_PARTED(Group.MOUTH, "parted", "quiet speech will look stiff"),
    MOUTH_OPEN(Group.MOUTH, "open", "teeth and tongue will be guessed"),
    MOUTH_WIDE(Group.MOUTH, "wide open", "a wide mouth will be guessed"),
    MOUTH_ROUND(Group.MOUTH, "rounded, as in \"oo\"", "rounded lips will be stretched into shape"),
    MOUTH_SPREAD(Group.MOUTH, "spread, as in \"ee\"", "spread lips will be stretched into shape"),
    EYES_OPEN(Group.EYES, "open", "the irises cannot be known"),
    EYES_HALF(Group.EYES, "half shut", "half-shut lids will be drawn from open ones"),
    EYES_SHUT(Group.EYES, "shut", "the lids of a blink will be guessed"),
    GAZE_AHEAD(Group.GAZE, "ahead", "the usual gaze will be shifted from the side"),
    GAZE_LEFT(Group.GAZE, "to the picture's left", "such glances will be imitated"),
    GAZE_RIGHT(Group.GAZE, "to the picture's right", "such glances will be imitated"),
    GAZE_UP(Group.GAZE, "up", "such glances will be imitated"),
    GAZE_DOWN(Group.GAZE, "down", "such glances will be imitated"),
    NEUTRAL(Group.EXPRESSION, "neutral face", "a resting face will keep traces of an expression"),
    SMILE(Group.EXPRESSION, "smile", "cheek folds of a smile will be missing"),
    LAUGH(Group.EXPRESSION, "smile with teeth", "the teeth of a smile will be guessed"),
    BROWS_UP(Group.EXPRESSION, "raised brow", "the forehead will stay smooth"),
    LIT_EVENLY(Group.LIGHT, "even", "baked shadows will travel with the face"),
    LIT_FROM_RIGHT(Group.LIGHT, "from the picture's left", "light from there will be imitated"),
    LIT_FROM_LEFT(Group.LIGHT, "from the picture's right", "light from there will be imitated"),
    LIT_FROM_ABOVE(Group.LIGHT, "from above", "light from there will be imitated"),
    LIT_FROM_BELOW(Group.LIGHT, "from below", "light from there will be imitated");

    private final Group group;
    private final String title;
    private final String otherwise;

    Trait(Group group, String title, String otherwise) {
      this.group = group;
      this.title = title;
      this.otherwise = otherwise;
    }

    public Group group() {
      return group;
    }

    public String title() {
      return title;
    }

    /** What happens where it is missing. */
    public String otherwise() {
      return otherwise;
    }
  }

  private static final String[] COLUMNS = {
    "far to the picture's left",
    "to the picture's left",
    "ahead",
    "to the picture's right",
    "far to the picture's right"
  };
  private static final String[] ROWS = {"up", "level", "down"};

  private final long[] heads = new long[15];
  private final double[] worth = new double[15];
  private final @Nullable Frame[] thumbs = new Frame[15];
  private final long[] traits = new long[Trait.values().length];

  /** Brow heights, in hundredths of the eye distance. */
  private final long[] brows = new long[101];

  private long count;
  private long bad;
  private double yawLow = 90;
  private double yawHigh = -90;
  private double pitchLow = 90;
  private double pitchHigh = -90;

  /** Adds one picture of the person, with the face in it. */
  public void add(Picture p, FaceObservation f) {
    count++;
    bad += f.quality().good() ? 0 : 1;
    Pose pose = f.pose();
    yawLow = Math.min(yawLow, pose.yaw());
    yawHigh = Math.max(yawHigh, pose.yaw());
    pitchLow = Math.min(pitchLow, pose.pitch());
    pitchHigh = Math.max(pitchHigh, pose.pitch());
    int cell = 5 * row(pose.pitch()) + column(pose.yaw());
    heads[cell]++;
    double w = Tracks.worth(f);
    if (thumbs[cell] == null || w > worth[cell]) {
      worth[cell] = w;
      thumbs[cell] = thumb(p, f.mesh());
    }
    Apertures a = FaceGeometry.apertures(f.mesh(), pose);
    mouth(a);
    eyes(f, a);
    brows[(int) Math.max(0, Math.min(100, 100 * FaceGeometry.browHeight(f.mesh(), pose)))]++;
    tally(
        switch (Light.of(p, f.mesh()).direction()) {
          case EVEN -> Trait.LIT_EVENLY;
          case FROM_RIGHT -> Trait.LIT_FROM_RIGHT;
          case FROM_LEFT -> Trait.LIT_FROM_LEFT;
          case FROM_ABOVE -> Trait.LIT_FROM_ABOVE;
          case FROM_BELOW -> Trait.LIT_FROM_BELOW;
        });
  }

  private void mouth(Apertures a) {
    tally(
        a.mouth() < .06
            ? Trait.MOUTH_CLOSED
            : a.mouth() < .18
                ? Trait.MOUTH_PARTED
                : a.mouth() < .45 ? Trait.MOUTH_OPEN : Trait.MOUTH_WIDE);
    boolean spread = a.mouthWidth() > .92;
    if (a.mouthWidth() < .71) {
      tally(Trait.MOUTH_ROUND);
    }
    if (spread) {
      tally(Trait.MOUTH_SPREAD);
      tally(a.mouth() > .1 ? Trait.LAUGH : Trait.SMILE);
    } else if (a.mouth() < .1 && a.mouthWidth() > .71) {
      tally(Trait.NEUTRAL);
    }
  }

  private void eyes(FaceObservation f, Apertures a) {
    double open = a.eyes();
    tally(open < .14 ? Trait.EYES_SHUT : open < .22 ? Trait.EYES_HALF : Trait.EYES_OPEN);
    if (open < .16 || !f.mesh().hasIris()) {
      return;
    }
    Gaze g = f.gaze();
    double x = g.x();
    double y = g.y() - Gaze.LEVEL;
    if (Math.abs(x) < .18 && Math.abs(y) < .13) {
      tally(Trait.GAZE_AHEAD);
    } else if (Math.abs(x) > Math.abs(y)) {
      tally(x < 0 ? Trait.GAZE_LEFT : Trait.GAZE_RIGHT);
    } else {
      tally(y < 0 ? Trait.GAZE_UP : Trait.GAZE_DOWN);
    }
  }

  private void tally(Trait t) {
    traits[t.ordinal()]++;
  }

  private static int column(double yaw) {
    int c = 0;
    while (c < YAW.length && yaw > YAW[c]) {
      c++;
    }
    return c;
  }

  private static int row(double pitch) {
    return pitch > PITCH[0] ? 0 : pitch > PITCH[1] ? 1 : 2;
  }

  /** An upright crop around the face. */
  private static Frame thumb(Picture p, FaceMesh m) {
    Roi r = Roi.of(m);
    Roi wide = new Roi(r.cx(), r.cy(), r.side() * 1.02, r.rotation());
    Affine2 map = wide.fromSquare(THUMB);
    return Sampling.square(p, map, THUMB);
  }

  /** How many pictures were added. */
  public long count() {
    return count;
  }

  /** How many pictures show this. Raised brows are judged against the person's own median. */
  public long count(Trait t) {
    if (t != Trait.BROWS_UP) {
      return traits[t.ordinal()];
    }
    long seen = 0;
    int median = 0;
    while (median < 100 && 2 * (seen + brows[median]) < count) {
      seen += brows[median++];
    }
    long up = 0;
    for (int i = (int) Math.ceil(median * 1.12) + 1; i < brows.length; i++) {
      up += brows[i];
    }
    return up;
  }

  /**
   * How many pictures show the head in this direction.
   *
   * @param row 0 up (beyond 10°), 1 level, 2 down (beyond 16°)
   * @param column 0 far to the picture's left (beyond 28°), 1 to the left (beyond 10°), 2 ahead, 3,
   *     4
   */
  public long heads(int row, int column) {
    return heads[5 * row + column];
  }

  @Nullable Frame thumb(int row, int column) {
    return thumbs[5 * row + column];
  }

  /** What is there, in sentences. */
  public List<String> present() {
    List<String> out = new ArrayList<>();
    if (count == 0) {
      out.add("No face was seen.");
      return out;
    }
    out.add(
        String.format(
            Locale.ROOT,
            "%d picture%s of the face; head from %s to %s, and from %s to %s.",
            count,
            count == 1 ? "" : "s",
            side(yawLow),
            side(yawHigh),
            height(pitchLow),
            height(pitchHigh)));
    if (bad > 0) {
      out.add(
          "%d of them %s small, blurred or cut off at the edge."
              .formatted(bad, bad == 1 ? "is" : "are"));
    }
    for (Group g : Group.values()) {
      List<String> parts = new ArrayList<>();
      for (Trait t : Trait.values()) {
        if (t.group() == g && count(t) > 0) {
          parts.add("%s (%d)".formatted(t.title(), count(t)));
        }
      }
      out.add(
          g.title() + ": " + (parts.isEmpty() ? "nothing clear" : String.join(", ", parts)) + ".");
    }
    return out;
  }

  private static String side(double yaw) {
    return String.format(
        Locale.ROOT, "%.0f° %s", Math.abs(yaw), yaw < 0 ? "to the picture's left" : "to its right");
  }

  private static String height(double pitch) {
    return String.format(Locale.ROOT, "%.0f° %s", Math.abs(pitch), pitch < 0 ? "down" : "up");
  }

  /** What is missing and what follows from it, most important first; empty when nothing is. */
  public List<String> missing() {
    List<String> out = new ArrayList<>();
    List<String> turns = new ArrayList<>();
    for (int c : new int[] {1, 3, 0, 4}) {
      if (heads(0, c) + heads(1, c) + heads(2, c) == 0) {
        turns.add(COLUMNS[c]);
      }
    }
    if (heads(0, 2) + heads(1, 2) + heads(2, 2) == 0) {
      out.add("No picture with the head straight ahead: the most useful view is missing.");
    }
    if (!turns.isEmpty()) {
      out.add(
          "No picture with the head turned %s: the far cheek will be smeared there."
              .formatted(list(turns)));
    }
    List<String> tilts = new ArrayList<>();
    for (int r = 0; r < 3; r += 2) {
      long row = 0;
      for (int c = 0; c < 5; c++) {
        row += heads(r, c);
      }
      if (row == 0) {
        tilts.add(ROWS[r]);
      }
    }
    if (!tilts.isEmpty()) {
      out.add(
          "No picture with the head tilted %s: nostrils, chin and brows will be stretched there."
              .formatted(list(tilts)));
    }
    for (Group g : Group.values()) {
      List<String> titles = new ArrayList<>();
      String then = "";
      for (Trait t : Trait.values()) {
        if (t.group() == g && count(t) == 0) {
          titles.add(t.title());
          then = then.isEmpty() ? t.otherwise() : then;
        }
      }
      if (!titles.isEmpty()) {
        out.add("No picture with %s%s: %s.".formatted(g.words, list(titles), then));
      }
    }
    return out;
  }

  private static String list(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : String.join(", ", parts.subList(0, last)) + " or " + parts.get(last);
  }

  /** The same as a picture, 1280×920, light background. */
  public Frame chart() {
    return CoverageChart.draw(this);
  }
}
