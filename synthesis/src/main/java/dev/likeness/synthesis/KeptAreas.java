package dev.likeness.synthesis;

import dev.likeness.core.FaceMesh;
import dev.likeness.core.FaceTopology;
import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person wants kept of the target's face: areas in the face's own coordinates, so that they
 * go with the head, each for some frames of one track. Kept beside a corrected alignments file
 * ({@link #beside}); {@code docs/alignments.md} describes the form. Immutable.
 */
public final class KeptAreas {
  /** Cells a side of an area's map. */
  public static final int SIDE = FaceGrid.SIDE;

  public static final KeptAreas NONE = new KeptAreas(List.of());

  private static final int STEPS = 15;
  private static final int VERSION = 1;
  private static final FaceGrid GRID = new FaceGrid(FaceTopology.canonical());

  /** Rows of the map that are forehead, above the brows. */
  private static final int FOREHEAD = SIDE / 6;

  private final List<Area> areas;

  /**
   * An area.
   *
   * @param track whose face
   * @param from first frame
   * @param to last frame
   * @param fade over so many frames before and after it comes and goes
   * @param map how much is kept, 0 to 1, by cells, row by row from the forehead down
   */
  public record Area(int track, long from, long to, int fade, float[] map) {
    public Area {
      if (track < 1 || from < 0 || to < from || fade < 0 || map.length != FaceGrid.CELLS) {
        throw new IllegalArgumentException(
            "track %d, frames %d to %d, fade %d, %d cells"
                .formatted(track, from, to, fade, map.length));
      }
    }

    private float share(int of, long frame) {
      long off = Math.max(from - frame, frame - to);
      return of != track || off > fade ? 0 : off <= 0 ? 1 : 1 - (float) off / (fade + 1);
    }
  }

  /**
   * A stroke of the brush over a picture.
   *
   * @param keep whether it adds to what is kept, or takes off
   * @param radius in pixels
   * @param points x and y of each, in pixels; between them the stroke is straight
   */
  public record Stroke(boolean keep, double radius, double[] points) {
    public Stroke {
      if (!(radius > 0) || points.length < 2 || points.length % 2 != 0) {
        throw new IllegalArgumentException(
            "a stroke of radius %s with %d numbers".formatted(radius, points.length));
      }
    }

    /** How far a place is from it, in radii. */
    private double away(double x, double y) {
      double best = Double.MAX_VALUE;
      for (int i = 0; i + 1 < points.length; i += 2) {
        int j = Math.min(i + 2, points.length - 2);
        double dx = points[j] - points[i];
        double dy = points[j + 1] - points[i + 1];
        double l = dx * dx + dy * dy;
        double t = l == 0 ? 0 : ((x - points[i]) * dx + (y - points[i + 1]) * dy) / l;
        t = Math.clamp(t, 0, 1);
        best = Math.min(best, Math.hypot(x - points[i] - t * dx, y - points[i + 1] - t * dy));
      }
      return best / radius;
    }
  }

  private KeptAreas(List<Area> areas) {
    this.areas = List.copyOf(areas);
  }

  public static KeptAreas of(List<Area> areas) {
    return areas.isEmpty() ? NONE : new KeptAreas(areas);
  }

  public List<Area> areas() {
    return areas;
  }

  /** Where the areas of a corrected alignments file are kept. */
  public static Path beside(Path alignments) {
    return alignments.resolveSibling(alignments.getFileName() + ".kept");
  }

  /**
   * What strokes over one frame cover, as a map of the face.
   *
   * @param mesh the face in that frame, in the strokes' pixels
   */
  public static float[] painted(FaceMesh mesh, List<Stroke> strokes) {
    float[] map = new float[FaceGrid.CELLS];
    for (int i = 0; i < map.length; i++) {
      if (GRID.triangle[i] < 0) {
        continue;
      }
      double x = GRID.mix(i, mesh.xyz(), 3, 0);
      double y = GRID.mix(i, mesh.xyz(), 3, 1);
      for (Stroke s : strokes) {
        // soft in its last fifth
        float covered = (float) Math.clamp((1.1 - s.away(x, y)) / .2, 0, 1);
        map[i] = s.keep() ? Math.max(map[i], covered) : Math.min(map[i], 1 - covered);
      }
    }
    return map;
  }

  /** What is kept in a frame; null where nothing is. */
  float @Nullable [] at(int track, long frame) {
    float[] out = null;
    for (Area a : areas) {
      float share = a.share(track, frame);
      if (share > 0) {
        out = out == null ? new float[FaceGrid.CELLS] : out;
        for (int i = 0; i < out.length; i++) {
          out[i] = Math.max(out[i], share * a.map()[i]);
        }
      }
    }
    return out;
  }

  /** How much of the forehead a map keeps, 0 to 1. */
  static float forehead(float[] map) {
    float sum = 0;
    int n = 0;
    for (int i = 0; i < FOREHEAD * SIDE; i++) {
      if (GRID.triangle[i] >= 0) {
        sum += map[i];
        n++;
      }
    }
    return n == 0 ? 0 : sum / n;
  }

  /**
   * The places in a picture that are kept of a face in it: x, y and how much of each.
   *
   * @param mesh the face in that frame
   */
  public List<float[]> places(int track, long frame, FaceMesh mesh) {
    float[] map = at(track, frame);
    List<float[]> out = new ArrayList<>();
    for (int i = 0; map != null && i < map.length; i++) {
      if (map[i] > 0 && GRID.triangle[i] >= 0) {
        out.add(new float[] {GRID.mix(i, mesh.xyz(), 3, 0), GRID.mix(i, mesh.xyz(), 3, 1), map[i]});
      }
    }
    return out;
  }

  /** Writes the file; it is there wholly or not at all. */
  public void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    ObjectNode head = JsonMapper.shared().createObjectNode();
    text.append(head.put("likeness", "kept").put("version", VERSION).put("side", SIDE));
    for (Area a : areas) {
      ObjectNode o = JsonMapper.shared().createObjectNode();
      o.put("track", a.track()).put("from", a.from()).put("to", a.to()).put("fade", a.fade());
      ArrayNode rows = o.putArray("rows");
      for (int y = 0; y < SIDE; y++) {
        rows.add(row(a.map(), y));
      }
      text.append('\n').append(o);
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, text.append('\n'), StandardCharsets.UTF_8);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String row(float[] map, int y) {
    StringBuilder s = new StringBuilder();
    for (int x = 0; x < SIDE; x++) {
      int step = Math.round(Math.clamp(map[y * SIDE + x], 0f, 1f) * STEPS);
      s.append(Character.forDigit(step, STEPS + 1));
    }
    return s.toString().replaceFirst("0+$", "");
  }

  /**
   * Reads a file; none is there where nothing is kept.
   *
   * @throws IllegalArgumentException naming the file and the line that cannot be read
   */
  public static KeptAreas read(Path file) {
    if (!Files.exists(file)) {
      return NONE;
    }
    List<Area> all = new ArrayList<>();
    int line = 0;
    try {
      for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        line++;
        JsonNode o = JsonMapper.shared().readTree(text);
        if (line == 1) {
          requireHead(o);
        } else {
          all.add(area(o));
        }
      }
      return of(all);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s, line %d: %s; correct it, or remove the file".formatted(file, line, e.getMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + Trouble.of(e), e);
    }
  }

  private static void requireHead(JsonNode o) {
    if (!o.path("likeness").asString("").equals("kept")
        || o.path("version").asInt() != VERSION
        || o.path("side").asInt() != SIDE) {
      throw new IllegalArgumentException(
          "this is no file of kept areas of version %d with %d cells a side"
              .formatted(VERSION, SIDE));
    }
  }

  private static Area area(JsonNode o) {
    float[] map = new float[FaceGrid.CELLS];
    JsonNode rows = o.path("rows");
    if (rows.size() != SIDE) {
      throw new IllegalArgumentException(
          "\"rows\" has %d rows instead of %d".formatted(rows.size(), SIDE));
    }
    for (int y = 0; y < SIDE; y++) {
      String row = rows.path(y).asString("");
      if (row.length() > SIDE || !row.matches("[0-9a-f]*")) {
        throw new IllegalArgumentException("row %d is no row of shares".formatted(y));
      }
      for (int x = 0; x < row.length(); x++) {
        map[y * SIDE + x] = Character.digit(row.charAt(x), 16) / (float) STEPS;
      }
    }
    return new Area(
        o.path("track").asInt(),
        o.path("from").asLong(),
        o.path("to").asLong(),
        o.path("fade").asInt(),
        map);
  }
}
