package dev.likeness.forensics.train;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceCrop;
import dev.likeness.faces.FaceObservation;
import dev.likeness.forensics.BlendExpert;
import dev.likeness.forensics.BlendNet;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.Subject;
import dev.likeness.media.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures the seam network and its map on faces that it has not seen. */
public final class SeamMeasure {
  private final Lesson.Tools tools;
  private final JudgeModel judge;

  /**
   * @throws ForensicsException MODEL where the judge has no seam network
   */
  public SeamMeasure(Lesson.Tools tools, JudgeModel judge) {
    if (judge.blend().isEmpty()) {
      throw new ForensicsException(Code.MODEL, "this judge has no seam network");
    }
    this.tools = tools;
    this.judge = judge;
  }

  /**
   * What was measured.
   *
   * @param pictures changed ones that it could look at
   * @param auc against the same pictures unchanged; NaN where there are none
   * @param overlap mean of intersection over union of the map (from its middle on) and truth
   * @param middle the median
   */
  public record Result(int pictures, double auc, double overlap, double middle) {}

  /** Each face of some folders, and the same blended upon itself; both come the same way. */
  public Result blended(List<Path> folders, Seed seed) {
    List<Base> faces =
        Stock.read(folders, 2, .5, tools, seed).stream().filter(b -> b.mesh() != null).toList();
    List<Double> real = new ArrayList<>();
    List<Double> fake = new ArrayList<>();
    List<Double> overlap = new ArrayList<>();
    try (BlendExpert e = expert()) {
      for (int i = 0; i < faces.size(); i++) {
        tools.progress().checkStop();
        tools.progress().report("seams", i, faces.size());
        FaceMesh mesh = java.util.Objects.requireNonNull(faces.get(i).mesh());
        SplittableRandom r = seed.derive("seam " + i).random();
        Way way = new Way(r.nextLong());
        Frame before = way.camera(faces.get(i).frame());
        SelfBlend.Blended b = SelfBlend.of(before, before, mesh, r);
        look(e, way.go(before, mesh), before, null, real, overlap);
        look(e, way.go(b.frame(), mesh), before, b.mask(), fake, overlap);
      }
    }
    return result(real, fake, overlap);
  }

  /** Pictures and the originals that they were made from, under the same names. */
  public Result changed(Path folder, Path originals) {
    List<Double> real = new ArrayList<>();
    List<Double> fake = new ArrayList<>();
    List<Double> overlap = new ArrayList<>();
    try (BlendExpert e = expert();
        Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      for (int i = 0; i < files.size(); i++) {
        tools.progress().checkStop();
        tools.progress().report("seams", i, files.size());
        Path original = originals.resolve(files.get(i).getFileName());
        if (!Files.exists(original)) {
          throw new ForensicsException(Code.DATA, original + " is not there");
        }
        Frame after = Images.read(files.get(i));
        Frame before = Images.read(original);
        if (before.width() != after.width() || before.height() != after.height()) {
          throw new ForensicsException(
              Code.DATA, files.get(i) + " and " + original + " differ in size");
        }
        for (FaceObservation o : tools.finder().meshes(after)) {
          Way.Arrived a = new Way.Arrived(after, o.mesh(), Affine2.IDENTITY);
          look(e, a, before, difference(before, after), fake, overlap);
        }
        for (FaceObservation o : tools.finder().meshes(before)) {
          Way.Arrived a = new Way.Arrived(before, o.mesh(), Affine2.IDENTITY);
          look(e, a, before, null, real, overlap);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result(real, fake, overlap);
  }

  private BlendExpert expert() {
    return new BlendExpert(tools.models(), judge.blend(), judge.blendScale(), judge.blendShift());
  }

  /** More than a label's noise: 6 of 255, over some pixels. */
  private static float[] difference(Frame a, Frame b) {
    float[] out = new float[a.width() * a.height()];
    for (int i = 0; i < out.length; i++) {
      for (int c = 0; c < 3; c++) {
        out[i] += Math.abs((a.rgb()[3 * i + c] & 255) - (b.rgb()[3 * i + c] & 255)) / 3f;
      }
    }
    Edits.smooth(out, a.width(), a.height(), 1, Math.max(1, a.width() / 150.0));
    for (int i = 0; i < out.length; i++) {
      out[i] = out[i] > 6 ? 1 : 0;
    }
    return out;
  }

  private static void look(
      BlendExpert e,
      Way.Arrived a,
      Frame before,
      float @Nullable [] replaced,
      List<Double> scores,
      List<Double> overlap) {
    FaceMesh mesh = java.util.Objects.requireNonNull(a.mesh());
    float[][] raw = e.raw(Subject.of(a.frame(), mesh, null));
    if (raw == null) {
      return;
    }
    scores.add((double) raw[1][0]);
    if (replaced != null) {
      float[] truth = new float[BlendNet.MASK * BlendNet.MASK];
      Affine2 back = a.map().inverse().after(FaceCrop.map(mesh, BlendNet.SIDE));
      SeamTruth.put(replaced, before, back, false, truth, 0);
      float[] map = BlendExpert.lifted(raw[0]);
      int both = 0;
      int any = 0;
      for (int i = 0; i < truth.length; i++) {
        both += truth[i] > .5 && map[i] > 0 ? 1 : 0;
        any += truth[i] > .5 || map[i] > 0 ? 1 : 0;
      }
      overlap.add(any == 0 ? 0.0 : (double) both / any);
    }
  }

  private static Result result(List<Double> real, List<Double> fake, List<Double> overlap) {
    double[] sorted = overlap.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Result(
        fake.size(),
        real.isEmpty() || fake.isEmpty() ? Double.NaN : Held.auc(numbers(real), numbers(fake)),
        java.util.Arrays.stream(sorted).average().orElse(0),
        sorted.length == 0 ? 0 : sorted[sorted.length / 2]);
  }

  private static double[] numbers(List<Double> all) {
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
