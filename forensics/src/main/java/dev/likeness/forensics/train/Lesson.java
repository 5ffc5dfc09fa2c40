package dev.likeness.forensics.train;

import dev.likeness.core.Progress;
import dev.likeness.faces.FaceFinder;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.models.Models;
import java.nio.file.Path;
import java.util.List;

/**
 * What a judge is taught: all of it ({@link JudgeTraining}), or one part, everything else of it
 * staying as it is.
 */
public sealed interface Lesson
    permits JudgeTraining,
        DrawnLesson,
        SeamLesson,
        FilmLesson,
        InsetLesson,
        GraftLesson,
        WorthLesson {
  /**
   * Teaches it. The same judge before, material and seed give the same judge on one machine.
   *
   * @throws dev.likeness.forensics.ForensicsException DATA where the material is too little
   */
  JudgeModel run();

  /**
   * What to learn from and how long.
   *
   * @param data folders with pictures that are not blended
   * @param given folders with pictures that a machine has drawn, taken at full size too
   * @param redrawn folders with pictures of {@code data} that networks of others had drawn anew
   *     ({@link Stock#redrawn}); seams are not looked for in them
   * @param seed where all chance comes from
   * @param each how many sizes of each face, and six times as many parts of a picture without one
   * @param drawing steps of each autoencoder
   * @param threads of the processor
   */
  record Material(
      List<Path> data,
      List<Path> given,
      List<Path> redrawn,
      long seed,
      int each,
      int drawing,
      int threads) {
    public Material {
      data = List.copyOf(data);
      given = List.copyOf(given);
      redrawn = List.copyOf(redrawn);
      if (each < 1 || drawing < 1 || threads < 1) {
        throw new IllegalArgumentException(
            "%d sizes, %d steps, %d threads".formatted(each, drawing, threads));
      }
    }

    /** As it stands in a judge's notes. */
    String told() {
      return "seed %d, %d sizes, %d steps of drawing".formatted(seed, each, drawing);
    }
  }

  /**
   * What it takes to teach.
   *
   * @param models must outlive the lesson
   * @param finder likewise; used, not closed
   */
  record Tools(Models models, FaceFinder finder, Progress progress) {}
}
