package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.MouthShape;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A driver's motion on a persona's face: how far each point is from where it is on the driver's
 * usual face, in the head's own frame, added to the persona's, in the proportions of the two
 * mouths. Lips keep their distance as it is, in the faces' own measure, so that shut lips are shut;
 * lids close by the share that the driver's do. The head goes where the driver's goes in its
 * picture: that is seen far more surely than how it is turned, and every head turns on a neck of
 * its own. A list of states that are worked out when asked for.
 */
final class Retarget extends AbstractList<FaceMotion.State> {
  /** Degrees beyond which a still picture cannot be turned; approached softly. */
  static final double MOST_YAW = 27;

  static final double MOST_PITCH = 17;
  static final double MOST_ROLL = 25;

  /** The mesh network sees a drawn opening smaller than it is; measured on eight clips. */
  private static final float SEEN = 1.25f;

  /**
   * So it sees how far jaw, cheeks and corners of the mouth have gone: two thirds to nine tenths.
   */
  private static final float SEEN_FACE = 1.2f;

  /** At how much of its usual opening an eye that is shut is seen. */
  private static final double SHUT = .3;

  /** A blink's lids are together at its middle, though narrow eyes are then seen at half. */
  private static final float BLINKED = .6f;

  private static final float HALF = .72f;

  /** A blink is over within so many frames each way, and so much deeper than what is around it. */
  private static final int QUICK = 6;

  private static final double DEEP = .25;

  /** So many frames are kept in memory: a blink and what is around it. */
  private static final int NEAR = 4 * QUICK + 16;

  /** So far from where its neck carries it a head goes at most, canonical units; softly. */
  static final double MOST_SHIFT = 2;

  /** So far the eyes are turned at most, eye widths; approached softly. */
  private static final double MOST_GAZE = .32;

  /** Up and down; beyond, lids would be drawn where the eye should be. */
  private static final double MOST_RISE = .1;

  /** Irises are seen nearer to the middle of the eye than they are, sideways. */
  private static final double SEEN_GAZE = 1.4;

  /** A gap of so much, in canonical units, is no more than what shut lips are seen apart. */
  private static final float PARTED = .25f;

  /** A shout drops the jaw further than speech does. */
  private static final float MOST_JAW = 1.7f;

  /** Weights over time, of the head and of the slow parts of the face: they do not tremble. */
  private static final double[] HEAD = {1, .88, .61, .32, .14};

  /** So many frames around one count for it. */
  static final int AROUND = HEAD.length;

  private static final double[] FACE = {1, .75, .3, .07};
  private static final double[] GAZE = {1, .5};

  private static final int SAMPLES = 241;

  /** So many of them make up the moment that is like the picture. */
  private static final int LIKE = 8;

  private final DriverMotion driver;
  private final DriverMotion.Amounts amounts;
  private final float[] usual;
  private final float[] persona;
  private final Parts parts = Parts.OF;
  private final float wide;
  private final float[] parted = new float[Expression.AROUND / 2];
  private final double[] pose = new double[3];

  /** Where the driver's face is when the persona's is where its picture has it, pixels. */
  private final double[] place = new double[2];

  /** The driver's pixels for a canonical unit. */
  private final double unit;

  private final FaceMesh base;
  private final Expression expression = new Expression(FaceTopology.canonical());
  private final double[] lids = new double[2];
  private final double[][] gaze = new double[2][2];
  private final double shut;
  private final JawNod nod;
  private final Map<Integer, DriverMotion.Seen> near = new LinkedHashMap<>();

  /**
   * @param whole tells what is usual; may be the driver itself
   */
  Retarget(
      DriverMotion driver,
      DriverMotion whole,
      FaceMesh base,
      DriverMotion.Amounts amounts,
      boolean absolute) {
    this.driver = driver;
    this.amounts = amounts;
    this.base = base;
    HeadFrame head = HeadFrame.of(base);
    persona = head.local(base);
    DriverMotion.Seen[] seen = samples(whole);
    nod = JawNod.of(List.of(seen));
    Arrays.setAll(seen, i -> nod.without(seen[i]));
    double[] gaps = Arrays.stream(seen).mapToDouble(s -> gap(s.local(), 5)).toArray();
    double closed = at(gaps, .4);
    DriverMotion.Seen[] rest =
        Arrays.stream(seen)
            .filter(s -> gap(s.local(), 5) <= closed)
            .toArray(DriverMotion.Seen[]::new);
    lids[0] = at(Arrays.stream(seen).mapToDouble(DriverMotion.Seen::right).toArray(), .8);
    lids[1] = at(Arrays.stream(seen).mapToDouble(DriverMotion.Seen::left).toArray(), .8);
    double least = at(Arrays.stream(seen).mapToDouble(this::open).toArray(), 0);
    shut = Math.max(.15, Math.min(least, SHUT));
    for (int i = 1; i < parted.length; i++) {
      int k = i;
      parted[i] =
          (float)
              Math.min(
                  .15, at(Arrays.stream(seen).mapToDouble(s -> gap(s.local(), k)).toArray(), .05));
    }
    DriverMotion.Seen like = absolute ? likest(seen, head) : null;
    usual = like == null ? median(rest) : like.local();
    pose[0] = absolute ? head.pose.yaw() : middle(seen, DriverMotion.Seen::yaw);
    pose[1] = absolute ? head.pose.pitch() : middle(seen, DriverMotion.Seen::pitch);
    pose[2] = absolute ? head.pose.roll() : middle(seen, DriverMotion.Seen::roll);
    place[0] = like == null ? middle(seen, DriverMotion.Seen::x) : like.x();
    place[1] = like == null ? middle(seen, DriverMotion.Seen::y) : like.y();
    float[] there =
        like == null
            ? new float[2]
            : carried(turned(new double[] {like.yaw(), like.pitch(), like.roll()}));
    unit = middle(seen, DriverMotion.Seen::size);
    // a turn that is there from the beginning goes with the neck
    place[0] -= unit * there[0];
    place[1] -= unit * there[1];
    for (int e = 0; e < 2; e++) {
      for (int c = 0; c < 2; c++) {
        int eye = e;
        int axis = c;
        gaze[e][c] =
            like == null
                ? middle(seen, s -> open(s) < .7 ? Double.NaN : s.gaze(eye)[axis])
                : like.gaze(e)[c];
      }
    }
    if (like != null) {
      lids[0] = like.right();
      lids[1] = like.left();
    }
    float own = across(persona, 61, 291);
    wide = Math.max(.7f, Math.min(own / across(usual, 61, 291), 1.4f));
  }

  private static DriverMotion.Seen[] samples(DriverMotion whole) {
    int n = Math.min(whole.frames(), SAMPLES);
    DriverMotion.Seen[] out = new DriverMotion.Seen[n];
    for (int i = 0; i < n; i++) {
      out[i] = whole.at((int) ((long) i * whole.frames() / n));
    }
    return out;
  }

  private double open(DriverMotion.Seen s) {
    return (s.right() / lids[0] + s.left() / lids[1]) / 2;
  }

  /**
   * The moments in which the driver looks most as the persona's picture does, averaged: a single
   * one would bring what the network errs there into every frame.
   */
  private DriverMotion.Seen likest(DriverMotion.Seen[] seen, HeadFrame head) {
    double[] cost = new double[seen.length];
    for (int i = 0; i < cost.length; i++) {
      DriverMotion.Seen s = seen[i];
      for (int v = 0; v < FaceMesh.POINTS; v++) {
        for (int c = 0; c < 3; c++) {
          double d = parts.follows(v) * (s.local()[3 * v + c] - persona[3 * v + c]);
          cost[i] += d * d / FaceMesh.POINTS;
        }
      }
      cost[i] += Math.pow((s.yaw() - head.pose.yaw()) / 20, 2);
      cost[i] += Math.pow((s.pitch() - head.pose.pitch()) / 20, 2);
    }
    double line = at(cost, Math.min(1, (double) LIKE / cost.length));
    return mean(
        IntStream.range(0, cost.length)
            .filter(i -> cost[i] <= line)
            .mapToObj(i -> seen[i])
            .toList());
  }

  private static DriverMotion.Seen mean(List<DriverMotion.Seen> of) {
    float[] local = new float[3 * FaceMesh.WITH_IRIS];
    for (DriverMotion.Seen s : of) {
      for (int i = 0; i < local.length; i++) {
        local[i] += s.local()[i] / of.size();
      }
    }
    return new DriverMotion.Seen(
        mean(of, DriverMotion.Seen::yaw),
        mean(of, DriverMotion.Seen::pitch),
        mean(of, DriverMotion.Seen::roll),
        mean(of, DriverMotion.Seen::right),
        mean(of, DriverMotion.Seen::left),
        mean(of, DriverMotion.Seen::x),
        mean(of, DriverMotion.Seen::y),
        mean(of, DriverMotion.Seen::size),
        mean(of, DriverMotion.Seen::place),
        local);
  }

  private static double mean(List<DriverMotion.Seen> of, ToDoubleFunction<DriverMotion.Seen> what) {
    return of.stream().mapToDouble(what).average().orElse(0);
  }

  private static float across(float[] p, int i, int j) {
    return (float) Math.hypot(p[3 * i] - p[3 * j], p[3 * i + 1] - p[3 * j + 1]);
  }

  /** How far the lips are apart at a place between the corners, in the head's frame. */
  private static float gap(float[] p, int i) {
    int low = Expression.LIPS[3][i];
    int high = Expression.LIPS[3][Expression.AROUND - i];
    return p[3 * low + 1] - p[3 * high + 1];
  }

  private static double middle(DriverMotion.Seen[] seen, ToDoubleFunction<DriverMotion.Seen> of) {
    double[] v = Arrays.stream(seen).mapToDouble(of).filter(x -> !Double.isNaN(x)).toArray();
    return v.length == 0 ? 0 : at(v, .5);
  }

  private static double at(double[] v, double share) {
    double[] sorted = v.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
  }

  private static float[] median(DriverMotion.Seen[] seen) {
    float[] out = new float[3 * FaceMesh.WITH_IRIS];
    float[] v = new float[seen.length];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < v.length; k++) {
        v[k] = seen[k].local()[i];
      }
      Arrays.sort(v);
      out[i] = v[v.length / 2];
    }
    return out;
  }

  @Override
  public int size() {
    return driver.frames();
  }

  @Override
  public FaceMotion.State get(int frame) {
    DriverMotion.Seen s = seen(frame);
    double[] head = head(frame);
    float[] offset = offset(steady(frame, s.local()));
    lips(offset, s.local());
    // the lower teeth end a little above the lower lip
    float lip = (persona[3 * 14 + 1] - persona[3 * 13 + 1]) / 2 + offset[3 * 14 + 1];
    float jaw = Math.max(0, Math.min((lip - .2f) / InnerMouth.DROP, MOST_JAW));
    MouthShape mouth = new MouthShape(jaw, 0, 0, 0, 0, 0, 0, 0);
    double[] closed = closed(frame, s);
    double[] look = look(frame);
    float[] turned = turned(head);
    float[] carried = carried(turned);
    return new FaceMotion.State(
        mouth,
        0,
        0,
        turned[0],
        turned[1],
        turned[2],
        new FaceMotion.Play(
            offset,
            (float) closed[0],
            (float) closed[1],
            (float) look[0],
            (float) look[1],
            soft(amounts.pose() * (head[3] - place[0]) / unit - carried[0], MOST_SHIFT),
            soft(amounts.pose() * (head[4] - place[1]) / unit - carried[1], MOST_SHIFT)));
  }

  /** How the persona's head turns when the driver's is held so. */
  private float[] turned(double[] head) {
    return new float[] {
      soft(amounts.pose() * (head[0] - pose[0]), MOST_YAW),
      // positive pitch looks up, and here turns down
      soft(-amounts.pose() * (head[1] - pose[1]), MOST_PITCH),
      soft(amounts.pose() * (head[2] - pose[2]), MOST_ROLL)
    };
  }

  /** How far the neck alone would carry the face then. */
  private float[] carried(float[] turned) {
    return expression.carried(base, turned[0], turned[1], turned[2]);
  }

  private DriverMotion.Seen seen(int frame) {
    int at = Math.max(0, Math.min(frame, driver.frames() - 1));
    DriverMotion.Seen known = near.get(at);
    if (known == null) {
      if (near.size() > NEAR) {
        near.remove(near.keySet().iterator().next());
      }
      known = nod.without(driver.at(at));
      near.put(at, known);
    }
    return known;
  }

  /** How the head is turned and where it is, averaged over the frames around. */
  private double[] head(int frame) {
    double[] out = new double[5];
    double total = 0;
    for (int d = 1 - HEAD.length; d < HEAD.length; d++) {
      DriverMotion.Seen s = seen(frame + d);
      double w = HEAD[Math.abs(d)];
      total += w;
      out[0] += w * s.yaw();
      out[1] += w * s.pitch();
      out[2] += w * s.roll();
      out[3] += w * s.x();
      out[4] += w * s.y();
    }
    for (int i = 0; i < out.length; i++) {
      out[i] /= total;
    }
    return out;
  }

  /** The face, averaged over the frames around where it is not quick. */
  private float[] steady(int frame, float[] now) {
    float[] mean = new float[3 * FaceMesh.POINTS];
    float total = 0;
    for (int d = 1 - FACE.length; d < FACE.length; d++) {
      float[] local = seen(frame + d).local();
      float w = (float) FACE[Math.abs(d)];
      total += w;
      for (int i = 0; i < mean.length; i++) {
        mean[i] += w * local[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      float slow = 1 - parts.mouth[i / 3];
      mean[i] = now[i] + slow * (mean[i] / total - now[i]);
    }
    return mean;
  }

  /** As it is up to two thirds, then ever less, never more than the most. */
  static float soft(double v, double most) {
    double line = .67 * most;
    double over = Math.abs(v) - line;
    double rest = most - line;
    return (float) (over <= 0 ? v : Math.signum(v) * (line + rest * Math.tanh(over / rest)));
  }

  private float[] offset(float[] local) {
    float[] out = new float[3 * FaceMesh.POINTS];
    float mouth = (float) amounts.mouth() * SEEN_FACE;
    float brows = (float) amounts.brows();
    for (int v = 0; v < FaceMesh.POINTS; v++) {
      float much = mouth * parts.low[v] + brows * parts.high[v];
      float sideways = 1 + (wide - 1) * parts.mouth[v];
      for (int c = 0; c < 3; c++) {
        float d = local[3 * v + c] - usual[3 * v + c];
        out[3 * v + c] = much * d * (c == 0 ? sideways : 1);
      }
    }
    return out;
  }

  /** Brings the lips as far apart as the driver's are. */
  private void lips(float[] offset, float[] local) {
    float mouth = (float) amounts.mouth();
    for (int i = 1; i < parted.length; i++) {
      int low = Expression.LIPS[3][i];
      int high = Expression.LIPS[3][Expression.AROUND - i];
      float own = gap(persona, i);
      float apart = Math.max(0, gap(local, i) - parted[i]);
      float want = SEEN * apart * Rings.smooth(0, PARTED, apart);
      want = mouth >= 1 ? mouth * want : own + mouth * (want - own);
      float more = want - own - offset[3 * low + 1] + offset[3 * high + 1];
      for (int k = 0; k < Expression.LIPS.length; k++) {
        float half = Expression.FOLLOW[k] * more / 2;
        offset[3 * Expression.LIPS[k][i] + 1] += half;
        offset[3 * Expression.LIPS[k][Expression.AROUND - i] + 1] -= half;
      }
    }
  }

  /** How far each eye is shut; both alike but for a plain wink. */
  private double[] closed(int frame, DriverMotion.Seen s) {
    double more = blink(frame, open(s));
    double right = (1 - s.right() / lids[0]) / (1 - shut) + more;
    double left = (1 - s.left() / lids[1]) / (1 - shut) + more;
    double both = (right + left) / 2;
    double wink = Rings.smooth(.25f, .5f, (float) Math.abs(right - left));
    return new double[] {
      lid(amounts.eyes() * (both + wink * (right - both))),
      lid(amounts.eyes() * (both + wink * (left - both)))
    };
  }

  /** How much further a blink shuts the lids than they are seen to. */
  private double blink(int frame, double now) {
    int middle = frame;
    double least = now;
    for (int d = -QUICK; d <= QUICK; d++) {
      double o = open(seen(frame + d));
      if (o < least) {
        least = o;
        middle = frame + d;
      }
    }
    if (least >= HALF) {
      return 0;
    }
    double before = 0;
    double after = 0;
    for (int d = 1; d <= QUICK; d++) {
      before = Math.max(before, open(seen(middle - d)));
      after = Math.max(after, open(seen(middle + d)));
    }
    double around = Math.min(before, after);
    if (around < least + DEEP) {
      return 0;
    }
    double lacking = Math.max(0, 1 - (1 - least) / (1 - shut));
    double in = Math.max(0, Math.min((around - now) / (around - least), 1));
    return lacking * in * (1 - Rings.smooth(BLINKED, HALF, (float) least));
  }

  private static double lid(double closed) {
    return Math.max(-.25, Math.min(closed, 1));
  }

  private double[] look(int frame) {
    double[] out = new double[2];
    double total = 1e-3;
    for (int d = 1 - GAZE.length; d < GAZE.length; d++) {
      DriverMotion.Seen s = seen(frame + d);
      // what is seen of an iris behind nearly shut lids says nothing
      double w =
          GAZE[Math.abs(d)]
              * Rings.smooth((float) shut + .05f, (float) shut + .3f, (float) open(s));
      total += w;
      for (int e = 0; e < 2; e++) {
        double[] at = s.gaze(e);
        for (int c = 0; c < 2; c++) {
          out[c] += w * amounts.gaze() * (at[c] - gaze[e][c]) / 2;
        }
      }
    }
    out[0] = soft(SEEN_GAZE * out[0] / total, MOST_GAZE);
    out[1] = Math.max(-MOST_RISE, Math.min(out[1] / total, MOST_RISE));
    return out;
  }

  /** Which points go with the mouth and which with the brows. */
  private static final class Parts {
    static final Parts OF = new Parts(FaceTopology.canonical());

    final float[] low = new float[FaceMesh.POINTS];
    final float[] high = new float[FaceMesh.POINTS];
    final float[] mouth = new float[FaceMesh.POINTS];

    private Parts(FaceTopology face) {
      MeshAreas areas = new MeshAreas(face);
      for (int v = 0; v < FaceMesh.POINTS; v++) {
        float y = -face.y(v);
        float rim = Rings.smooth(0, .1f, areas.rim[v]);
        float chin = 1 - Rings.smooth(-3, .5f, y);
        low[v] = (1 - Rings.smooth(.8f, 2.4f, y)) * (rim + (1 - rim) * chin);
        high[v] = Rings.smooth(3, 4.1f, y) * rim;
        float up = (y + 4.35f) / 2.2f;
        float side = face.x(v) / 4.5f;
        mouth[v] = (float) Math.exp(-up * up - side * side);
      }
    }

    float follows(int v) {
      return low[v] + high[v];
    }
  }
}
