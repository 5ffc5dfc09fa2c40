package dev.likeness.flow.gate;

import dev.likeness.faces.FaceFinder;
import dev.likeness.synthesis.run.Draft;
import java.util.HashMap;
import java.util.Map;

/**
 * Embeddings of the faces in a draft's glances; those that were there before are made once, for
 * gate and report. Not thread-safe; the finder stays the caller's.
 */
public final class GlanceFaces {
  private final FaceFinder finder;
  private final Map<Long, float[]> known = new HashMap<>();

  public GlanceFaces(FaceFinder finder) {
    this.finder = finder;
  }

  /** The face that was there; not to be changed. */
  public float[] before(Draft.Glance g) {
    return known.computeIfAbsent(g.frame(), f -> finder.embed(g.before(), g.mesh()));
  }

  /** The painted one. */
  public float[] after(Draft.Glance g) {
    return finder.embed(g.after(), g.mesh());
  }

  double age(Draft.Glance g) {
    return finder.apparentAge(g.before(), g.mesh());
  }
}
