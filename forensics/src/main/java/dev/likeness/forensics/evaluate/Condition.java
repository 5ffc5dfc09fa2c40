package dev.likeness.forensics.evaluate;

import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.Jpeg;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What is done to every picture before it is judged, the same to real and false ones. */
public enum Condition {
  NONE(f -> f),
  Q90(f -> Jpeg.through(f, 90)),
  Q75(f -> Jpeg.through(f, 75)),
  Q50(f -> Jpeg.through(f, 50)),
  Q30(f -> Jpeg.through(f, 30)),
  HALF(f -> Jpeg.through(Edits.scale(f, .5), 75)),
  QUARTER(f -> Jpeg.through(Edits.scale(f, .25), 75)),
  BLUR(f -> Jpeg.through(Edits.blur(f, 1.5), 75)),
  NOISE(f -> Jpeg.through(Edits.noise(f, 5, new Seed(f.width()).random()), 75));

  private final UnaryOperator<Frame> change;

  Condition(UnaryOperator<Frame> change) {
    this.change = change;
  }

  Frame of(Frame f) {
    return change.apply(f);
  }

  /** As it is written in results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
