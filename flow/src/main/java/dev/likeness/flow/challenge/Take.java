package dev.likeness.flow.challenge;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Progress;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.FaceTracker;
import dev.likeness.faces.Identity;
import dev.likeness.faces.Pose;
import dev.likeness.media.Audio;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen and heard in a video of one person speaking.
 *
 * @param sound 16 kHz, one channel; null where there is none
 */
public record Take(List<Moment> moments, @Nullable AudioClip sound) {
  /** How often the identity is looked at, in frames. */
  private static final int KEY = 10;

  /** What a face must have for the largest one's share of size to count as a person. */
  private static final double BYSTANDER = .4;

  /**
   * One frame.
   *
   * @param seconds when it is shown, from the first frame on
   * @param faces how many people are in it; those in the background do not count
   * @param face the largest; null where nobody is seen
   */
  public record Moment(double seconds, int faces, @Nullable Look face) {}

  /**
   * How a face looks.
   *
   * @param likeness to the reference, −1 to 1; NaN where it was not looked at
   * @param broken whether it came or jumped since the frame before: a cut, or an exit
   */
  public record Look(Apertures apertures, Pose pose, double likeness, boolean broken) {}

  public Take {
    moments = List.copyOf(moments);
  }

  /**
   * Watches a video.
   *
   * @param reference the sum of embeddings of whom it should show
   * @throws dev.likeness.media.MediaException when it cannot be read
   */
  public static Take watch(Path video, FaceFinder finder, float[] reference, Progress progress) {
    List<Moment> moments = new ArrayList<>();
    FaceTracker tracker = new FaceTracker(finder, new FaceTracker.Options(4, 12, 80, KEY));
    double first = Double.NaN;
    try (VideoReader in = VideoReader.open(video)) {
      for (VideoPicture v = in.next(); v != null; v = in.next()) {
        progress.checkStop();
        progress.report("Watching", v.index(), in.video().frames());
        List<FaceObservation> faces = tracker.next(v.picture(), v.index());
        first = Double.isNaN(first) ? v.time().seconds() : first;
        moments.add(moment(v.time().seconds() - first, faces, reference));
      }
    }
    AudioClip sound = Audio.read(video, 16_000, 1).orElse(null);
    return new Take(moments, sound);
  }

  private static Moment moment(double at, List<FaceObservation> faces, float[] reference) {
    FaceObservation largest = null;
    for (FaceObservation f : faces) {
      if (largest == null || f.quality().size() > largest.quality().size()) {
        largest = f;
      }
    }
    if (largest == null) {
      return new Moment(at, 0, null);
    }
    double least = BYSTANDER * largest.quality().size();
    int people = (int) faces.stream().filter(f -> f.quality().size() >= least).count();
    float[] e = largest.embedding();
    Pose pose = largest.pose();
    Look look =
        new Look(
            FaceGeometry.apertures(largest.mesh(), pose),
            pose,
            e.length == 0 ? Double.NaN : Identity.likeness(reference, e),
            largest.start());
    return new Moment(at, people, look);
  }

  /** Seconds from the first frame to the last. */
  public double seconds() {
    return moments.isEmpty()
        ? 0
        : moments.get(moments.size() - 1).seconds() - moments.get(0).seconds();
  }
}
