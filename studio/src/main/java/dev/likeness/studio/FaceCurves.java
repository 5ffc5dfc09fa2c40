package dev.likeness.studio;

import dev.likeness.faces.Alignments;
import dev.likeness.faces.FaceObservation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How well each face of a clip can be seen over time, as a reviewer's timeline: 1 well, 0 not at
 * all. Where a face is small, blurred, cut off, turned away or hardly one, a painter has little to
 * go by, and a mistake is likely.
 */
final class FaceCurves {
  /** A curve has no more points; of frames that become one the worst counts. */
  private static final int POINTS = 400;

  private static final int WORST = 12;

  /** What is seen better than this is nothing to look at first. */
  private static final double WANTING = .9;

  private static final double TURNED = 22;
  private static final double AWAY = 70;

  private FaceCurves() {}

  private record Point(int track, long frame, double value, String why) {}

  /** Reads an alignments file once. */
  static ObjectNode of(Path file) {
    Map<Integer, List<Point>> tracks = new TreeMap<>();
    ObjectNode o = Views.object();
    long last = 0;
    try (Alignments.Reader in = Alignments.read(file)) {
      o.put("width", in.header().width()).put("height", in.header().height());
      for (Alignments.Entry e = in.next(); e != null; e = in.next()) {
        last = Math.max(last, e.frame());
        if (e instanceof Alignments.Seen s) {
          tracks.computeIfAbsent(e.track(), k -> new ArrayList<>()).add(point(s.face()));
        }
      }
    }
    o.put("frames", last + 1);
    ArrayNode all = o.putArray("people");
    List<Point> bad = new ArrayList<>();
    for (Map.Entry<Integer, List<Point>> t : tracks.entrySet()) {
      List<Point> points = t.getValue();
      ObjectNode one =
          all.addObject()
              .put("track", t.getKey())
              .put("first", points.get(0).frame())
              .put("last", points.get(points.size() - 1).frame())
              .put("frames", points.size());
      ArrayNode curve = one.putArray("curve");
      thinned(points).forEach(p -> curve.addArray().add(p.frame()).add(rounded(p.value())));
      bad.addAll(points);
    }
    ArrayNode worst = o.putArray("worst");
    for (Point p : worst(bad, Math.max(1, last / (2 * WORST)))) {
      worst
          .addObject()
          .put("track", p.track())
          .put("frame", p.frame())
          .put("value", rounded(p.value()))
          .put("why", p.why());
    }
    return o;
  }

  private static double rounded(double v) {
    return Math.round(v * 100) / 100.0;
  }

  private static Point point(FaceObservation f) {
    double turned = (AWAY - Math.abs(f.pose().yaw())) / (AWAY - TURNED);
    double[] values = {
      f.presence(), f.quality().sharpness() / .35, f.quality().size() / 24, turned
    };
    String[] whys = {"hardly a face", "blurred", "small", "turned away"};
    double worst = 1;
    String why = "";
    for (int i = 0; i < values.length; i++) {
      if (values[i] < worst) {
        worst = Math.max(0, values[i]);
        why = whys[i];
      }
    }
    if (f.quality().cutOff() && f.quality().inside() < worst) {
      worst = f.quality().inside();
      why = "cut off";
    }
    return new Point(f.track(), f.frame(), worst, why);
  }

  private static List<Point> thinned(List<Point> points) {
    int step = (points.size() + POINTS - 1) / POINTS;
    List<Point> out = new ArrayList<>();
    for (int i = 0; i < points.size(); i += step) {
      out.add(
          points.subList(i, Math.min(points.size(), i + step)).stream()
              .min(Comparator.comparingDouble(Point::value))
              .orElseThrow());
    }
    return out;
  }

  /** The lowest that are wanting, each some way from the others. */
  private static List<Point> worst(List<Point> all, long apart) {
    List<Point> out = new ArrayList<>();
    all.stream()
        .filter(p -> p.value() < WANTING)
        .sorted(Comparator.comparingDouble(Point::value).thenComparingLong(Point::frame))
        .forEach(
            p -> {
              boolean far =
                  out.stream()
                      .noneMatch(
                          q -> q.track() == p.track() && Math.abs(q.frame() - p.frame()) < apart);
              if (far && out.size() < WORST) {
                out.add(p);
              }
            });
    return out;
  }
}
