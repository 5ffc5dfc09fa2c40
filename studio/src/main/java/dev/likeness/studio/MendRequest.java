package dev.likeness.studio;

import dev.likeness.faces.Corrections;
import dev.likeness.flow.mend.Mending;
import dev.likeness.synthesis.KeptAreas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What a person wants mended, as JSON; {@code openapi.yaml} describes it. */
final class MendRequest {
  /** Corrections of one kind in one request. */
  private static final int MOST = 1000;

  private static final int MOST_STROKE = 20_000;

  private MendRequest() {}

  /**
   * Reads what was asked for.
   *
   * @throws StudioException BAD_REQUEST
   */
  static Mending of(JsonNode said) {
    try {
      Map<Integer, Integer> same = new HashMap<>();
      for (JsonNode s : list(said, "same")) {
        same.put(track(s, "track"), track(s, "is"));
      }
      Set<Integer> drop = new HashSet<>();
      for (JsonNode d : list(said, "drop")) {
        if (!d.isInt()) {
          throw Call.bad("'drop' lists numbers of people");
        }
        drop.add(d.asInt());
      }
      return new Mending(
          all(said, "exclude", MendRequest::frames),
          same,
          drop,
          all(said, "points", MendRequest::points),
          all(said, "brush", MendRequest::brush));
    } catch (IllegalArgumentException e) {
      throw Call.bad(String.valueOf(e.getMessage()));
    }
  }

  private static <T> List<T> all(JsonNode said, String name, Function<JsonNode, T> one) {
    List<T> all = new ArrayList<>();
    for (JsonNode o : list(said, name)) {
      all.add(one.apply(o));
    }
    return all;
  }

  private static JsonNode list(JsonNode said, String name) {
    JsonNode all = said.path(name);
    if (!all.isMissingNode() && !all.isArray() || all.size() > MOST) {
      throw Call.bad("'%s' is no list of at most %d".formatted(name, MOST));
    }
    return all;
  }

  private static Mending.Frames frames(JsonNode o) {
    return new Mending.Frames(track(o, "track"), frame(o, "from"), frame(o, "to"));
  }

  private static Corrections.Key points(JsonNode o) {
    Map<Integer, double[]> moved = new HashMap<>();
    for (JsonNode m : list(o, "moved")) {
      if (m.size() != 3 || !m.path(0).isInt()) {
        throw Call.bad("'moved' lists a point's number, x and y each");
      }
      moved.put(m.path(0).asInt(), new double[] {number(m.path(1)), number(m.path(2))});
    }
    return new Corrections.Key(
        track(o, "track"), frame(o, "frame"), (int) Math.min(frame(o, "reach"), 1000), moved);
  }

  private static Mending.Brush brush(JsonNode o) {
    return new Mending.Brush(
        frame(o, "frame"),
        frames(o),
        (int) Math.min(frame(o, "fade"), 1000),
        all(o, "strokes", MendRequest::stroke));
  }

  private static KeptAreas.Stroke stroke(JsonNode o) {
    JsonNode points = o.path("points");
    if (!points.isArray() || points.size() > MOST_STROKE) {
      throw Call.bad("'points' is no list of at most %d numbers".formatted(MOST_STROKE));
    }
    double[] xy = new double[points.size()];
    for (int i = 0; i < xy.length; i++) {
      xy[i] = number(points.path(i));
    }
    return new KeptAreas.Stroke(o.path("keep").asBoolean(true), number(o.path("radius")), xy);
  }

  private static double number(JsonNode v) {
    if (!v.isNumber() || !Double.isFinite(v.asDouble())) {
      throw Call.bad("'%s' is no number".formatted(v));
    }
    return v.asDouble();
  }

  private static int track(JsonNode o, String name) {
    if (!o.path(name).isInt() || o.path(name).asInt() < 1) {
      throw Call.bad("'%s' is no number of a person".formatted(name));
    }
    return o.path(name).asInt();
  }

  private static long frame(JsonNode o, String name) {
    if (!o.path(name).canConvertToLong() || o.path(name).asLong() < 0) {
      throw Call.bad("'%s' is no number from 0 on".formatted(name));
    }
    return o.path(name).asLong();
  }
}
