package dev.likeness.forensics;

/** Looks at one face for one kind of trace. Not thread-safe: one for each thread. */
public interface Expert extends AutoCloseable {
  /** Short and lower-case, as reports and models name it. */
  String name();

  Family family();

  /**
   * Looks. The same subject gives the same opinion.
   *
   * @param draw whether evidence is wanted
   */
  Opinion look(Subject subject, boolean draw);

  @Override
  default void close() {}
}
