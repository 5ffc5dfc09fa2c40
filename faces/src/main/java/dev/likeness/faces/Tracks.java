package dev.likeness.faces;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums up a clip's tracks while its observations go by, for choosing people. Memory grows with the
 * number of people, not of frames. Not thread-safe.
 */
public final class Tracks {
  /**
   * One track.
   *
   * @param first frame it was first seen in
   * @param last frame it was last seen in
   * @param count frames it was seen in
   * @param runs how often it came (1: never left)
   * @param meanSize mean distance between the eyes in pixels
   * @param best the frame that shows the face best: large, frontal, sharp, eyes open, wholly inside
   * @param identity sum of its embeddings, empty where there is none
   */
  public record Summary(
      int track,
      long first,
      long last,
      long count,
      int runs,
      double meanSize,
      FaceObservation best,
      float[] identity) {}

  private static final class Sum {
    final FaceObservation firstSeen;
    FaceObservation best;
    double bestWorth;
    long last;
    long count;
    int runs;
    double sizes;
    float[] identity = new float[0];

    Sum(FaceObservation f) {
      firstSeen = f;
      best = f;
      bestWorth = worth(f);
    }
  }

  private final Map<Integer, Sum> sums = new TreeMap<>();

  public void add(FaceObservation f) {
    Sum s = sums.computeIfAbsent(f.track(), t -> new Sum(f));
    double worth = worth(f);
    if (worth > s.bestWorth) {
      s.best = f;
      s.bestWorth = worth;
    }
    s.last = f.frame();
    s.count++;
    s.runs += f.start() || s.count == 1 ? 1 : 0;
    s.sizes += f.quality().size();
    if (f.embedding().length > 0) {
      s.identity = Identity.sum(s.identity, f.embedding());
    }
  }

  /** How well a frame shows its face; grows with size, falls with angle, blur and shut eyes. */
  static double worth(FaceObservation f) {
    double size = Math.min(1, f.quality().size() / 120);
    double front = Math.max(.05, Math.cos(Math.toRadians(1.5 * Math.min(55, f.pose().offAxis()))));
    double sharp = Math.min(1, .2 + f.quality().sharpness());
    Apertures a = f.apertures();
    double eyes = Math.min(1, .2 + Math.min(a.rightEye(), a.leftEye()) * 4);
    double mouth = 1 - Math.min(.4, a.mouth());
    double inside = Math.pow(f.quality().inside(), 4);
    return size * front * sharp * eyes * mouth * inside * f.presence();
  }

  /** All tracks, those that show most of a face for longest first. */
  public List<Summary> summaries() {
    List<Summary> out = new ArrayList<>();
    sums.forEach(
        (track, s) ->
            out.add(
                new Summary(
                    track,
                    s.firstSeen.frame(),
                    s.last,
                    s.count,
                    s.runs,
                    s.sizes / s.count,
                    s.best,
                    s.identity)));
    out.sort(
        java.util.Comparator.comparingDouble((Summary s) -> s.meanSize() * s.meanSize() * s.count())
            .reversed());
    return out;
  }

  /**
   * Tracks that look like the same person as an earlier one and never share a time with it, as
   * {@code from → to} for {@link Alignments.Header#rename}: a suggestion, known only when all is
   * seen.
   */
  public Map<Integer, Integer> alike() {
    Map<Integer, Integer> out = new TreeMap<>();
    List<Summary> all = new ArrayList<>(summaries());
    all.sort(java.util.Comparator.comparingInt(Summary::track));
    for (int i = 1; i < all.size(); i++) {
      Summary late = all.get(i);
      double most = -1;
      for (int j = 0; j < i; j++) {
        Summary early = all.get(j);
        boolean apart = early.last() < late.first() || late.last() < early.first();
        if (apart
            && !out.containsKey(early.track())
            && late.identity().length > 0
            && early.identity().length > 0
            && Identity.same(early.identity(), late.identity())) {
          double alike = Identity.likeness(early.identity(), late.identity());
          if (alike > most) {
            most = alike;
            out.put(late.track(), early.track());
          }
        }
      }
    }
    return out;
  }
}
