package dev.likeness.forensics.train;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceCrop;
import dev.likeness.forensics.BlendNet;
import dev.likeness.models.net.Precision;
import dev.likeness.models.onnx.Weights;
import dev.likeness.models.train.Adam;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Teaches {@link BlendNet}. A batch holds pairs: a face and the same face blended, both come the
 * same way.
 */
final class SeamTrainer {
  private static final int PAIRS = 8;
  private static final int N = 3 * BlendNet.SIDE * BlendNet.SIDE;
  private static final int CELLS = BlendNet.MASK * BlendNet.MASK;
  private static final double AVERAGE = .995;

  /** Of the pairs, when learning goes on. */
  private static final double PATCHY = .35;

  private SeamTrainer() {}

  /**
   * Learns.
   *
   * @param stock faces; parts of pictures without one are left out
   * @param steps batches of eight pairs
   * @return the parameters' running mean, by name
   */
  static Map<String, Weights> learn(
      Torch torch,
      List<Base> stock,
      Forger forger,
      int steps,
      Seed seed,
      Precision precision,
      Progress progress) {
    List<Base> faces = stock.stream().filter(b -> b.mesh() != null).toList();
    SplittableRandom r = seed.derive("seams").random();
    Pairs pairs = () -> new Pair(faces.get(r.nextInt(faces.size())), new Way(r.nextLong()), 0, r);
    return learn(torch, pairs, Map.of(), forger, steps, seed, precision, progress);
  }

  /**
   * Goes on learning, on faces and in every second pair along the outline of a face where there is
   * none; half of the pairs come the far way, films' losses among it, and some lose by {@link
   * Patchy}.
   *
   * @param from what was learnt before
   */
  static Map<String, Weights> more(
      Torch torch,
      List<Base> stock,
      Map<String, Weights> from,
      Forger forger,
      int steps,
      Seed seed,
      Progress progress) {
    List<Base> faces = stock.stream().filter(b -> b.mesh() != null).toList();
    List<Base> scenes = stock.stream().filter(b -> b.mesh() == null).toList();
    SplittableRandom r = seed.derive("more seams").random();
    Pairs pairs =
        () -> {
          List<Base> of = r.nextBoolean() ? scenes : faces;
          Base b = of.get(r.nextInt(of.size()));
          Way way = new Way(r.nextLong(), r.nextBoolean());
          return new Pair(b, way, r.nextDouble() < PATCHY ? r.nextLong() : 0, r);
        };
    return learn(torch, pairs, from, forger, steps, seed, Precision.FULL, progress);
  }

  /**
   * An untouched picture and the way that it and what is made of it go.
   *
   * @param patchy chance of {@link Patchy}; 0 where the way leads through no film's blocks
   */
  private record Pair(Base base, Way way, long patchy, SplittableRandom chance) {}

  private interface Pairs {
    Pair next();
  }

  private static Map<String, Weights> learn(
      Torch torch,
      Pairs pairs,
      Map<String, Weights> from,
      Forger forger,
      int steps,
      Seed seed,
      Precision precision,
      Progress progress) {
    try (Parameters p = new Parameters(torch, BlendNet.parameters(), seed.derive("blend"));
        Parameters mean = new Parameters(torch, BlendNet.parameters(), seed.derive("blend"));
        Adam adam = new Adam(p, .9, .99)) {
      p.give("detail.weight", BlendNet.detail());
      mean.give("detail.weight", BlendNet.detail());
      if (!from.isEmpty()) {
        p.load("", from);
        mean.load("", from);
      }
      float[] in = new float[2 * PAIRS * N];
      float[] mask = new float[2 * PAIRS * CELLS];
      float[] whole = new float[2 * PAIRS];
      for (int i = 1; i <= steps; i++) {
        progress.checkStop();
        progress.report("seams", i, steps);
        for (int k = 0; k < PAIRS; k++) {
          pair(pairs.next(), forger, k, in, mask, whole);
        }
        try (Torch.Scope s = Torch.scope()) {
          BlendNet.Out<Var> out =
              BlendNet.of(
                  new TorchOps(p, precision),
                  torch.of(in, 2 * PAIRS, 3, BlendNet.SIDE, BlendNet.SIDE));
          Var y = torch.of(whole, 2 * PAIRS, 1);
          Var m = torch.of(mask, 2 * PAIRS, 1, BlendNet.MASK, BlendNet.MASK);
          Var loss = cross(out.whole().full(), y).plus(cross(out.mask().full(), m));
          adam.step(loss, 1.5e-3 * Math.min(1, i / 30.0) * rate((double) i / steps), i);
        }
        mean.towards(p, 1 - Math.min(AVERAGE, i / (i + 10.0)));
      }
      Map<String, Weights> out = new HashMap<>();
      mean.save("", out);
      return out;
    }
  }

  private static double rate(double done) {
    return .5 * (1 + Math.cos(Math.PI * done)) + .01;
  }

  /** Binary cross-entropy of log-odds. */
  private static Var cross(Var z, Var y) {
    return z.softplus().minus(z.times(y)).mean();
  }

  private static void pair(Pair p, Forger forger, int k, float[] in, float[] mask, float[] whole) {
    SplittableRandom r = p.chance;
    Base b = p.base;
    FaceMesh mesh = b.mesh() == null ? Hull.in(b.frame(), r) : b.mesh();
    Way way = p.way;
    Frame real = way.camera(b.frame());
    Method method = r.nextDouble() < .8 ? Method.BLEND : Method.SPLICE;
    Forger.Forged fake = forger.make(method, real, mesh, r);
    boolean mirror = r.nextBoolean();
    Affine2 shake =
        new Affine2(
            1 + .08 * r.nextGaussian(),
            .04 * r.nextGaussian(),
            3 * r.nextGaussian(),
            .04 * r.nextGaussian(),
            1 + .08 * r.nextGaussian(),
            3 * r.nextGaussian());
    put(gone(p, real, mesh), null, real, shake, mirror, 2 * k, in, mask);
    put(gone(p, fake.frame(), mesh), fake.mask(), real, shake, mirror, 2 * k + 1, in, mask);
    whole[2 * k] = 0;
    whole[2 * k + 1] = 1;
  }

  private static Way.Arrived gone(Pair p, Frame f, FaceMesh mesh) {
    Way.Arrived a = p.way.go(f, mesh);
    return p.patchy == 0 || a.mesh() == null
        ? a
        : new Way.Arrived(Patchy.through(a.frame(), a.mesh(), p.patchy), a.mesh(), a.map());
  }

  private static void put(
      Way.Arrived a,
      float @org.jspecify.annotations.Nullable [] replaced,
      Frame before,
      Affine2 shake,
      boolean mirror,
      int at,
      float[] in,
      float[] mask) {
    FaceMesh mesh = java.util.Objects.requireNonNull(a.mesh());
    Affine2 map = FaceCrop.map(mesh, BlendNet.SIDE).after(shake);
    double shrink = Math.sqrt(Math.abs(map.a() * map.e() - map.b() * map.d()));
    Frame crop =
        a.frame().sample(map, BlendNet.SIDE, BlendNet.SIDE, Math.max(1, (int) Math.round(shrink)));
    BlendNet.put(mirror ? mirrored(crop.rgb()) : crop.rgb(), in, at * N);
    SeamTruth.put(replaced, before, a.map().inverse().after(map), mirror, mask, at * CELLS);
  }

  private static byte[] mirrored(byte[] rgb) {
    byte[] out = new byte[rgb.length];
    int n = BlendNet.SIDE;
    for (int y = 0; y < n; y++) {
      for (int x = 0; x < n; x++) {
        System.arraycopy(rgb, (y * n + n - 1 - x) * 3, out, (y * n + x) * 3, 3);
      }
    }
    return out;
  }
}
