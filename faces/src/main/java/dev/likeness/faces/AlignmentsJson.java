package dev.likeness.faces;

import dev.likeness.core.FaceMesh;
import dev.likeness.faces.Alignments.Deleted;
import dev.likeness.faces.Alignments.Entry;
import dev.likeness.faces.Alignments.Header;
import dev.likeness.faces.Alignments.Precision;
import dev.likeness.faces.Alignments.Seen;
import dev.likeness.faces.Alignments.Wanted;
import dev.likeness.faces.FaceObservation.Quality;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The lines of an alignments file, as text and back. */
final class AlignmentsJson {
  private AlignmentsJson() {}

  // ---- out

  static String header(Header h) {
    StringBuilder s = new StringBuilder("{\"likeness\":\"alignments\",\"version\":");
    s.append(Alignments.VERSION).append(",\"source\":");
    quote(s, h.source());
    s.append(",\"sha256\":");
    quote(s, h.sha256());
    s.append(",\"width\":").append(h.width()).append(",\"height\":").append(h.height());
    s.append(",\"precision\":\"").append(h.precision().name().toLowerCase(Locale.ROOT));
    s.append("\",\"rename\":{");
    String comma = "";
    for (Map.Entry<Integer, Integer> e : new TreeMap<>(h.rename()).entrySet()) {
      s.append(comma).append('"').append(e.getKey()).append("\":").append(e.getValue());
      comma = ",";
    }
    s.append("},\"drop\":[");
    comma = "";
    for (int t : new TreeSet<>(h.drop())) {
      s.append(comma).append(t);
      comma = ",";
    }
    return s.append("]}").toString();
  }

  static void append(StringBuilder s, Entry entry, Precision precision) {
    s.append("{\"frame\":").append(entry.frame()).append(",\"track\":").append(entry.track());
    switch (entry) {
      case Deleted d -> s.append(",\"deleted\":true");
      case Wanted w -> {
        Roi r = w.roi();
        s.append(w.start() ? ",\"start\":true" : "");
        s.append(",\"roi\":[").append(r.cx()).append(',').append(r.cy()).append(',');
        s.append(r.side()).append(',').append(Math.toDegrees(r.rotation())).append(']');
      }
      case Seen seen -> append(s, seen.face(), precision);
    }
    s.append('}');
  }

  private static void append(StringBuilder s, FaceObservation f, Precision precision) {
    boolean exact = precision == Precision.EXACT;
    if (f.start()) {
      s.append(",\"start\":true");
    }
    if (f.locked()) {
      s.append(",\"locked\":true");
    }
    if (!exact) {
      Pose p = f.pose();
      Apertures a = FaceGeometry.apertures(f.mesh(), p);
      Gaze g = f.gaze();
      dev.likeness.core.Box b = f.box();
      s.append(",\"box\":[").append(b.x()).append(',').append(b.y()).append(',');
      s.append(b.width()).append(',').append(b.height());
      numbers(s.append("],\"pose\":["), 1, p.yaw(), p.pitch(), p.roll());
      numbers(s.append("],\"eyes\":["), 3, a.rightEye(), a.leftEye());
      numbers(s.append("],\"mouth\":["), 3, a.mouth(), a.mouthWidth());
      numbers(s.append("],\"gaze\":["), 3, g.x(), g.y());
      s.append(']');
    }
    Quality q = f.quality();
    number(s.append(",\"presence\":"), f.presence(), 3, exact);
    number(s.append(",\"size\":"), q.size(), 2, exact);
    number(s.append(",\"sharpness\":"), q.sharpness(), 3, exact);
    number(s.append(",\"inside\":"), q.inside(), 3, exact);
    if (f.embedding().length > 0) {
      array(s.append(",\"embedding\":["), f.embedding(), 4, exact);
    }
    array(s.append(",\"mesh\":["), f.mesh().xyz(), 2, exact);
  }

  private static void array(StringBuilder s, float[] values, int decimals, boolean exact) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        s.append(',');
      }
      number(s, values[i], decimals, exact);
    }
    s.append(']');
  }

  private static void numbers(StringBuilder s, int decimals, double... values) {
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        s.append(',');
      }
      number(s, (float) values[i], decimals, false);
    }
  }

  /**
   * Float.toString gives the shortest text that reads back as the same float (JDK 19 and later).
   */
  private static void number(StringBuilder s, float v, int decimals, boolean exact) {
    if (!Float.isFinite(v)) {
      throw new IllegalArgumentException("a face with the number " + v);
    }
    if (exact || Math.abs(v) > 1e9f) {
      s.append(v);
      return;
    }
    long unit = decimals == 1 ? 10 : decimals == 2 ? 100 : decimals == 3 ? 1000 : 10000;
    long n = Math.round(v * (double) unit);
    if (n < 0) {
      s.append('-');
      n = -n;
    }
    s.append(n / unit);
    long rest = n % unit;
    if (rest != 0) {
      s.append('.');
      for (long digit = unit / 10; rest != 0; rest %= digit, digit /= 10) {
        s.append((char) ('0' + rest / digit));
        if (digit == 1) {
          break;
        }
      }
    }
  }

  static void quote(StringBuilder s, String text) {
    s.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        s.append('\\').append(c);
      } else if (c < ' ') {
        s.append("\\u%04x".formatted((int) c));
      } else {
        s.append(c);
      }
    }
    s.append('"');
  }

  // ---- in

  static Header header(String line, String file) {
    String kind = "";
    int version = 0;
    String source = "";
    String sha256 = "";
    int width = 0;
    int height = 0;
    Precision precision = Precision.READABLE;
    Map<Integer, Integer> rename = new TreeMap<>();
    Set<Integer> drop = new HashSet<>();
    try (JsonFields in = new JsonFields(line, file + ", line 1")) {
      for (String f = in.next(); f != null; f = in.next()) {
        switch (f) {
          case "likeness" -> kind = in.text();
          case "version" -> version = in.whole();
          case "source" -> source = in.text();
          case "sha256" -> sha256 = in.text();
          case "width" -> width = in.whole();
          case "height" -> height = in.whole();
          case "precision" -> precision = in.text().equals("exact") ? Precision.EXACT : precision;
          case "rename" -> in.renames(rename);
          case "drop" -> {
            for (float t : in.floats()) {
              drop.add((int) t);
            }
          }
          default -> in.skip();
        }
      }
    }
    if (!kind.equals("alignments")) {
      throw JsonFields.bad(file + ", line 1", "likeness", "this is no alignments file");
    }
    if (version < 1 || version > Alignments.VERSION) {
      throw JsonFields.bad(
          file + ", line 1",
          "version",
          "%d is not known here (1 to %d are)".formatted(version, Alignments.VERSION));
    }
    if (width <= 0 || height <= 0) {
      throw JsonFields.bad(file + ", line 1", "width", "picture size missing or not above 0");
    }
    return new Header(source, sha256, width, height, precision, rename, drop);
  }

  static Entry entry(String line, String place) {
    long frame = -1;
    int track = -1;
    boolean start = false;
    boolean locked = false;
    boolean deleted = false;
    float presence = 1;
    float size = 0;
    float sharpness = 1;
    float inside = 1;
    float[] embedding = new float[0];
    float @Nullable [] mesh = null;
    float @Nullable [] roi = null;
    try (JsonFields in = new JsonFields(line, place)) {
      for (String f = in.next(); f != null; f = in.next()) {
        switch (f) {
          case "frame" -> frame = in.whole();
          case "track" -> track = in.whole();
          case "start" -> start = in.flag();
          case "locked" -> locked = in.flag();
          case "deleted" -> deleted = in.flag();
          case "presence" -> presence = in.number();
          case "size" -> size = in.number();
          case "sharpness" -> sharpness = in.number();
          case "inside" -> inside = in.number();
          case "embedding" -> embedding = in.floats();
          case "mesh" -> mesh = in.floats();
          case "roi" -> roi = in.floats();
          default -> in.skip(); // box, pose, eyes, mouth, gaze are for people: the mesh says it all
        }
      }
    }
    require(frame >= 0, place, "frame", "a number from 0 on is missing");
    require(track >= 0, place, "track", "a number from 0 on is missing");
    if (deleted) {
      return new Deleted(track, frame);
    }
    if (roi != null) {
      require(roi.length == 4, place, "roi", "must be [centre x, centre y, side, degrees]");
      require(roi[2] > 0, place, "roi", "the side must be above 0");
      return new Wanted(
          track, frame, start, new Roi(roi[0], roi[1], roi[2], Math.toRadians(roi[3])));
    }
    if (mesh == null) {
      throw JsonFields.bad(place, "mesh", "missing (or give \"roi\" to have it measured)");
    }
    require(
        mesh.length == FaceMesh.POINTS * 3 || mesh.length == FaceMesh.WITH_IRIS * 3,
        place,
        "mesh",
        "has %d numbers instead of 1404 or 1434".formatted(mesh.length));
    FaceMesh points = new FaceMesh(mesh);
    if (size == 0) {
      size = (float) FaceGeometry.unit(FaceGeometry.pose(points));
    }
    Quality quality = new Quality(size, sharpness, inside);
    return new Seen(
        new FaceObservation(track, frame, points, presence, start, locked, quality, embedding));
  }

  private static void require(boolean ok, String place, String field, String what) {
    if (!ok) {
      throw JsonFields.bad(place, field, what);
    }
  }
}
