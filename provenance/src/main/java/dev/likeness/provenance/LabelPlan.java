package dev.likeness.provenance;

import dev.likeness.consent.Clearance;
import java.util.List;

/** What one job's label says and shows, and on whose consent it stands. */
record LabelPlan(List<Clearance> clearances, Disclosure disclosure, BadgeSpec badge) {
  LabelPlan {
    if (clearances.isEmpty()) {
      throw new IllegalArgumentException("a label needs at least one clearance");
    }
    clearances = List.copyOf(clearances);
  }

  /** One line that is equal where pictures and consent are: what a resumed segment must match. */
  String describe() {
    StringBuilder s = new StringBuilder(disclosure.wording()).append(" ").append(badge.describe());
    for (Clearance c : clearances) {
      s.append(" | ").append(c.grantId()).append(' ').append(c.use().word());
    }
    return s.toString();
  }
}
