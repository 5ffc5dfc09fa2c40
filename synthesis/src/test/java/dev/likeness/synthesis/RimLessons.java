package dev.likeness.synthesis;

import dev.likeness.core.Affine2;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.media.Images;
import dev.likeness.models.Models;
import dev.likeness.puppet.Glasses;
import dev.likeness.puppet.Identity;
import dev.likeness.puppet.Performance;
import dev.likeness.puppet.Pose;
import dev.likeness.puppet.Puppet;
import dev.likeness.puppet.PuppetShot;
import dev.likeness.puppet.Scene;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.jspecify.annotations.Nullable;

/**
 * What {@link RimNet} learns from: people who do not exist (portraits that a generator drew, and
 * puppets), bare and with spectacles drawn on or, puppets, really worn; with strands, wrinkles and
 * shadows that are none, and as coarse, noisy and compressed as clips are.
 */
final class RimLessons {
  /** A larger picture of the plane, so that lessons may be shifted. */
  private static final int WIDE = 336;

  private static final int HIGH = 208;

  /** Of each puppet so many poses. */
  private static final int SHOTS = 5;

  private static final float X = -10.5f;
  private static final float Y = -6;

  private final LensPlane plane = new LensPlane(FaceTopology.canonical());

  /**
   * A face.
   *
   * @param rims how much of each pixel is a rim; null for a bare face
   */
  private record Base(Frame patch, byte @Nullable [] rims, int fold) {}

  /**
   * A lesson.
   *
   * @param label how much of each pixel of the plane's picture is a rim
   */
  record Lesson(Frame patch, float[] label, boolean worn) {}

  private final List<Base> portraits = new ArrayList<>();
  private final List<Base> puppets = new ArrayList<>();

  /**
   * Reads portraits; those whose names end in {@code -glasses}, which wear some, are left out.
   *
   * @param folds every so many-th is of the same fold
   */
  void portraits(Path folder, int folds) {
    try (Models models = new Models();
        FaceFinder finder = new FaceFinder(models);
        Stream<Path> s = Files.list(folder)) {
      for (Path p : s.filter(Images::isImage).sorted().toList()) {
        Frame f = Images.read(p);
        List<FaceObservation> faces = finder.faces(f);
        if (!faces.isEmpty() && !p.getFileName().toString().contains("-glasses.")) {
          portraits.add(
              new Base(patch(f, faces.getFirst().mesh()), null, portraits.size() % folds));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Frame patch(Picture p, FaceMesh mesh) {
    double s = 1 / RimNet.PIXELS;
    Affine2 map = plane.toPicture(mesh).after(new Affine2(s, 0, X, 0, s, Y));
    return p.sample(map, WIDE, HIGH);
  }

  /** Draws puppets: each some times with spectacles, and as many without. */
  void puppets(int many, Seed seed, int folds) {
    Glasses.Form[] forms = Glasses.Form.values();
    for (int i = 0; i < many; i++) {
      SplittableRandom r = seed.derive("puppet " + i).random();
      Identity who = Identity.random(seed.derive("person " + i));
      double thick = r.nextDouble();
      Glasses g =
          new Glasses(
              forms[r.nextInt(forms.length)], r.nextInt(0x1000000), .05 + .3 * thick * thick);
      Puppet plain = Puppet.of(who.wearing(null));
      Puppet dressed = Puppet.of(who.wearing(g));
      for (int k = 0; k < SHOTS; k++) {
        shoot(plain, dressed, seed.derive("acts " + i + " " + k), i % folds);
      }
    }
  }

  private void shoot(Puppet plain, Puppet dressed, Seed seed, int fold) {
    SplittableRandom r = seed.random();
    Pose pose =
        Performance.showreel(seed)
            .at(20 * r.nextDouble())
            .turned(16 * r.nextGaussian(), 7 * r.nextGaussian(), 3 * r.nextGaussian());
    Scene scene = Scene.byChance(r.nextInt(160, 420), r);
    PuppetShot bare = plain.render(pose, scene);
    PuppetShot worn = dressed.render(pose, scene);
    byte[] rims = new byte[3 * worn.occluder().values().length];
    for (int k = 0; k < rims.length; k++) {
      float on = worn.occluder().values()[k / 3] - bare.occluder().values()[k / 3];
      rims[k] = (byte) Math.round(255 * Math.max(0, on));
    }
    Frame mask = new Frame(scene.width(), scene.height(), rims);
    puppets.add(new Base(patch(bare.frame(), bare.mesh()), null, fold));
    byte[] label = patch(mask, worn.mesh()).rgb();
    puppets.add(new Base(patch(worn.frame(), worn.mesh()), label, fold));
  }

  /** A lesson that chance makes of faces of all folds but one, or of that one alone. */
  Lesson lesson(SplittableRandom r, int fold, boolean held) {
    while (true) {
      List<Base> from = r.nextInt(3) == 0 ? puppets : portraits;
      Base base = from.get(r.nextInt(from.size()));
      if (base.fold() == fold == held) {
        return lesson(base, r);
      }
    }
  }

  private static Lesson lesson(Base base, SplittableRandom r) {
    double turn = .03 * r.nextGaussian();
    double size = Math.exp(.035 * r.nextGaussian());
    double mirror = r.nextBoolean() ? 1 : -1;
    double cx = RimNet.WIDTH / 2.0;
    double cy = RimNet.HEIGHT / 2.0;
    double ox = (-X + .12 * r.nextGaussian()) * RimNet.PIXELS;
    double oy = (-Y + RimNet.TOP + .15 * r.nextGaussian()) * RimNet.PIXELS + RimNet.HEIGHT / 2.0;
    double cos = size * Math.cos(turn);
    double sin = size * Math.sin(turn);
    Affine2 map =
        new Affine2(
            mirror * cos,
            -sin,
            ox - mirror * cos * cx + sin * cy,
            mirror * sin,
            cos,
            oy - mirror * sin * cx - cos * cy);
    Frame f = base.patch().sample(map, RimNet.WIDTH, RimNet.HEIGHT);
    float[] label = new float[RimNet.WIDTH * RimNet.HEIGHT];
    boolean worn = base.rims() != null;
    if (base.rims() != null) {
      byte[] rims =
          new Frame(WIDE, HIGH, base.rims()).sample(map, RimNet.WIDTH, RimNet.HEIGHT).rgb();
      for (int i = 0; i < label.length; i++) {
        label[i] = (rims[3 * i] & 255) / 255f;
      }
    }
    f = lines(lit(f, r), r, r.nextInt(3) == 0 ? 0 : r.nextInt(6));
    if (!worn && r.nextInt(9) < 5) {
      f = new DrawnSpectacles(r).on(f, label);
      worn = true;
    }
    if (r.nextInt(4) == 0) {
      f = lines(f, r, r.nextInt(3));
    }
    return new Lesson(worse(f, r), label, worn);
  }

  /** Another light, another colour, more or less relief. */
  private static Frame lit(Frame f, SplittableRandom r) {
    int n = 12;
    int w = f.width() / n;
    int h = f.height() / n;
    Frame small = f.sample(new Affine2(n, 0, 0, 0, n, 0), w, h, n);
    Frame blurred = small.sample(new Affine2(1.0 / n, 0, 0, 0, 1.0 / n, 0), f.width(), f.height());
    double relief = r.nextInt(2) == 0 ? 1 : .3 + r.nextDouble();
    double gamma = Math.exp(.3 * r.nextGaussian());
    double gain = Math.exp(.2 * r.nextGaussian());
    double gx = .035 * r.nextGaussian();
    double gy = .04 * r.nextGaussian();
    double[] tint = new double[3];
    for (int c = 0; c < 3; c++) {
      tint[c] = gain * Math.exp(.07 * r.nextGaussian());
    }
    byte[] out = new byte[f.rgb().length];
    for (int i = 0; i < out.length; i++) {
      double x = (i / 3 % f.width()) / RimNet.PIXELS + RimNet.LEFT;
      double y = (i / 3 / f.width()) / RimNet.PIXELS + RimNet.TOP;
      double mean = blurred.rgb()[i] & 255;
      double v = mean + relief * ((f.rgb()[i] & 255) - mean);
      v = 255 * Math.pow(Math.max(0, v) / 255, gamma) * tint[i % 3] * Math.exp(gx * x + gy * y);
      out[i] = (byte) (int) Math.max(0, Math.min(255, v));
    }
    return new Frame(f.width(), f.height(), out);
  }

  /** Strands of hair, wrinkles, edges of shadows and shine: lines that are no rims. */
  private static Frame lines(Frame f, SplittableRandom r, int many) {
    byte[] out = f.rgb().clone();
    int w = f.width();
    for (int k = 0; k < many; k++) {
      double x = (r.nextDouble() - .5) * 14;
      double y = -4 + 9 * r.nextDouble();
      double heading = 6.3 * r.nextDouble();
      double bend = .5 * r.nextGaussian();
      double length = .5 + 5 * r.nextDouble();
      double thick = .02 + .12 * r.nextDouble() * r.nextDouble();
      double soft = .04 + (r.nextBoolean() ? .25 * r.nextDouble() : 0);
      double strong = .1 + .8 * r.nextDouble();
      int kind = r.nextInt(4);
      double[] colour = {
        20 + 60 * r.nextDouble(), 15 + 40 * r.nextDouble(), 10 + 30 * r.nextDouble()
      };
      float[] cover = new float[w * f.height()];
      for (double t = 0; t < length; t += .04) {
        dab(cover, w, f.height(), x, y, thick, soft);
        heading += bend * .04 + .02 * r.nextGaussian();
        x += .04 * Math.cos(heading);
        y += .04 * Math.sin(heading);
      }
      for (int i = 0; i < cover.length; i++) {
        if (cover[i] > 0) {
          for (int c = 0; c < 3; c++) {
            double v = out[3 * i + c] & 255;
            // a strand has its own colour; a wrinkle darkens, redder; shine brightens
            double to =
                switch (kind) {
                  case 0 -> colour[c];
                  case 1, 2 -> v * (c == 0 ? .65 : .5);
                  default -> v + .5 * (255 - v);
                };
            out[3 * i + c] = (byte) (int) (v + cover[i] * strong * (to - v));
          }
        }
      }
    }
    return new Frame(w, f.height(), out);
  }

  private static void dab(
      float[] cover, int w, int h, double x, double y, double thick, double soft) {
    double cx = (x - RimNet.LEFT) * RimNet.PIXELS;
    double cy = (y - RimNet.TOP) * RimNet.PIXELS;
    double reach = (thick + soft) * RimNet.PIXELS + 1;
    for (int j = Math.max(0, (int) (cy - reach)); j < Math.min(h, cy + reach + 1); j++) {
      for (int i = Math.max(0, (int) (cx - reach)); i < Math.min(w, cx + reach + 1); i++) {
        double d = Math.hypot(i + .5 - cx, j + .5 - cy) / RimNet.PIXELS;
        float v = 1 - Rings.smooth((float) thick, (float) (thick + soft), (float) d);
        cover[j * w + i] = Math.max(cover[j * w + i], v);
      }
    }
  }

  /** As coarse, noisy and compressed as in a clip. */
  private static Frame worse(Frame f, SplittableRandom r) {
    double s = r.nextInt(3) == 0 ? 1 : Math.exp(1.5 * r.nextDouble());
    int w = (int) Math.max(48, f.width() / s);
    int h = (int) Math.max(27, f.height() / s);
    double kx = (double) f.width() / w;
    double ky = (double) f.height() / h;
    Frame small =
        f.sample(new Affine2(kx, 0, 0, 0, ky, 0), w, h, (int) Math.ceil(Math.max(kx, ky)));
    byte[] rgb = small.rgb().clone();
    double noise = r.nextBoolean() ? 5 * r.nextDouble() : 0;
    for (int i = 0; i < rgb.length && noise > 0; i++) {
      double v = (rgb[i] & 255) + noise * r.nextGaussian();
      rgb[i] = (byte) (int) Math.max(0, Math.min(255, v));
    }
    small = new Frame(w, h, rgb);
    if (r.nextInt(5) < 3) {
      small = jpeg(small, .15f + .8f * (float) r.nextDouble());
    }
    return small.sample(new Affine2(1 / kx, 0, 0, 0, 1 / ky, 0), RimNet.WIDTH, RimNet.HEIGHT);
  }

  private static Frame jpeg(Frame f, float quality) {
    try {
      BufferedImage image = new BufferedImage(f.width(), f.height(), BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < f.width() * f.height(); i++) {
        int rgb =
            (f.rgb()[3 * i] & 255) << 16
                | (f.rgb()[3 * i + 1] & 255) << 8
                | f.rgb()[3 * i + 2] & 255;
        image.setRGB(i % f.width(), i / f.width(), rgb);
      }
      ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
      ImageWriteParam p = writer.getDefaultWriteParam();
      p.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      p.setCompressionQuality(quality);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (var out = ImageIO.createImageOutputStream(bytes)) {
        writer.setOutput(out);
        writer.write(null, new IIOImage(image, null, null), p);
      } finally {
        writer.dispose();
      }
      BufferedImage back = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
      byte[] rgb = new byte[f.rgb().length];
      for (int i = 0; i < f.width() * f.height(); i++) {
        int v = back.getRGB(i % f.width(), i / f.width());
        rgb[3 * i] = (byte) (v >> 16);
        rgb[3 * i + 1] = (byte) (v >> 8);
        rgb[3 * i + 2] = (byte) v;
      }
      return new Frame(f.width(), f.height(), rgb);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
