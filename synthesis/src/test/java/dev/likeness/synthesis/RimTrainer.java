package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.media.Images;
import dev.likeness.models.Models;
import dev.likeness.puppet.Glasses;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Light;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Trains {@link RimNet}: {@code mvn -pl synthesis -am -Dtest=RimTrainer -Drims.pictures=FOLDER
 * -Drims.out=FILE -Dsurefire.failIfNoSpecifiedTests=false verify}. FOLDER holds portraits of people
 * who do not exist; those whose names end in {@code -glasses} wear some. Bare faces are such
 * portraits and puppets; spectacles are drawn on the portraits, and puppets wear real ones. Twice a
 * fifth of the portraits is left out of a first training, to say how good it is.
 */
@EnabledIfSystemProperty(named = "rims.pictures", matches = ".+")
class RimTrainer {
  private static final int ROUNDS = 100;
  private static final int FOLDS = 5;

  /** A picture of {@link LensPlane} with ten pixels a centimetre, before it is softened. */
  private static final int WIDE = 160;

  private static final int HIGH = 90;

  /** How much of a portrait's fine relief is left. */
  private static final float[] RELIEF = {1, .45f};

  private final LensPlane plane = new LensPlane(FaceTopology.canonical());
  private final SplittableRandom chance = new SplittableRandom(7);
  private final List<Sample> samples = new ArrayList<>();

  private record Sample(float[] features, boolean worn, int fold) {}

  @Test
  void train() throws IOException {
    try (Models models = new Models();
        FaceFinder finder = new FaceFinder(models)) {
      portraits(finder);
      puppets();
    }
    float[] scale = scale();
    int right = 0;
    int wrong = 0;
    int bare = 0;
    int all = 0;
    for (int fold = 0; fold < 2; fold++) {
      Net net = train(scale, fold);
      for (Sample s : samples) {
        if (s.fold() == fold) {
          boolean said = net.worn(s.features(), scale) > .9;
          right += s.worn() && said ? 1 : 0;
          all += s.worn() ? 1 : 0;
          wrong += !s.worn() && said ? 1 : 0;
          bare += s.worn() ? 0 : 1;
        }
      }
    }
    System.out.printf(
        "left out: %d of %d with spectacles found, %d of %d without taken for some%n",
        right, all, wrong, bare);
    write(train(scale, FOLDS), scale, Path.of(System.getProperty("rims.out")));
    assertThat((double) right / all).isGreaterThan(.8);
    assertThat((double) wrong / bare).isLessThan(.08);
  }

  private void portraits(FaceFinder finder) throws IOException {
    List<Path> files;
    try (Stream<Path> s = Files.list(Path.of(System.getProperty("rims.pictures")))) {
      files = s.filter(Images::isImage).sorted().toList();
    }
    for (int i = 0; i < files.size(); i++) {
      Frame f = Images.read(files.get(i));
      List<FaceObservation> faces = finder.faces(f);
      if (faces.isEmpty()) {
        continue;
      }
      Frame patch = patch(f, faces.get(0));
      boolean worn = files.get(i).getFileName().toString().contains("-glasses.");
      for (float relief : RELIEF) {
        Frame face = relief < 1 ? softened(patch, relief) : patch;
        for (int soft = 1; soft <= 2; soft++) {
          if (relief == 1 || !worn) {
            add(face, worn, soft, i % FOLDS);
          }
          for (int k = 0; k < 2 && !worn; k++) {
            add(wear(face), true, soft, i % FOLDS);
          }
        }
      }
    }
  }

  /** Wrinkles, pores and shine weakened, as soft light shows them: a mix with a blurred copy. */
  private static Frame softened(Frame f, float relief) {
    int n = 8;
    Frame small = f.sample(new Affine2(n, 0, 0, 0, n, 0), WIDE / n, HIGH / n);
    Frame blurred = small.sample(new Affine2(1.0 / n, 0, 0, 0, 1.0 / n, 0), WIDE, HIGH);
    byte[] out = f.rgb().clone();
    for (int i = 0; i < out.length; i++) {
      float mean = blurred.rgb()[i] & 255;
      out[i] = (byte) Math.round(mean + relief * ((out[i] & 255) - mean));
    }
    return new Frame(WIDE, HIGH, out);
  }

  private void puppets() {
    Glasses.Form[] forms = Glasses.Form.values();
    int[] colours = {0x1A1A1C, 0x8A6A3A, 0x5A2A20, 0x7A1F3D, 0x2A3A5A, 0x909498};
    Light[] lights = Light.values();
    int n = 0;
    for (Identity who : Identity.cast()) {
      for (int k = 0; k < 2; k++, n++) {
        Glasses g =
            new Glasses(
                forms[chance.nextInt(forms.length)],
                colours[chance.nextInt(colours.length)],
                .08 + .2 * chance.nextDouble());
        Identity dressed = who.wearing(k % 2 == 0 ? null : g);
        Pose pose =
            Pose.NEUTRAL.turned(
                24 * (chance.nextDouble() - .5), 12 * (chance.nextDouble() - .5), 0);
        var shot = Puppet.render(dressed, pose, Scene.of(384, 384).with(lights[n % lights.length]));
        FaceObservation.Quality q = new FaceObservation.Quality(80, 1, 1);
        FaceObservation face =
            new FaceObservation(0, 0, shot.mesh(), 1, true, false, q, new float[0]);
        add(patch(shot.frame(), face), k % 2 == 1, 1 + n / 2 % 2, n / 2 % FOLDS);
      }
    }
  }

  private Frame patch(Picture p, FaceObservation face) {
    Affine2 m = plane.toPicture(face.mesh());
    return p.sample(m.after(new Affine2(.1, 0, -8, 0, .1, -4)), WIDE, HIGH);
  }

  /**
   * @param soft 1 as it is, 2 through half the pixels
   */
  private void add(Frame patch, boolean worn, int soft, int fold) {
    double s = (double) WIDE / LineMaps.WIDTH;
    Frame f = patch;
    if (soft > 1) {
      f = f.sample(new Affine2(soft, 0, 0, 0, soft, 0), WIDE / soft, HIGH / soft);
    }
    f = f.sample(new Affine2(s / soft, 0, 0, 0, s / soft, 0), LineMaps.WIDTH, LineMaps.HEIGHT);
    samples.add(new Sample(RimNet.features(LineMaps.of(f, plane.apart)), worn, fold));
  }

  /** Draws spectacles of some shape, colour, thickness and shine, with bridge and temples. */
  private Frame wear(Frame f) {
    double a = 2.1 + .7 * chance.nextDouble();
    double b = (.68 + .37 * chance.nextDouble()) * a;
    double square = 2 + 3 * chance.nextDouble() * chance.nextDouble();
    double apart = Math.max(a + .7 + .5 * chance.nextDouble(), 2.8 + .6 * chance.nextDouble());
    double middle = .1 + .6 * chance.nextDouble();
    double shift = .3 * (chance.nextDouble() - .5);
    double tilt = .06 * (chance.nextDouble() - .5);
    double thick = .04 + .2 * chance.nextDouble() * chance.nextDouble();
    double[] colour = colour();
    // many rims are as bright as skin, only greyer
    double opaque = .45 + .55 * chance.nextDouble();
    double shine = 1.2 * chance.nextDouble();
    double turn = 6 * chance.nextDouble();
    double mirror = chance.nextInt(3) == 0 ? .25 * chance.nextDouble() : 0;
    double bridge = middle - b * (.2 + .5 * chance.nextDouble());
    double arc = .3 * chance.nextDouble();
    byte[] out = f.rgb().clone();
    for (int y = 0; y < HIGH; y++) {
      for (int x = 0; x < WIDE; x++) {
        double px = (x + .5) / 10 - 8 - shift;
        double py = (y + .5) / 10 - 4 + tilt * px;
        double ex = Math.abs(px) - apart;
        double ey = py - middle;
        double far =
            Math.pow(
                Math.pow(Math.abs(ex) / a, square) + Math.pow(Math.abs(ey) / b, square),
                1 / square);
        double len = Math.hypot(ex, ey);
        double m = len < 1e-6 ? 0 : stroke(Math.abs(len - len / far), thick);
        double inner = apart - a;
        if (Math.abs(px) < inner + .1) {
          double at = bridge - arc * (1 - px / inner * (px / inner));
          m = Math.max(m, stroke(Math.abs(py - at), thick));
        }
        if (Math.abs(px) > apart + a - .1) {
          m = Math.max(m, stroke(Math.abs(py - (middle - .35 * b)), .9 * thick));
        }
        m *= opaque;
        double lit =
            1
                + shine
                    * Math.max(0, Math.sin(3 * Math.atan2(ey, ex) + turn + (px > 0 ? 2 : 0)) - .6);
        double glare = far < 1 ? mirror * Math.max(0, Math.sin(1.3 * ex + 1.1 * ey + turn)) : 0;
        for (int c = 0; c < 3; c++) {
          int i = 3 * (y * WIDE + x) + c;
          double v = out[i] & 255;
          v += glare * (235 - v);
          v += m * (Math.min(255, colour[c] * lit) - v);
          out[i] = (byte) (int) Math.max(0, Math.min(255, v));
        }
      }
    }
    return new Frame(WIDE, HIGH, out);
  }

  private static double stroke(double distance, double thick) {
    return Math.max(0, Math.min(1, (thick + .06 - distance) / .12));
  }

  private double[] colour() {
    double v = chance.nextDouble();
    return switch (chance.nextInt(5)) {
      case 0 -> new double[] {10 + 30 * v, 10 + 30 * v, 11 + 30 * v};
      case 1 -> new double[] {70 + 100 * v, 70 + 100 * v, 72 + 100 * v};
      case 2 -> new double[] {42 + 56 * v, 27 + 36 * v, 18 + 24 * v};
      case 3 -> new double[] {105 + 84 * v, 95 + 76 * v, 75 + 60 * v};
      default -> new double[] {20 + 50 * v, 16 + 40 * v, 26 + 65 * v};
    };
  }

  /** Mean and spread of each feature. */
  private float[] scale() {
    float[] out = new float[2 * RimNet.FEATURES];
    for (int i = 0; i < RimNet.FEATURES; i++) {
      double sum = 0;
      double square = 0;
      for (Sample s : samples) {
        sum += s.features()[i];
        square += s.features()[i] * s.features()[i];
      }
      double mean = sum / samples.size();
      out[2 * i] = (float) mean;
      out[2 * i + 1] =
          (float) Math.sqrt(Math.max(0, square / samples.size() - mean * mean)) + 1e-3f;
    }
    return out;
  }

  /** Trains on all samples but those of one fold, by gradients one sample at a time. */
  private Net train(float[] scale, int without) {
    Net net = new Net(new SplittableRandom(1));
    SplittableRandom order = new SplittableRandom(2);
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < samples.size(); i++) {
        Sample s = samples.get(order.nextInt(samples.size()));
        if (s.fold() != without) {
          net.step(s, scale, round < 2 * ROUNDS / 3 ? .02 : .005);
        }
      }
    }
    return net;
  }

  private static final class Net {
    private static final double DECAY = 3e-4;

    /** To see spectacles where there are none is worse than to miss some. */
    private static final double BARE = 2;

    final double[][] w = new double[RimNet.HIDDEN][RimNet.FEATURES];
    final double[] b = new double[RimNet.HIDDEN];
    final double[] v = new double[RimNet.HIDDEN];
    double c;

    Net(SplittableRandom r) {
      for (int h = 0; h < w.length; h++) {
        for (int i = 0; i < w[h].length; i++) {
          w[h][i] = .4 * (r.nextDouble() - .5);
        }
        v[h] = r.nextDouble() - .5;
      }
    }

    private double[] hidden(float[] x, float[] scale) {
      double[] out = new double[w.length];
      for (int h = 0; h < w.length; h++) {
        double s = b[h];
        for (int i = 0; i < x.length; i++) {
          s += w[h][i] * RimNet.scaled(x[i], scale[2 * i], scale[2 * i + 1]);
        }
        out[h] = Math.tanh(s);
      }
      return out;
    }

    double worn(float[] x, float[] scale) {
      return worn(hidden(x, scale));
    }

    private double worn(double[] hidden) {
      double s = c;
      for (int h = 0; h < hidden.length; h++) {
        s += v[h] * hidden[h];
      }
      return 1 / (1 + Math.exp(-s));
    }

    void step(Sample s, float[] scale, double rate) {
      double[] hidden = hidden(s.features(), scale);
      double e = (s.worn() ? 1 : BARE) * (worn(hidden) - (s.worn() ? 1 : 0));
      c -= rate * e;
      for (int h = 0; h < hidden.length; h++) {
        double g = e * v[h] * (1 - hidden[h] * hidden[h]);
        v[h] -= rate * (e * hidden[h] + DECAY * v[h]);
        b[h] -= rate * g;
        for (int i = 0; i < s.features().length; i++) {
          double x = RimNet.scaled(s.features()[i], scale[2 * i], scale[2 * i + 1]);
          w[h][i] -= rate * (g * x + DECAY * w[h][i]);
        }
      }
    }
  }

  private static void write(Net net, float[] scale, Path to) throws IOException {
    StringBuilder out =
        new StringBuilder("# RimNet, written by RimTrainer: mean and spread of each feature,\n");
    out.append("# hidden weights row by row, hidden biases, output weights, output bias\n");
    for (int i = 0; i < scale.length; i += 2) {
      out.append(String.format(Locale.ROOT, "%.5f %.5f%n", scale[i], scale[i + 1]));
    }
    for (double[] row : net.w) {
      line(out, row);
    }
    line(out, net.b);
    line(out, net.v);
    line(out, new double[] {net.c});
    Files.writeString(to, out);
  }

  private static void line(StringBuilder out, double[] row) {
    for (int i = 0; i < row.length; i++) {
      out.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.5f", row[i]));
    }
    out.append('\n');
  }
}
