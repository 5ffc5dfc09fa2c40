package dev.likeness.flow.gate;

import dev.likeness.faces.FaceFinder;
import dev.likeness.synthesis.run.Draft;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the faces in a draft's glances are like; those that were there before are looked at once,
 * for gate and report, and a picture that is held is looked at once in all. Not thread-safe; the
 * finder stays the caller's.
 */
public final class GlanceFaces {
  private final FaceFinder finder;
  private final List<Known> known = new ArrayList<>();

  /** A face that was there. */
  private static final class Known {
    final Draft.Glance glance;
    float @Nullable [] embedding;
    @Nullable Double age;

    Known(Draft.Glance glance) {
      this.glance = glance;
    }

    boolean is(Draft.Glance g) {
      return Arrays.equals(glance.mesh().xyz(), g.mesh().xyz()) && glance.before().same(g.before());
    }
  }

  public GlanceFaces(FaceFinder finder) {
    this.finder = finder;
  }

  private Known known(Draft.Glance g) {
    for (Known k : known) {
      if (k.is(g)) {
        return k;
      }
    }
    Known k = new Known(g);
    known.add(k);
    return k;
  }

  /** The face that was there; not to be changed. */
  public float[] before(Draft.Glance g) {
    Known k = known(g);
    float[] e = k.embedding;
    if (e == null) {
      e = finder.embed(g.before(), g.mesh());
      k.embedding = e;
    }
    return e;
  }

  /** The painted one. */
  public float[] after(Draft.Glance g) {
    return finder.embed(g.after(), g.mesh());
  }

  double age(Draft.Glance g) {
    Known k = known(g);
    Double a = k.age;
    if (a == null) {
      a = finder.apparentAge(g.before(), g.mesh());
      k.age = a;
    }
    return a;
  }
}
