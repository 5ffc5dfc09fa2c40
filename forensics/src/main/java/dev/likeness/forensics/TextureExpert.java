package dev.likeness.forensics;

import dev.likeness.core.Frame;
import java.util.List;

/**
 * Looks at how neighbouring pixels go together, in pictures also at half their size, beside the
 * spectrum: one regression, learnt from faces. Of one family with the spectrum alone: it sees the
 * same kind of trace in another way, which outlives a resize better, and is no second witness.
 */
public final class TextureExpert implements Expert {
  public static final String NAME = "texture";

  private static final Opinion.Words WORDS =
      new Opinion.Words(
          "neighbouring pixels go together as in pictures that a network has drawn",
          "neighbouring pixels go together as in photographs",
          "how neighbouring pixels go together speaks for neither");

  private final Linear model;

  public TextureExpert(Linear model) {
    this.model = model;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Family family() {
    return Family.GENERATION;
  }

  @Override
  public Opinion look(Subject s, boolean draw) {
    // Of films, and in files of before 1 December 2026 of pictures too, it knows one size alone.
    float[] f = model.mean().length == Signals.TEXTURE ? Signals.texture(s) : Signals.drawn(s);
    return f == null
        ? Signals.small(this, s)
        : Opinion.of(this, model, f, 1, WORDS, draw ? map(s) : null, List.of());
  }

  /** The levels that are counted, dark to bright: what a network drew shows grids and threads. */
  private static Frame map(Subject s) {
    Planes p = Planes.of(s.picture(), s.region());
    byte[] rgb = new byte[3 * p.width() * p.height()];
    float unit = TextureFeatures.unit(p.y(), p.width(), p.height(), 1);
    for (int y = 1; y < p.height() - 1; y++) {
      for (int x = 1; x < p.width() - 1; x++) {
        int i = y * p.width() + x;
        int grey = 28 + 50 * TextureFeatures.level(p.y(), i, 1, unit);
        java.util.Arrays.fill(rgb, 3 * i, 3 * i + 3, (byte) grey);
      }
    }
    return new Frame(p.width(), p.height(), rgb);
  }
}
