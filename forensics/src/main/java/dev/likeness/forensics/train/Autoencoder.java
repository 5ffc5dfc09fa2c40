package dev.likeness.forensics.train;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.models.net.Parameter;
import dev.likeness.models.net.Precision;
import dev.likeness.models.train.Adam;
import dev.likeness.models.train.Parameters;
import dev.likeness.models.train.Torch;
import dev.likeness.models.train.TorchOps;
import dev.likeness.models.train.Var;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small network that draws a picture anew from less: what comes out is the picture with the
 * traces of the network's up-sampling. One for each kind of up-sampling and number of doublings,
 * since each leaves traces of its own. Shapes, for d doublings:
 *
 * <pre>
 * picture   B × 3 × h × w
 * coded     B × (8·d) × h/2ᵈ × w/2ᵈ      3×3 convolutions, space folded into channels
 * drawn     B × 3 × h × w                up-sampling and a 3×3 convolution, d times
 * </pre>
 */
final class Autoencoder implements AutoCloseable {
  /** How pictures become larger. */
  enum Up {
    NEAREST,
    BILINEAR,
    SHUFFLE,
    TRANSPOSED
  }

  private static final int SIDE = 64;
  private static final int BATCH = 8;
  private static final float SLOPE = .1f;
  private static final int WIDE = 16;

  private final Torch torch;
  private final Up up;
  private final int doublings;
  private final Parameters parameters;

  Autoencoder(Torch torch, Up up, int doublings, Seed seed) {
    this.torch = torch;
    this.up = up;
    this.doublings = doublings;
    parameters = new Parameters(torch, list(), seed.derive(up + " " + doublings));
  }

  Up up() {
    return up;
  }

  private List<Parameter> list() {
    List<Parameter> all = new ArrayList<>();
    conv(all, "in", 3, 12, 3);
    int c = 12;
    for (int d = 0; d < doublings; d++) {
      conv(all, "down" + d, 4 * c, WIDE, 3);
      c = WIDE;
    }
    conv(all, "code", c, 8 * doublings, 1);
    conv(all, "open", 8 * doublings, WIDE, 3);
    for (int d = 0; d < doublings; d++) {
      switch (up) {
        case NEAREST, BILINEAR -> conv(all, "up" + d, WIDE, WIDE, 3);
        case SHUFFLE -> conv(all, "up" + d, WIDE, 4 * WIDE, 3);
        case TRANSPOSED -> {
          float spread = (float) Math.sqrt(2.0 / (4 * WIDE));
          all.add(Parameter.random("up" + d + ".weight", spread, WIDE, WIDE, 4, 4));
          all.add(Parameter.constant("up" + d + ".bias", 0, WIDE));
        }
      }
    }
    conv(all, "out", WIDE, 3, 3);
    return all;
  }

  private static void conv(List<Parameter> all, String name, int in, int out, int k) {
    float spread = (float) Math.sqrt(2.0 / (k * k * in));
    all.add(Parameter.random(name + ".weight", spread, out, in, k, k));
    all.add(Parameter.constant(name + ".bias", 0, out));
  }

  private Var of(TorchOps ops, Var picture) {
    Var x = layer(ops, "in", picture);
    for (int d = 0; d < doublings; d++) {
      x = layer(ops, "down" + d, ops.fold(x));
    }
    x = plain(ops, "code", x);
    x = layer(ops, "open", x);
    for (int d = 0; d < doublings; d++) {
      String name = "up" + d;
      x =
          switch (up) {
            case NEAREST -> layer(ops, name, ops.repeat(x));
            case BILINEAR -> layer(ops, name, ops.up(x));
            case SHUFFLE -> ops.leaky(ops.unfold(plain(ops, name, x)), SLOPE);
            case TRANSPOSED ->
                ops.leaky(
                    ops.spread(x, ops.parameter(name + ".weight"), ops.parameter(name + ".bias")),
                    SLOPE);
          };
    }
    return plain(ops, "out", x);
  }

  private static Var plain(TorchOps ops, String name, Var x) {
    return ops.conv(x, ops.parameter(name + ".weight"), ops.parameter(name + ".bias"));
  }

  private static Var layer(TorchOps ops, String name, Var x) {
    return ops.leaky(plain(ops, name, x), SLOPE);
  }

  /** Learns to draw parts of the pictures; returns the last mean error, in steps of 0–255. */
  double learn(List<Base> from, int steps, Seed seed, Progress progress) {
    SplittableRandom r = seed.derive("parts " + up + doublings).random();
    double error = 0;
    try (Adam adam = new Adam(parameters, .9, .99)) {
      float[] batch = new float[BATCH * 3 * SIDE * SIDE];
      for (int i = 1; i <= steps; i++) {
        progress.checkStop();
        progress.report("learning to draw, " + up, i, steps);
        for (int k = 0; k < BATCH; k++) {
          cut(from.get(r.nextInt(from.size())).frame(), r, batch, k * 3 * SIDE * SIDE);
        }
        try (Torch.Scope s = Torch.scope()) {
          TorchOps ops = new TorchOps(parameters, Precision.FULL);
          Var real = torch.of(batch, BATCH, 3, SIDE, SIDE);
          Var off = of(ops, real).minus(real);
          Var fine = off.minus(ops.up(ops.down(off)));
          Var loss = off.abs().mean().plus(fine.abs().mean());
          double rate = 3e-3 * Math.min(1, 1.4 * (1 - (double) i / steps) + .02);
          adam.step(loss, rate, i);
          error += .05 * (off.abs().mean().value() * 127.5 - error);
        }
      }
    }
    return error;
  }

  private static void cut(Frame f, SplittableRandom r, float[] to, int at) {
    int x = r.nextInt(Math.max(1, f.width() - SIDE + 1));
    int y = r.nextInt(Math.max(1, f.height() - SIDE + 1));
    boolean mirror = r.nextBoolean();
    for (int j = 0; j < SIDE; j++) {
      for (int i = 0; i < SIDE; i++) {
        int u = Math.min(f.width() - 1, x + (mirror ? SIDE - 1 - i : i));
        int v = Math.min(f.height() - 1, y + j);
        for (int c = 0; c < 3; c++) {
          to[at + (c * SIDE + j) * SIDE + i] = f.at(u, v, c) / 127.5f - 1;
        }
      }
    }
  }

  /** The picture drawn anew, of the same size. */
  Frame draw(Frame f) {
    int step = 1 << doublings;
    int w = (f.width() + step - 1) / step * step;
    int h = (f.height() + step - 1) / step * step;
    float[] in = new float[3 * w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        for (int c = 0; c < 3; c++) {
          in[(c * h + y) * w + x] =
              f.at(Math.min(x, f.width() - 1), Math.min(y, f.height() - 1), c) / 127.5f - 1;
        }
      }
    }
    float[] out;
    try (Torch.Scope s = Torch.forward()) {
      out = of(new TorchOps(parameters, Precision.FULL), torch.of(in, 1, 3, h, w)).values();
    }
    byte[] rgb = new byte[f.rgb().length];
    for (int y = 0, o = 0; y < f.height(); y++) {
      for (int x = 0; x < f.width(); x++) {
        for (int c = 0; c < 3; c++) {
          float v = (out[(c * h + y) * w + x] + 1) * 127.5f;
          rgb[o++] = (byte) Math.round(Math.max(0, Math.min(255, v)));
        }
      }
    }
    return new Frame(f.width(), f.height(), rgb);
  }

  @Override
  public void close() {
    parameters.close();
  }
}
