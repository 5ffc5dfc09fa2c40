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

/** Measures a generator against a folder of pictures. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * What was measured.
   *
   * @param features what pictures were compared with
   * @param real how many real pictures
   * @param drawn how many drawn ones
   * @param found share of drawn pictures in which a face is found; −1 where none is meant to be
   * @param tooNear share of drawn pictures that would be refused as too near to one learnt from
   * @param milliseconds for one picture, on one thread, the median
   */
  public record Result(
      Fidelity fidelity,
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
    int found = 0;
    int near = 0;
    double[] times = new double[count];
    try (Looks looks = new Looks(workshop.models(), file.faces());
        PictureMaker maker = new PictureMaker(workshop.models(), file)) {
      for (int i = 0; i < set.size(); i++) {
        real.add(looks.of(set.frame(i)));
      }
      for (int i = 0; i < count; i++) {
        progress.checkStop();
        progress.report("drawing", i + 1, count);
        int label = file.size().classes() == 0 ? 0 : i % file.size().classes();
        long t = System.nanoTime();
        Frame f = maker.draw(maker.style(maker.latent(seed.derive("drawn " + i)), label, variety));
        times[i] = (System.nanoTime() - t) / 1e6;
        float[] look = looks.of(f);
        drawn.add(look);
        near += file.nearness(look) >= file.tooNear() ? 1 : 0;
        found += file.faces() && face(workshop, f) ? 1 : 0;
      }
    }
    java.util.Arrays.sort(times);
    return new Result(
        Fidelity.of(real, drawn),
        file.faces() ? "FaceRes descriptor (1024 numbers)" : "colours at 16×16",
        set.size(),
        count,
        file.faces() ? (double) found / count : -1,
        (double) near / count,
        times[count / 2]);
  }

  private static boolean face(Workshop workshop, Frame f) {
    int side = Math.max(256, f.width());
    Frame shown = f.sample(Affine2.scale((double) f.width() / side), side, side);
    return !workshop.finder().faces(shown).isEmpty();
  }
}
