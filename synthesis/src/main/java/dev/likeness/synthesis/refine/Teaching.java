package dev.likeness.synthesis.refine;

import dev.likeness.core.Seed;

/** What a refiner learns from. */
sealed interface Teaching permits Lessons, StartLessons {
  /** A batch by chance, the same for the same seed and step. */
  Lessons.Batch batch(Seed seed, long step);

  /** What is held out. */
  Lessons.Batch held();
}
