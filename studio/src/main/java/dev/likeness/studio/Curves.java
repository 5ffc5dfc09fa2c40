package dev.likeness.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a run goes.
 *
 * @param step the last one
 * @param steps in all
 * @param device on which it runs
 * @param all curves over steps
 * @param samples the steps of which there are samples, ascending
 * @param events what happened, for people
 */
record Curves(
    long step,
    long steps,
    String device,
    List<Curve> all,
    List<Long> samples,
    List<String> events) {
  private static final int POINTS = 300;

  /** A value over steps. */
  record Curve(String name, List<double[]> points) {}

  /** Adds a curve, of those values that are any. */
  static <T> void add(
      List<Curve> to, String name, List<T> all, ToLongFunction<T> step, ToDoubleFunction<T> value) {
    List<double[]> points = new ArrayList<>();
    for (T t : all) {
      double v = value.applyAsDouble(t);
      if (Double.isFinite(v)) {
        points.add(new double[] {step.applyAsLong(t), v});
      }
    }
    if (!points.isEmpty()) {
      to.add(new Curve(name, points));
    }
  }

  ObjectNode json() {
    ObjectNode o = Views.object().put("step", step).put("steps", steps).put("device", device);
    ArrayNode curves = o.putArray("curves");
    for (Curve c : all) {
      ObjectNode one = curves.addObject().put("name", c.name());
      ArrayNode points = one.putArray("points");
      for (double[] p : thinned(c.points())) {
        points.addArray().add((long) p[0]).add(Math.round(p[1] * 1e4) / 1e4);
      }
    }
    ArrayNode drawn = o.putArray("samples");
    samples.forEach(drawn::add);
    o.set("events", Views.words(events));
    return o;
  }

  /** The last one stays. */
  private static List<double[]> thinned(List<double[]> points) {
    int every = Math.max(1, (points.size() + POINTS - 1) / POINTS);
    List<double[]> out = new ArrayList<>();
    for (int i = points.size() - 1; i >= 0; i -= every) {
      out.add(points.get(i));
    }
    return out.reversed();
  }
}
