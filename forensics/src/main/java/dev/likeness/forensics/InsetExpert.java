package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
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

  /** Softer pictures than this are blurred, and what is said of them counts so much. */
  private static final double BLURRED = 1;

  private static final double LESS = .5;

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
      return FacePlaces.shade(differences.logOdds(difference) - limit.from);
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
    FacePlaces places = FacePlaces.of(s);
    if (places == null) {
      return Opinion.none(this, FacePlaces.missing(s));
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
    FacePlaces places = FacePlaces.of(s);
    return places == null ? null : differences(s.picture(), places);
  }

  private static Differences differences(Frame f, FacePlaces places) {
    List<float[]> corners = places.corners().stream().map(b -> texture(f, b)).toList();
    Box mouth = places.mouth();
    return new Differences(
        less(texture(f, places.middle()), corners),
        mouth == null ? null : less(texture(f, mouth), corners));
  }

  static float[] texture(Frame f, Box b) {
    return TextureFeatures.of(Planes.of(f, b));
  }

  static float[] less(float[] texture, List<float[]> corners) {
    float[] out = texture.clone();
    for (float[] c : corners) {
      for (int i = 0; i < out.length; i++) {
        out[i] -= c[i] / corners.size();
      }
    }
    return out;
  }

  /**
   * Middle and mouth, the redder the more they look set in, and the corners that they are beside.
   */
  private @Nullable Frame map(Frame f, FacePlaces places, Differences d) {
    float[] heat = places.heat();
    places.fill(heat, places.middle(), learnt.face.shade(d.face));
    if (places.mouth() != null && d.mouth != null) {
      places.fill(heat, places.mouth(), learnt.mouth.shade(d.mouth));
    }
    return Heat.over(f, places.all(), heat);
  }
}
