package dev.likeness.flow.gan;

import dev.likeness.core.Affine2;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.Workshop;
import dev.likeness.synthesis.duel.Collector;
import dev.likeness.synthesis.duel.Collector.Framing;
import dev.likeness.synthesis.duel.Fidelity;
import dev.likeness.synthesis.duel.GeneratorFile;
import dev.likeness.synthesis.duel.Looks;
import dev.likeness.synthesis.duel.PictureMaker;
import dev.likeness.synthesis.duel.PictureSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures a generator against a folder of pictures. */
public final class Evaluation {
  /** So many times as many are drawn at most, that enough may leave. */
  private static final int MOST = 4;

  private Evaluation() {}

  /**
   * What was measured.
   *
   * @param fidelity of the first {@code drawn}, whether they may leave or not
   * @param leaving of those that are not too near to one learnt from: as many, or of four times as
   *     many that were drawn; null where fewer than 5 are
   * @param features what pictures were compared with
   * @param real how many real pictures
   * @param drawn how many drawn ones
   * @param found share of drawn pictures in which a face is found; −1 where none is meant to be
   * @param tooNear share of drawn pictures that would be refused as too near to one learnt from
   * @param milliseconds for one picture, on one thread, the median
   */
  public record Result(
      Fidelity fidelity,
      @Nullable Fidelity leaving,
      String features,
      int real,
      int drawn,
      double found,
      double tooNear,
      double milliseconds) {}

  /**
   * Draws and measures.
   *
   * @param data real pictures, cut as for training
   * @param count how many are drawn
   * @param variety see {@link PictureMaker#style}
   */
  public static Result of(
      Workshop workshop,
      GeneratorFile file,
      Path data,
      int count,
      Seed seed,
      double variety,
      Progress progress) {
    Framing framing = file.faces() ? Framing.FACES : Framing.CENTRE;
    PictureSet set =
        new Collector(
                workshop.finder(),
                file.size().side(),
                framing,
                Collector.Faces.AS_THEY_ARE,
                progress)
            .look(data)
            .set();
    List<float[]> real = new ArrayList<>();
    List<float[]> drawn = new ArrayList<>();
    List<float[]> leaving = new ArrayList<>();
    int found = 0;
    int all = 0;
    int near = 0;
    double[] times = new double[count];
    try (Looks looks = new Looks(workshop.models(), file.faces());
        PictureMaker maker = new PictureMaker(workshop.models(), file)) {
      for (int i = 0; i < set.size(); i++) {
        real.add(looks.of(set.frame(i)));
      }
      for (; all < count || leaving.size() < count && all < MOST * count; all++) {
        progress.checkStop();
        progress.report("drawing", Math.min(drawn.size(), leaving.size()) + 1L, count);
        int label = file.size().classes() == 0 ? 0 : all % file.size().classes();
        long t = System.nanoTime();
        float[] latent = maker.latent(seed.derive("drawn " + all), label);
        Frame f = maker.draw(maker.style(latent, label, variety));
        long took = System.nanoTime() - t;
        float[] look = looks.of(f);
        if (file.nearness(look) >= file.tooNear()) {
          near++;
        } else if (leaving.size() < count) {
          leaving.add(look);
        }
        if (all < count) {
          times[all] = took / 1e6;
          drawn.add(look);
          found += file.faces() && face(workshop, f) ? 1 : 0;
        }
      }
    }
    java.util.Arrays.sort(times);
    return new Result(
        Fidelity.of(real, drawn),
        leaving.size() < 5 ? null : Fidelity.of(real, leaving),
        file.faces() ? "FaceRes descriptor (1024 numbers)" : "colours at 16×16",
        set.size(),
        count,
        file.faces() ? (double) found / count : -1,
        (double) near / all,
        times[count / 2]);
  }

  private static boolean face(Workshop workshop, Frame f) {
    int side = Math.max(256, f.width());
    Frame shown = f.sample(Affine2.scale((double) f.width() / side), side, side);
    return !workshop.finder().faces(shown).isEmpty();
  }
}
