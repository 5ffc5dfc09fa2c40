package dev.likeness.provenance.c2pa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Bytes of a file, the last exclusive. */
record Range(long from, long to) {
  long length() {
    return to - from;
  }

  /** In order, those that touch or overlap as one. */
  static List<Range> joined(List<Range> ranges) {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingLong(Range::from));
    List<Range> out = new ArrayList<>();
    for (Range r : sorted) {
      Range last = out.isEmpty() ? null : out.getLast();
      if (last != null && r.from <= last.to) {
        out.set(out.size() - 1, new Range(last.from, Math.max(last.to, r.to)));
      } else {
        out.add(r);
      }
    }
    return out;
  }
}
