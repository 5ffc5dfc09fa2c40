package dev.likeness.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Seed;
import dev.likeness.models.net.Precision;
import dev.likeness.models.net.Safetensors;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.onnx.Weights.F16;
import dev.likeness.models.train.Adam;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import dev.likeness.synthesis.RimLessons.Lesson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Trains {@link RimNet}: {@code mvn -pl synthesis -am -Dtest=RimTrainer -Drims.pictures=FOLDER
 * -Drims.out=FILE -Dsurefire.failIfNoSpecifiedTests=false verify}. FOLDER holds portraits of people
 * who do not exist; those whose names end in {@code -glasses} wear some and are left out. A fifth
 * of the people is held out and says how good it is. Stops after {@code -Drims.minutes} (20) or
 * {@code -Drims.steps} (6000).
 */
@EnabledIfSystemProperty(named = "rims.pictures", matches = ".+")
class RimTrainer {
  private static final int FOLDS = 5;
  private static final int BATCH = 8;

  /** Lessons that are kept and seen again; in each step so many are exchanged for new ones. */
  private static final int POOL = 1200;

  private static final int NEW = 2;
  private static final int HELD = 300;
  private static final double RATE = 1.5e-3;

  /** A rim covers little of a face. */
  private static final double RIM = 4;

  private static final double WORN = .3;

  /** To see spectacles where there are none is worse than to miss some. */
  private static final double BARE = 1.5;

  private final Seed seed = new Seed(7);
  private final SplittableRandom chance = seed.random();
  private final List<Sample> pool = new ArrayList<>();
  private final List<Sample> held = new ArrayList<>();

  /**
   * @param look see {@link RimNet#fold}, in steps of 1/40
   * @param rims likewise folded, 0 to 255
   */
  private record Sample(byte[] look, byte[] rims, boolean worn) {}

  @Test
  void train() throws IOException {
    RimLessons lessons = new RimLessons();
    lessons.portraits(Path.of(System.getProperty("rims.pictures")), FOLDS);
    lessons.puppets(Integer.getInteger("rims.puppets", 60), seed.derive("puppets"), FOLDS);
    System.out.printf("drawn%n");
    for (int i = 0; i < HELD; i++) {
      held.add(sample(lessons.lesson(chance, 0, true)));
    }
    for (int i = 0; i < POOL; i++) {
      pool.add(sample(lessons.lesson(chance, 0, false)));
    }
    int steps = Integer.getInteger("rims.steps", 6000);
    long until = System.nanoTime() + (long) (60e9 * Integer.getInteger("rims.minutes", 20));
    Torch torch = Torch.cpu(1);
    try (Parameters p = new Parameters(torch, RimNet.parameters(), seed.derive("rims"));
        Parameters mean = new Parameters(torch, RimNet.parameters(), seed.derive("rims"));
        Adam adam = new Adam(p, .9, .99)) {
      long began = System.nanoTime();
      double loss = 0;
      for (int n = 1; n <= steps && System.nanoTime() < until; n++) {
        // by whichever of the two ends it the rate has come down
        double done =
            Math.max((double) n / steps, (double) (System.nanoTime() - began) / (until - began));
        double rate = RATE * Math.min(1, n / 50.0) * (.5 + .5 * Math.cos(Math.PI * done));
        loss += .01 * (step(torch, p, adam, rate, n) - loss);
        mean.towards(p, 1 - Math.min(.998, n / (n + 10.0)));
        for (int k = 0; k < NEW; k++) {
          pool.set(chance.nextInt(POOL), sample(lessons.lesson(chance, 0, false)));
        }
        if (n % 250 == 0) {
          System.out.printf("step %d, %.3f: %s%n", n, loss, measure(torch, mean));
          write(mean, Path.of(System.getProperty("rims.out")), n);
        }
      }
      Held h = measure(torch, mean);
      System.out.println(h);
      assertThat(h.found()).isGreaterThan(.85);
      assertThat(h.wrong()).isLessThan(.05);
    }
  }

  private double step(Torch torch, Parameters p, Adam adam, double rate, int number) {
    float[] look = new float[BATCH * RimNet.IN * RimNet.W * RimNet.H];
    float[] rims = new float[BATCH * 4 * RimNet.W * RimNet.H];
    float[] worn = new float[BATCH];
    for (int i = 0; i < BATCH; i++) {
      put(pool.get(chance.nextInt(POOL)), i, look, rims, worn);
    }
    try (Torch.Scope s = Torch.scope()) {
      Var out = out(torch, p, look, BATCH);
      Var is = torch.of(rims, BATCH, 4, RimNet.H, RimNet.W);
      Var x = out.narrow(1, 0, 4);
      Var off = x.softplus().minus(x.times(is)).times(is.times(RIM).plus(1)).mean();
      Var z = out.narrow(1, 4, 1).mean(2, 3);
      Var on = torch.of(worn, BATCH, 1, 1, 1);
      Var wrong = z.softplus().minus(z.times(on));
      Var weight = on.times(1 - BARE).plus(BARE);
      Var loss = off.plus(wrong.times(weight).mean().times(WORN));
      adam.step(loss, rate, number);
      return loss.value();
    }
  }

  private static Var out(Torch torch, Parameters p, float[] look, int batch) {
    return RimNet.of(
        new TorchOps(p, Precision.FULL), torch.of(look, batch, RimNet.IN, RimNet.H, RimNet.W));
  }

  /**
   * @param found share of those with spectacles that are taken for such
   * @param wrong share of bare faces that are
   * @param kept mean share of a rim's pixels that are seen as such, {@code more} of pixels that are
   *     seen as a rim on bare faces
   */
  private record Held(double found, double wrong, double kept, double more) {}

  private Held measure(Torch torch, Parameters p) {
    double[] sum = new double[6];
    double rims = 0;
    int n = 4 * RimNet.W * RimNet.H;
    for (Sample s : held) {
      float[] look = new float[RimNet.IN * RimNet.W * RimNet.H];
      float[] is = new float[n];
      put(s, 0, look, is, new float[1]);
      try (Torch.Scope t = Torch.forward()) {
        Var out = out(torch, p, look, 1);
        float[] x = out.narrow(1, 0, 4).values();
        boolean said = out.narrow(1, 4, 1).mean().value() > 0;
        sum[s.worn() ? 0 : 1] += said ? 1 : 0;
        sum[s.worn() ? 2 : 3]++;
        for (int i = 0; i < n; i++) {
          if (s.worn() && is[i] > .7) {
            sum[4] += x[i] > 0 ? 1 : 0;
            rims++;
          } else if (!s.worn()) {
            sum[5] += x[i] > 0 ? 1.0 / n : 0;
          }
        }
      }
    }
    return new Held(sum[0] / sum[2], sum[1] / sum[3], sum[4] / rims, sum[5] / sum[3]);
  }

  private static Sample sample(Lesson l) {
    float[] in = RimNet.fold(l.patch());
    byte[] look = new byte[in.length];
    for (int i = 0; i < in.length; i++) {
      look[i] = (byte) Math.max(-127, Math.min(127, Math.round(40 * in[i])));
    }
    byte[] rims = new byte[4 * RimNet.W * RimNet.H];
    for (int i = 0; i < rims.length; i++) {
      int k = i / (RimNet.W * RimNet.H);
      int y = 4 * (i / RimNet.W % RimNet.H) + 2 * (k / 2);
      int x = 4 * (i % RimNet.W) + 2 * (k % 2);
      int o = y * RimNet.WIDTH + x;
      float[] on = l.label();
      float v = (on[o] + on[o + 1] + on[o + RimNet.WIDTH] + on[o + RimNet.WIDTH + 1]) / 4;
      // a cell that a thin rim crosses is one of it
      rims[i] = (byte) Math.round(255 * Math.min(1, 1.8f * v));
    }
    return new Sample(look, rims, l.worn());
  }

  private static void put(Sample s, int i, float[] look, float[] rims, float[] worn) {
    for (int k = 0; k < s.look().length; k++) {
      look[i * s.look().length + k] = s.look()[k] / 40f;
    }
    for (int k = 0; k < s.rims().length; k++) {
      rims[i * s.rims().length + k] = (s.rims()[k] & 255) / 255f;
    }
    worn[i] = s.worn() ? 1 : 0;
  }

  private static void write(Parameters p, Path to, int steps) throws IOException {
    Map<String, Weights> all = new LinkedHashMap<>();
    p.save("", all);
    all.replaceAll((name, w) -> new Weights(w.shape(), w.values(), new F16()));
    Safetensors.write(to, all, Map.of("steps", "" + steps, "network", "RimNet"));
  }
}
