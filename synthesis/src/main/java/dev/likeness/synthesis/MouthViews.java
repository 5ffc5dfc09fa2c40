package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.MouthShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A person's own mouths to draw new words from, and which of them to take for each frame: the one
 * whose lips are nearest to what the words make of them, over all frames together at the least
 * cost, so that a mouth is kept rather than changed for little (Viterbi 1967; as units are joined
 * in concatenative synthesis, Hunt and Black 1996). So teeth, tongue and beard are the person's.
 * Immutable.
 */
public final class MouthViews {
  /** Differences that weigh one: of opening and of width, in distances between the eyes. */
  private static final double OPEN = .045;

  private static final double WIDE = .12;

  /** What it costs to go from one view to another, and more the less alike they are. */
  private static final double CHANGE = .35;

  private static final double APART = .5;

  /** Lips that are shut are drawn from lips that are shut. */
  private static final double SHUT = .02;

  private static final double SHUT_COST = 6;

  /** What it costs where a view shows nothing between parted lips: then teeth have to be drawn. */
  private static final double EMPTY_COST = 10;

  /** The share of the opening from which on a view shows what is inside. */
  private static final double SHOWS = .5;

  /** Where a mouth counts as open, and how wide open somebody's must be to say how they speak. */
  private static final double PARTED = .012;

  private static final double SPEAKS = .025;

  /** How much less or more a mouth is opened for that. */
  private static final double LEAST = .5;

  private static final double MOST = 1.5;

  private final List<View> views;
  private final Lips[] lips;
  private final double usual;
  private final Expression expression = new Expression(FaceTopology.canonical());

  /** How far lips are apart and how wide the mouth is, in distances between the eyes. */
  record Lips(double open, double wide) {
    static Lips of(FaceMesh m) {
      double eyes = m.eyeDistance();
      double open = (m.distance(82, 87) + m.distance(13, 14) + m.distance(312, 317)) / 3;
      return new Lips(open / eyes, m.distance(61, 291) / eyes);
    }

    double apart(Lips o) {
      // a hair's breadth matters where lips are nearly shut, less where they are wide open
      double scale = OPEN * (1 + 2 * Math.min(open, o.open));
      return Math.hypot((open - o.open) / scale, (wide - o.wide) / WIDE);
    }
  }

  /**
   * What a frame is drawn from.
   *
   * @param views with a share of it, {@code shares} adding up to 1
   * @param inside how much of what is between the lips they show: 0 nothing, 1 all that is needed
   */
  record Mix(View[] views, float[] shares, float inside) {}

  /**
   * @param views of one person, the first of them with its mouth shut
   * @param openings how far their lips are apart in the frames of their video, in distances between
   *     the eyes: who speaks with small movements goes on doing so; empty where nothing is known
   */
  public MouthViews(List<View> views, double[] openings) {
    if (views.isEmpty()) {
      throw new IllegalArgumentException("no mouth to draw from");
    }
    this.views = List.copyOf(views);
    lips = views.stream().map(v -> Lips.of(v.mesh())).toArray(Lips[]::new);
    usual = usual(openings);
  }

  /** How far lips are apart, in distances between the eyes. */
  public static double opening(FaceMesh m) {
    return Lips.of(m).open();
  }

  /** What seven of eight open mouths stay below; 0 where there are too few. */
  private static double usual(double[] openings) {
    double[] open = Arrays.stream(openings).filter(o -> o > PARTED).sorted().toArray();
    return open.length < 8 ? 0 : open[open.length * 7 / 8];
  }

  /** The same motion, with the mouth opened as far as this person opens it in speech. */
  FaceMotion fitted(FaceMotion motion) {
    if (usual < SPEAKS) {
      return motion;
    }
    FaceMotion out = motion;
    double k = 1;
    for (int turn = 0; turn < 2; turn++) {
      double said =
          usual(
              out.states().stream()
                  .mapToDouble(s -> opening(expression.moved(shut().mesh(), s)))
                  .toArray());
      if (said == 0) {
        return motion;
      }
      k = Math.max(LEAST, Math.min(k * usual / said, MOST));
      float by = (float) k;
      out = new FaceMotion(motion.states().stream().map(s -> opened(s, by)).toList());
    }
    return out;
  }

  private static FaceMotion.State opened(FaceMotion.State s, float k) {
    MouthShape m = s.mouth();
    return new FaceMotion.State(
        new MouthShape(
            Math.min(1, k * m.jaw()),
            m.wide(),
            m.pucker(),
            m.funnel(),
            Math.min(1, k * m.upper()),
            m.press(),
            m.lower() > 0 ? Math.min(1, k * m.lower()) : m.lower(),
            m.tongue()),
        s.blink(),
        s.brows(),
        s.yaw(),
        s.pitch(),
        s.roll());
  }

  /** The one with its mouth shut, to which words are added. */
  View shut() {
    return views.get(0);
  }

  /** What to draw each frame of a motion from. */
  List<Mix> plan(FaceMotion motion) {
    List<Lips> wanted = new ArrayList<>();
    for (FaceMotion.State s : motion.states()) {
      wanted.add(Lips.of(expression.moved(shut().mesh(), s)));
    }
    int[] path = path(wanted);
    List<Mix> out = new ArrayList<>();
    for (int f = 0; f < path.length; f++) {
      out.add(mix(path, f, wanted.get(f)));
    }
    return out;
  }

  /** The cheapest view for each frame. */
  int[] path(List<Lips> wanted) {
    int n = views.size();
    double[] cost = new double[n];
    int[][] from = new int[wanted.size()][n];
    for (int t = 0; t < wanted.size(); t++) {
      double[] next = new double[n];
      for (int k = 0; k < n; k++) {
        int best = k;
        double least = cost[k];
        for (int j = 0; j < n; j++) {
          double c = cost[j] + (j == k ? 0 : CHANGE + APART * lips[j].apart(lips[k]));
          if (c < least) {
            least = c;
            best = j;
          }
        }
        from[t][k] = best;
        next[k] = (t == 0 ? 0 : least) + unlike(wanted.get(t), lips[k]);
      }
      cost = next;
    }
    int at = 0;
    for (int k = 1; k < n; k++) {
      at = cost[k] < cost[at] ? k : at;
    }
    int[] path = new int[wanted.size()];
    for (int t = path.length - 1; t >= 0; t--) {
      path[t] = at;
      at = from[t][at];
    }
    return path;
  }

  private static double unlike(Lips wanted, Lips view) {
    double shut = wanted.open() < SHUT ? SHUT_COST * Math.max(0, view.open() - SHUT) / OPEN : 0;
    double shown = view.open() / Math.max(wanted.open(), 1e-6);
    double empty = wanted.open() < SHUT ? 0 : EMPTY_COST * Math.max(0, 1 - shown / SHOWS);
    return wanted.apart(view) + shut + empty;
  }

  /** The frame's own view, and half as much of those of the frames beside it. */
  private Mix mix(int[] path, int f, Lips wanted) {
    float[] share = new float[views.size()];
    share[path[Math.max(0, f - 1)]] += .25f;
    share[path[f]] += .5f;
    share[path[Math.min(path.length - 1, f + 1)]] += .25f;
    List<View> drawn = new ArrayList<>();
    List<Float> shares = new ArrayList<>();
    float inside = 0;
    for (int k = 0; k < share.length; k++) {
      if (share[k] > 0) {
        drawn.add(views.get(k));
        shares.add(share[k]);
        double shown = lips[k].open() / Math.max(wanted.open(), 1e-6);
        inside += share[k] * Rings.smooth(.3f, .65f, (float) shown);
      }
    }
    float[] s = new float[shares.size()];
    for (int i = 0; i < s.length; i++) {
      s[i] = shares.get(i);
    }
    return new Mix(drawn.toArray(new View[0]), s, inside);
  }
}
