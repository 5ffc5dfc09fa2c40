package dev.likeness.models;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/** Real pictures for the tests, and just enough looking for one face. */
final class TestFaces {
  private TestFaces() {}

  /** A folder of the test media; the test is skipped where there is none. */
  static List<Path> pictures(String folder) throws IOException {
    Path dir = Path.of(System.getProperty("likeness.media", "no media")).resolve(folder);
    Assumptions.assumeTrue(Files.isDirectory(dir), "skipped: no test media at " + dir);
    try (Stream<Path> s = Files.list(dir)) {
      return s.filter(p -> p.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  static Frame read(Path p) throws IOException {
    BufferedImage im = ImageIO.read(p.toFile());
    int w = im.getWidth();
    int h = im.getHeight();
    int[] argb = im.getRGB(0, 0, w, h, null, 0, w);
    byte[] rgb = new byte[3 * w * h];
    for (int i = 0; i < argb.length; i++) {
      rgb[3 * i] = (byte) (argb[i] >> 16);
      rgb[3 * i + 1] = (byte) (argb[i] >> 8);
      rgb[3 * i + 2] = (byte) argb[i];
    }
    return new Frame(w, h, rgb);
  }

  /** The whole picture in a square. */
  static Affine2 whole(Frame f, int side) {
    double longer = Math.max(f.width(), f.height());
    return Affine2.squareTo(f.width() / 2.0, f.height() / 2.0, longer, 0, side);
  }

  /** The mesh of the best face, in picture pixels. */
  static FaceMesher.Result mesh(Frame f, FaceDetector detector, FaceMesher mesher) {
    Affine2 w = whole(f, detector.side());
    Detection d = detector.detect(f.sample(w, detector.side(), detector.side()), .5).get(0);
    double cx = (d.left() + d.right()) / 2;
    double cy = (d.top() + d.bottom()) / 2;
    double roll = Math.atan2(d.y(1) - d.y(0), d.x(1) - d.x(0));
    double side = 1.5 * Math.max(d.width(), d.height()) * w.a();
    FaceMesher.Result r = look(f, mesher, w.x(cx, cy), w.y(cx, cy), side, roll);
    FaceMesh m = r.mesh();
    Box b = m.bounds();
    return look(
        f,
        mesher,
        b.x() + b.width() / 2.0,
        b.y() + b.height() / 2.0,
        1.5 * Math.max(b.width(), b.height()),
        roll(m));
  }

  static double roll(FaceMesh m) {
    return Math.atan2(m.y(263) - m.y(33), m.x(263) - m.x(33));
  }

  private static FaceMesher.Result look(
      Frame f, FaceMesher mesher, double cx, double cy, double side, double roll) {
    Affine2 q = Affine2.squareTo(cx, cy, side, roll, FaceMesher.SIDE);
    FaceMesher.Result r = mesher.find(f.sample(q, FaceMesher.SIDE, FaceMesher.SIDE));
    return new FaceMesher.Result(r.mesh().map(q), r.presence());
  }

  /** The five points that embedders align by. */
  static double[] five(FaceMesh m) {
    return new double[] {
      (m.x(33) + m.x(133)) / 2,
      (m.y(33) + m.y(133)) / 2,
      (m.x(263) + m.x(362)) / 2,
      (m.y(263) + m.y(362)) / 2,
      m.x(1),
      m.y(1),
      m.x(61),
      m.y(61),
      m.x(291),
      m.y(291)
    };
  }
}
