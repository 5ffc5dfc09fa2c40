package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sets the texture in the middle of a face against that of the corners around it. What a camera, a
 * size and a compression leave is alike in both, so pictures of all sources lie together; a face
 * that was drawn or enlarged and set into a picture lies apart. It only speaks against a picture: a
 * picture that is drawn as a whole is alike within itself too.
 */
public final class InsetExpert implements Expert {
  public static final String NAME = "inset";

  private static final Opinion.Words WORDS =
      new Opinion.Words(
          "the face's texture is a drawn picture's beside that of what surrounds it",
          "",
          "the face's texture differs from that of what surrounds it no more than it may");

  /** Of the face's box with a little around it. */
  private static final double MIDDLE = .6;

  private static final double CORNER = .3;

  /** Pixels of a corner's side, at least and at most, and of the middle's at most. */
  private static final int LEAST = 40;

  private static final int MOST = 128;
  private static final int MIDDLE_MOST = 192;

  private final Linear texture;
  private final Limit limit;

  /**
   * From where on a difference speaks.
   *
   * @param from log-odds of texture, which one of a hundred untouched faces reach
   * @param slope what each further is worth
   */
  public record Limit(float from, float slope) {
    public Limit {
      if (!(slope >= 0) || Float.isNaN(from)) {
        throw new IllegalArgumentException("from %s on by %s".formatted(from, slope));
      }
    }

    double logOdds(double difference) {
      return Math.min(Linear.MOST, slope * Math.max(0, difference - from));
    }
  }

  /**
   * @param texture the texture expert's
   */
  public InsetExpert(Linear texture, Limit limit) {
    this.texture = texture;
    this.limit = limit;
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
    List<Box> parts = parts(s);
    if (parts.isEmpty()) {
      return Opinion.none(
          this,
          s.mesh() == null
              ? "no face was found, so there is nothing to compare"
              : "the face is too small to compare its texture with what surrounds it");
    }
    double[] said = said(s.picture(), parts, texture);
    double worth = worth(parts);
    double score = worth * limit.logOdds(difference(said));
    List<String> flags = new ArrayList<>();
    if (worth < 1) {
      flags.add("a small face: it counts less");
    }
    return new Opinion(
        NAME,
        family(),
        true,
        score,
        0,
        score > 1 ? WORDS.against() : WORDS.neither(),
        draw ? map(s.picture(), parts, said) : null,
        flags);
  }

  /**
   * How much more the middle of the face looks drawn than its corners, in log-odds of texture; NaN
   * where that cannot be compared.
   */
  static double difference(Subject s, Linear texture) {
    List<Box> parts = parts(s);
    return parts.isEmpty() ? Double.NaN : difference(said(s.picture(), parts, texture));
  }

  private static double difference(double[] said) {
    return said[1] - (said[2] + said[3] + said[4] + said[5]) / 4;
  }

  /** The whole, its middle and its corners; empty where there is no face or a small one. */
  private static List<Box> parts(Subject s) {
    FaceMesh mesh = s.mesh();
    if (mesh == null) {
      return List.of();
    }
    Box face = mesh.bounds();
    Box all =
        face.grow(Math.max(face.width(), face.height()) / 5)
            .intersect(new Box(0, 0, s.picture().width(), s.picture().height()));
    int least = Math.min(all.width(), all.height());
    int side = Math.clamp((int) (CORNER * least), LEAST, MOST);
    List<Box> out = new ArrayList<>();
    out.add(all);
    if (2 * side > least || worth(out) == 0) {
      return List.of();
    }
    int w = Math.min(MIDDLE_MOST, (int) (MIDDLE * all.width()));
    int h = Math.min(MIDDLE_MOST, (int) (MIDDLE * all.height()));
    out.add(new Box(all.x() + (all.width() - w) / 2, all.y() + (all.height() - h) / 2, w, h));
    for (int k = 0; k < 4; k++) {
      int x = k % 2 == 0 ? all.x() : all.right() - side;
      int y = k / 2 == 0 ? all.y() : all.bottom() - side;
      out.add(new Box(x, y, side, side));
    }
    return out;
  }

  private static double worth(List<Box> parts) {
    return SpectrumExpert.worth(Math.sqrt((double) parts.get(0).width() * parts.get(0).height()));
  }

  /** What the texture's regression says of each part but the whole, at its number. */
  private static double[] said(Frame f, List<Box> parts, Linear texture) {
    double[] out = new double[parts.size()];
    for (int i = 1; i < out.length; i++) {
      out[i] = texture.logOdds(TextureFeatures.of(Planes.of(f, parts.get(i))));
    }
    return out;
  }

  /** The parts, the redder the more each looks drawn. */
  private static @Nullable Frame map(Frame f, List<Box> parts, double[] said) {
    Box all = parts.get(0);
    float[] heat = new float[all.width() * all.height()];
    for (int i = 1; i < parts.size(); i++) {
      Box b = parts.get(i);
      float t = (float) Math.clamp((said[i] + Linear.MOST / 2) / Linear.MOST, .05, .8);
      for (int y = b.y(); y < b.bottom(); y++) {
        int from = (y - all.y()) * all.width() + b.x() - all.x();
        java.util.Arrays.fill(heat, from, from + b.width(), t);
      }
    }
    return Heat.over(f, all, heat);
  }
}
