package dev.likeness.faces;

import dev.likeness.core.FaceMesh;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Points of faces put right by hand in single frames, and carried softly over the frames around: a
 * correction goes with the head (it is kept in distances between the eyes' outer corners, turned as
 * these are), fades over its reach as half a cosine does, and between two corrected frames passes
 * from one to the other. Cuts and gaps are not crossed.
 */
public final class Corrections {
  private static final int RIGHT = 33;
  private static final int LEFT = 263;

  private final Map<Integer, List<Fixed>> byTrack = new HashMap<>();

  /**
   * What was put right in a frame.
   *
   * @param reach so many frames before and after it are corrected as well, less and less; 0: this
   *     frame alone, and exactly, so that it is not smoothed either
   * @param moved points by their number in the mesh: where they belong, x and y in pixels
   */
  public record Key(int track, long frame, int reach, Map<Integer, double[]> moved) {
    public Key {
      if (track < 1 || frame < 0 || reach < 0 || moved.isEmpty()) {
        throw new IllegalArgumentException(
            "track %d, frame %d, reach %d, %d points".formatted(track, frame, reach, moved.size()));
      }
      moved = Map.copyOf(moved);
    }
  }

  /**
   * A key against what was seen.
   *
   * @param from the first frame that it corrects
   * @param to the last
   * @param off for each point that is moved by how much, in the head's own measure
   */
  private record Fixed(Key key, long from, long to, Map<Integer, double[]> off) {
    /** How much of it counts in a frame. */
    double share(long frame) {
      if (frame == key.frame()) {
        return 1;
      }
      if (frame < from || frame > to) {
        return 0;
      }
      double wide = frame < key.frame() ? key.frame() - from + 1 : to - key.frame() + 1;
      return .5 * (1 + Math.cos(Math.PI * Math.abs(frame - key.frame()) / wide));
    }
  }

  /**
   * Frames that are corrected.
   *
   * @param from the first
   * @param to the last
   */
  public record Span(long from, long to) {}

  private Corrections() {}

  /**
   * Holds keys against what was seen.
   *
   * @param seen an alignments file
   * @throws IllegalArgumentException where a face that is put right is not in its frame, or has no
   *     such point
   */
  public static Corrections of(Path seen, List<Key> keys) {
    Corrections c = new Corrections();
    if (keys.isEmpty()) {
      return c;
    }
    Map<Key, FaceObservation> found = new HashMap<>();
    Map<Key, long[]> runs = new HashMap<>();
    Map<Integer, long[]> run = new HashMap<>();
    try (Alignments.Reader in = Alignments.read(seen)) {
      for (Alignments.Entry e = in.next(); e != null; e = in.next()) {
        if (!(e instanceof Alignments.Seen s)) {
          continue;
        }
        long[] now = run.get(e.track());
        if (now == null || s.face().start() || e.frame() != now[1] + 1) {
          now = new long[] {e.frame(), e.frame()};
          run.put(e.track(), now);
        }
        now[1] = e.frame();
        for (Key k : keys) {
          if (k.track() == e.track() && k.frame() == e.frame()) {
            found.put(k, s.face());
            runs.put(k, now);
          }
        }
      }
    }
    for (Key k : keys) {
      FaceObservation face = found.get(k);
      long[] within = runs.get(k);
      if (face == null || within == null) {
        throw new IllegalArgumentException(
            "person %d is not seen in frame %d".formatted(k.track(), k.frame()));
      }
      c.add(k, face.mesh(), within);
    }
    c.byTrack.values().forEach(Corrections::meet);
    return c;
  }

  private void add(Key k, FaceMesh mesh, long[] run) {
    Head head = Head.of(mesh);
    Map<Integer, double[]> off = new HashMap<>();
    k.moved()
        .forEach(
            (point, to) -> {
              if (point < 0 || point >= mesh.points() || to.length != 2) {
                throw new IllegalArgumentException(
                    "a face has points 0 to %d, x and y each, not %d"
                        .formatted(mesh.points() - 1, point));
              }
              off.put(point, head.own(to[0] - mesh.x(point), to[1] - mesh.y(point)));
            });
    long from = Math.max(run[0], k.frame() - k.reach());
    long to = Math.min(run[1], k.frame() + k.reach());
    byTrack.computeIfAbsent(k.track(), t -> new ArrayList<>()).add(new Fixed(k, from, to, off));
  }

  /** Where two keys reach each other, each ends at the other: their shares add up to one. */
  private static void meet(List<Fixed> all) {
    all.sort(Comparator.comparingLong(f -> f.key().frame()));
    List<Fixed> met = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Fixed f = all.get(i);
      long from = i == 0 ? f.from() : Math.max(f.from(), all.get(i - 1).key().frame() + 1);
      long to = i == all.size() - 1 ? f.to() : Math.min(f.to(), all.get(i + 1).key().frame() - 1);
      met.add(
          new Fixed(
              f.key(), Math.min(from, f.key().frame()), Math.max(to, f.key().frame()), f.off()));
    }
    all.clear();
    all.addAll(met);
  }

  /** What is corrected, key by key. */
  public List<Span> spans() {
    return byTrack.values().stream()
        .flatMap(List::stream)
        .map(f -> new Span(f.from(), f.to()))
        .toList();
  }

  /** A face as it is after correction; the very same where nothing is corrected. */
  public FaceObservation applied(FaceObservation face) {
    List<Fixed> all = byTrack.getOrDefault(face.track(), List.of());
    float @Nullable [] xyz = null;
    boolean locked = face.locked();
    for (Fixed f : all) {
      double share = f.share(face.frame());
      if (share > 0) {
        xyz = xyz == null ? face.mesh().xyz().clone() : xyz;
        locked |= f.key().reach() == 0;
        move(xyz, Head.of(face.mesh()), f.off(), share);
      }
    }
    return xyz == null
        ? face
        : new FaceObservation(
            face.track(),
            face.frame(),
            new FaceMesh(xyz),
            face.presence(),
            face.start(),
            locked,
            face.quality(),
            face.embedding());
  }

  private static void move(float[] xyz, Head head, Map<Integer, double[]> off, double share) {
    off.forEach(
        (point, by) -> {
          if (3 * point + 1 < xyz.length) {
            double[] d = head.inPixels(by);
            xyz[3 * point] += (float) (share * d[0]);
            xyz[3 * point + 1] += (float) (share * d[1]);
          }
        });
  }

  /** How large a head is in a picture, and how it is turned there. */
  private record Head(double x, double y) {
    static Head of(FaceMesh m) {
      return new Head(m.x(LEFT) - m.x(RIGHT), m.y(LEFT) - m.y(RIGHT));
    }

    double[] own(double dx, double dy) {
      double l = Math.max(x * x + y * y, 1e-6);
      return new double[] {(x * dx + y * dy) / l, (x * dy - y * dx) / l};
    }

    double[] inPixels(double[] own) {
      return new double[] {x * own[0] - y * own[1], y * own[0] + x * own[1]};
    }
  }
}
