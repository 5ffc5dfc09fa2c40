package dev.likeness.flow.gan;

import dev.likeness.consent.Clearance;
import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.faces.FaceObservation;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.SampleRecipe.Face;
import dev.likeness.flow.gate.Gate;
import dev.likeness.provenance.GateRefused;
import dev.likeness.synthesis.duel.GeneratorFile;
import dev.likeness.synthesis.duel.Looks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of a generator's pictures may be shown: none that is too near to one that was learnt from,
 * none in which a face is expected and not found, or found and not expected, none of somebody who
 * looks too young. Counts what it keeps back. Not thread-safe.
 */
final class Sieve implements AutoCloseable {
  /** Smaller pictures are enlarged to this side, so that the badge has room. */
  static final int SMALLEST = 256;

  private final Workshop workshop;
  private final GeneratorFile file;
  private final Clearance clearance;
  private final Looks looks;
  private int near;
  private int faceless;
  private int faced;
  private int young;
  private int gated;

  /**
   * @param clearance on which the pictures are shown
   */
  Sieve(Workshop workshop, GeneratorFile file, Clearance clearance) {
    this.workshop = workshop;
    this.file = file;
    this.clearance = clearance;
    looks = new Looks(workshop.models(), file.faces());
  }

  /** Looks at a picture; null where it may not be shown, which is counted. */
  @Nullable Face look(float[] style, Frame picture) {
    double nearness = file.nearness(looks.of(picture));
    if (nearness >= file.tooNear()) {
      near++;
      return null;
    }
    Frame shown = enlarged(picture);
    if (!file.faces()) {
      if (!workshop.gate().faceless(clearance, shown)) {
        faced++;
        return null;
      }
      return new Face(style, shown, nearness, null);
    }
    List<FaceObservation> faces = workshop.finder().faces(shown);
    if (faces.size() != 1) {
      faceless++;
      return null;
    }
    Gate gate = workshop.gate();
    try {
      gate.person(clearance, shown, faces.getFirst().mesh());
    } catch (GateRefused e) {
      young++;
      return null;
    }
    return new Face(style, shown, nearness, faces.getFirst());
  }

  private static Frame enlarged(Frame f) {
    if (f.width() >= SMALLEST) {
      return f;
    }
    return f.sample(Affine2.scale((double) f.width() / SMALLEST), SMALLEST, SMALLEST);
  }

  /** The cosine between what two aligned faces look like. */
  double alike(Frame a, Frame b) {
    float[] x = looks.of(a);
    float[] y = looks.of(b);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** One more that a job's content gate did not let out. */
  void refusedByGate() {
    gated++;
  }

  /** What was kept back and why, in words. */
  String told() {
    return ("%d too near to one that was learnt from, %d without a face that is found, %d that look"
            + " too young, %d with a face from a generator of other things")
        .formatted(near, faceless, young, faced);
  }

  /** How many pictures were refused so far, by reason. */
  Map<String, Integer> refused() {
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("too_near", near);
    m.put("no_face", faceless);
    m.put("looks_too_young", young);
    m.put("unexpected_face", faced);
    m.put("content_gate", gated);
    return m;
  }

  @Override
  public void close() {
    looks.close();
  }
}
