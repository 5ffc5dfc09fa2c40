package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets the texture in the middle of a face, and in its mouth, against that of the corners around
 * it: a regression each over the difference of what {@link TextureFeatures} counts in both. What a
 * camera, a size and a compression leave is alike in both, so pictures of all sources lie together;
 * a face or a mouth that was drawn or enlarged and set into a picture lies apart. That they are
 * alike says little for a picture: one that is drawn as a whole is so too.
 */
public final class InsetExpert implements Expert {
  public static final String NAME = "inset";

  private static final String ALIKE =
      "the textures of face and mouth differ from that of what surrounds the face no more than they"
          + " may";

  private static final String AGAINST =
      "the %s's texture is that of something drawn and set in, beside what surrounds the face";

  /** Of the face's box with a little around it. */
  private static final double MIDDLE = .6;

  private static final double CORNER = .3;

  /** Pixels of a corner's side, at least and at most, and of the middle's at most. */
  private static final int LEAST = 30;

  private static final int MOST = 128;
  private static final int MIDDLE_MOST = 192;

  /** Pixels of the box's shorter side, and of a mouth's, below which nothing is compared. */
  private static final int SIDE = 80;

  private static final int MOUTH = 24;

  /** Softer pictures than this are blurred, and what is said of them counts so much. */
  private static final double BLURRED = 1;

  private static final double LESS = .5;

  /** Corners of the lips, the nose's base, the chin. */
  private static final int[] LIPS = {61, 291};

  private static final int NOSE = 2;
  private static final int CHIN = 152;

  /** Shades of the map: where it begins to speak, for each further, and at most. */
  private static final double PALE = .1;

  private static final double DEEPER = .35;
  private static final double RED = .8;

  private final Learnt learnt;

  /**
   * What was learnt of both parts that may have been set in.
   *
   * @param none what it is worth that neither was, log-odds, 0 or less
   */
  public record Learnt(Part face, Part mouth, float none) {
    public Learnt {
      if (!(none <= 0)) {
        throw new IllegalArgumentException("nothing set in is worth " + none);
      }
    }
  }

  /**
   * What was learnt of one.
   *
   * @param differences log-odds of what was set in, from the differences
   * @param limit from where on they speak
   */
  public record Part(Linear differences, Limit limit) {
    public Part {
      if (differences.mean().length != Signals.TEXTURE) {
        throw new IllegalArgumentException(differences.mean().length + " differences");
      }
    }

    private double logOdds(float @Nullable [] difference) {
      return difference == null ? 0 : limit.logOdds(differences.logOdds(difference));
    }

    /** How red it is drawn: pale up to where it begins to speak. */
    private float shade(float[] difference) {
      double beyond = differences.logOdds(difference) - limit.from;
      return (float) Math.clamp(PALE + DEEPER * beyond, PALE / 2, RED);
    }
  }

  /**
   * From where on log-odds speak.
   *
   * @param from what few untouched faces reach
   * @param slope what each further is worth
   */
  public record Limit(float from, float slope) {
    public Limit {
      if (!(slope >= 0) || Float.isNaN(from)) {
        throw new IllegalArgumentException("from %s on by %s".formatted(from, slope));
      }
    }

    double logOdds(double said) {
      return Math.min(Linear.MOST, slope * Math.max(0, said - from));
    }
  }

  /**
   * How the texture of the face's middle and of its mouth differs from the corners'.
   *
   * @param mouth null where it is too small
   */
  public record Differences(float[] face, float @Nullable [] mouth) {}

  /** Where is looked: a face with a little around it, and what is compared. */
  private record Places(Box all, Box middle, @Nullable Box mouth, List<Box> corners) {}

  public InsetExpert(Learnt learnt) {
    this.learnt = learnt;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Family family() {
    return Family.SURROUNDINGS;
  }

  @Override
  public Opinion look(Subject s, boolean draw) {
    Places places = places(s);
    if (places == null) {
      return Opinion.none(
          this,
          s.mesh() == null
              ? "no face was found, so there is nothing to compare"
              : "the face is too small to compare its texture with what surrounds it");
    }
    Differences d = differences(s.picture(), places);
    double face = learnt.face.logOdds(d.face);
    double mouth = learnt.mouth.logOdds(d.mouth);
    boolean blurred = Softness.of(Planes.of(s.picture(), s.region())) > BLURRED;
    double found = Math.min(Linear.MOST, face + mouth) * (blurred ? LESS : 1);
    double score = found > 0 ? found : learnt.none;
    return new Opinion(
        NAME,
        family(),
        true,
        score,
        0,
        score > 1 ? AGAINST.formatted(face >= mouth ? "face" : "mouth") : ALIKE,
        draw ? map(s.picture(), places, d) : null,
        blurred ? List.of("the picture is blurred: it counts half") : List.of());
  }

  /** What it looks at; null where there is no face or a small one. */
  static @Nullable Differences differences(Subject s) {
    Places places = places(s);
    return places == null ? null : differences(s.picture(), places);
  }

  private static Differences differences(Frame f, Places places) {
    List<float[]> corners = places.corners.stream().map(b -> texture(f, b)).toList();
    Box mouth = places.mouth;
    return new Differences(
        less(texture(f, places.middle), corners),
        mouth == null ? null : less(texture(f, mouth), corners));
  }

  private static float[] texture(Frame f, Box b) {
    return TextureFeatures.of(Planes.of(f, b));
  }

  private static float[] less(float[] texture, List<float[]> corners) {
    float[] out = texture.clone();
    for (float[] c : corners) {
      for (int i = 0; i < out.length; i++) {
        out[i] -= c[i] / corners.size();
      }
    }
    return out;
  }

  private static @Nullable Places places(Subject s) {
    FaceMesh mesh = s.mesh();
    if (mesh == null) {
      return null;
    }
    Box frame = new Box(0, 0, s.picture().width(), s.picture().height());
    Box face = mesh.bounds();
    Box all = face.grow(Math.max(face.width(), face.height()) / 5).intersect(frame);
    int least = Math.min(all.width(), all.height());
    if (least < SIDE) {
      return null;
    }
    int side = Math.clamp((int) (CORNER * least), LEAST, MOST);
    int w = Math.min(MIDDLE_MOST, (int) (MIDDLE * all.width()));
    int h = Math.min(MIDDLE_MOST, (int) (MIDDLE * all.height()));
    Box middle = new Box(all.x() + (all.width() - w) / 2, all.y() + (all.height() - h) / 2, w, h);
    List<Box> corners = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      int x = k % 2 == 0 ? all.x() : all.right() - side;
      int y = k / 2 == 0 ? all.y() : all.bottom() - side;
      corners.add(new Box(x, y, side, side));
    }
    return new Places(all, middle, mouth(mesh, frame), corners);
  }

  /** From the nose to above the chin, wider than the lips, however it is turned; null if small. */
  private static @Nullable Box mouth(FaceMesh m, Box frame) {
    int r = LIPS[0];
    int l = LIPS[1];
    float[] x = {
      beyond(m.x(l), m.x(r)),
      beyond(m.x(r), m.x(l)),
      m.x(NOSE),
      m.x(NOSE) + .88f * (m.x(CHIN) - m.x(NOSE))
    };
    float[] y = {
      beyond(m.y(l), m.y(r)),
      beyond(m.y(r), m.y(l)),
      m.y(NOSE),
      m.y(NOSE) + .88f * (m.y(CHIN) - m.y(NOSE))
    };
    Arrays.sort(x);
    Arrays.sort(y);
    int left = (int) x[0];
    int top = (int) y[0];
    Box b = new Box(left, top, (int) (x[3] - left), (int) (y[3] - top)).intersect(frame);
    return Math.min(b.width(), b.height()) < MOUTH ? null : b;
  }

  private static float beyond(float from, float to) {
    return to + .35f * (to - from);
  }

  /**
   * Middle and mouth, the redder the more they look set in, and the corners that they are beside.
   */
  private @Nullable Frame map(Frame f, Places places, Differences d) {
    float[] heat = new float[places.all.width() * places.all.height()];
    places.corners.forEach(b -> fill(heat, places.all, b, (float) PALE / 2));
    fill(heat, places.all, places.middle, learnt.face.shade(d.face));
    if (places.mouth != null && d.mouth != null) {
      fill(heat, places.all, places.mouth, learnt.mouth.shade(d.mouth));
    }
    return Heat.over(f, places.all, heat);
  }

  private static void fill(float[] heat, Box all, Box part, float shade) {
    Box b = part.intersect(all);
    for (int y = b.y(); y < b.bottom(); y++) {
      int from = (y - all.y()) * all.width() + b.x() - all.x();
      Arrays.fill(heat, from, from + b.width(), shade);
    }
  }
}
