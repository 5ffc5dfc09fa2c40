package dev.likeness.forensics;

/** What is said of a medium in the end. */
public enum Verdict {
  /** Nothing speaks against it, and enough could be looked at. */
  AUTHENTIC,
  /** Made or changed by a machine, by two kinds of traces that do not depend on each other. */
  MANIPULATED,
  /** It cannot be told. */
  INCONCLUSIVE
}
