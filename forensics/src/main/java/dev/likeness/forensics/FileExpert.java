package dev.likeness.forensics;

import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells how the file was written: quantisation, traces of an earlier JPEG with other tables, and
 * what changes when it is written once more (error level analysis). It never counts: every picture
 * that was ever sent by a messenger has such traces.
 */
final class FileExpert implements Expert {
  static final String NAME = "file";
  private static final int AGAIN = 90;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Family family() {
    return Family.FILE;
  }

  @Override
  public Opinion look(Subject s, boolean draw) {
    JpegHeader j = s.file() == null ? null : JpegHeader.of(s.file());
    List<String> flags = new ArrayList<>();
    String says;
    if (j == null) {
      says = "not a JPEG file, so its compression tells nothing";
    } else {
      says =
          "written as JPEG of quality %d, colours %s, with %s tables"
              .formatted(
                  j.quality(), j.sampling(), j.standard() ? "libjpeg's" : "other than libjpeg's");
      if (!j.ended()) {
        flags.add("the file has no end marker: it was cut off or something was added");
      }
      if (j.quality() < 60) {
        flags.add("strongly compressed: fine traces are gone");
      }
    }
    if (gridded(s) && (j == null || j.quality() > 92)) {
      flags.add("bears the 8×8 grid of an earlier, stronger JPEG compression");
    }
    return new Opinion(NAME, family(), true, 0, 0, says, draw ? ela(s) : null, flags);
  }

  /** Whether differences are larger across the borders of 8×8 blocks than within them. */
  private static boolean gridded(Subject s) {
    Planes p = Planes.of(s.picture(), s.region());
    double[] d = new double[8];
    for (int y = 0; y < p.height(); y++) {
      for (int x = 1; x + 2 < p.width(); x++) {
        int i = y * p.width() + x;
        d[(s.region().x() + x + 1) % 8] +=
            Math.min(6, Math.abs(3 * (p.y()[i + 1] - p.y()[i]) - (p.y()[i + 2] - p.y()[i - 1])));
      }
    }
    double within = 1e-6;
    for (int k = 1; k < 8; k++) {
      within += d[k] / 7;
    }
    return d[0] / within > 1.3;
  }

  private static Frame ela(Subject s) {
    Box b = s.region();
    Frame crop = s.picture().crop(b);
    Frame again = Jpeg.through(crop, AGAIN);
    byte[] rgb = new byte[crop.rgb().length];
    for (int i = 0; i < rgb.length; i++) {
      int d = Math.abs((crop.rgb()[i] & 255) - (again.rgb()[i] & 255));
      rgb[i] = (byte) Math.min(255, 14 * d);
    }
    return new Frame(b.width(), b.height(), rgb);
  }
}
