package dev.likeness.synthesis;

import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.MouthShape;

/**
 * Where the mouth is in the picture, how it is open, and where its teeth end. Canonical units from
 * where shut lips meet, downwards, unless said. Immutable.
 */
final class MouthPlace {
  /** So far below where shut lips meet upper teeth end. */
  private static final float UPPER_END = .42f;

  /** An upper lip that hides teeth hides so much more of them than usual. */
  private static final float HIDDEN = .6f;

  /** So much further down lower teeth are behind rounded lips. */
  private static final float BEHIND = .2f;

  /** A slit shows how teeth end and not how tall they are: gum does not begin sooner. */
  private static final float LEAST_CROWN = .8f;

  /** A mouth open by this, in canonical units, shows its own inside. */
  private static final float OPEN = .35f;

  final float cx;
  final float cy;
  final ToothRow.Axes axes;
  final float unit;
  final float drop;
  final float tongue;
  final float own;
  final float shownGap;
  final float upperEnd;
  final float lowerEnd;

  /** What the picture shows teeth above is gum: so tall they are at most. */
  final float crown;

  /** Half the mouth's width, how far it is open, how much higher than its middle its corners. */
  final float half;

  final float gap;
  final float bow;

  MouthPlace(
      FaceMesh base,
      FaceMesh still,
      FaceMesh moved,
      MouthShape s,
      float hidden,
      float rounded,
      boolean teeth,
      Box box) {
    cx = (still.x(13) + still.x(14)) / 2 - box.x();
    cy = (still.y(13) + still.y(14)) / 2 - box.y();
    HeadFrame head = HeadFrame.of(still);
    float[] p = new float[9];
    head.add(p, 0, 1, 0, 0);
    head.add(p, 1, 0, 1, 0);
    head.add(p, 2, 0, 0, 1);
    axes = new ToothRow.Axes(p[0], p[1], p[3], p[4], p[6], p[7]);
    unit = axes.unit();
    float wide = (float) base.distance(13, 14) / unit;
    shownGap = wide;
    own = teeth ? (1 - hidden) * Rings.smooth(.25f * OPEN, OPEN, wide) : 0;
    half = (float) moved.distance(78, 308) / unit / 2;
    gap = (float) moved.distance(13, 14) / unit;
    drop = InnerMouth.DROP * s.jaw();
    tongue = s.tongue();
    float[] l = head.local(still);
    float middle = (l[3 * 13 + 1] + l[3 * 14 + 1]) / 2;
    bow = middle - (l[3 * 78 + 1] + l[3 * 308 + 1]) / 2;
    // teeth that the picture shows end within its opening
    float end = UPPER_END - .2f * wide - HIDDEN * hidden;
    upperEnd = end + own * (Math.min(end, wide / 2 + .02f) - end);
    crown = own > 0 ? Math.max(LEAST_CROWN, upperEnd + wide / 2) : Float.MAX_VALUE;
    float low = drop + InnerMouth.LOWER_END + .4f * wide + BEHIND * rounded;
    lowerEnd = Math.max(low, upperEnd - .3f);
  }
}
