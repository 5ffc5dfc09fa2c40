package dev.likeness.provenance;

import dev.likeness.consent.Clearance;
import dev.likeness.provenance.mark.MarkId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one job's label says and shows, and on whose consent it stands.
 *
 * @param clearances at least one, but for sound in a voice that stands for nobody and for what is
 *     only repainted
 * @param mark what the invisible mark says; null for what has no pictures, or is not yet begun
 * @param stamped whether every picture bears the stamp of drafts; then it can only be looked at
 */
record LabelPlan(
    List<Clearance> clearances,
    Disclosure disclosure,
    BadgeSpec badge,
    @Nullable MarkId mark,
    boolean stamped) {
  LabelPlan {
    clearances = List.copyOf(clearances);
  }

  /** Of what can be approved. */
  LabelPlan(
      List<Clearance> clearances, Disclosure disclosure, BadgeSpec badge, @Nullable MarkId mark) {
    this(clearances, disclosure, badge, mark, false);
  }

  /** One line that is equal where pictures and consent are: what a resumed segment must match. */
  String describe() {
    StringBuilder s = new StringBuilder(disclosure.wording()).append(" ").append(badge.describe());
    s.append(mark == null ? "" : " | mark " + mark);
    s.append(stamped ? " | stamped" : "");
    for (Clearance c : clearances) {
      s.append(" | ").append(c.grantId()).append(' ').append(c.use().word());
    }
    return s.toString();
  }
}
