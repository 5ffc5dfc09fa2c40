package dev.likeness.flow;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.faces.Apertures;
import dev.likeness.faces.FaceGeometry;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.FaceTracker;
import dev.likeness.faces.Identity;
import dev.likeness.faces.Pose;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import dev.likeness.synthesis.MouthViews;
import dev.likeness.synthesis.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a person's own video for mouths to say new words with: the straightest frame for
 * each opening and width of the mouth. Whoever is not the person lends none. Of a long video only
 * stretches are looked at, spread over all of it. Keeps a bounded number of cut-out faces.
 */
final class OwnMouths {
  /** How fine openings and widths are told apart, distances between the eyes. */
  private static final double OPEN = .05;

  private static final double WIDE = .08;

  /** So many mouths are kept. */
  private static final int MOST = 16;

  /** A frame has to be so much straighter to take another's place. */
  private static final double BETTER = .02;

  /** Heads that are turned further lend a shut mouth at most, degrees. */
  private static final double TURNED = 20;

  /** Of longer videos so many frames are looked at. */
  private static final long WATCHED = 500;

  /** As many of them follow on each other, so that faces can be followed. */
  static final long STRETCH = 50;

  private final Workshop workshop;
  private final String persona;
  private final Path video;
  private final float[] who;
  private final Map<Bin, Mouth> best = new HashMap<>();
  private final Map<Track, List<Float>> opened = new HashMap<>();
  private final Set<Track> known = new HashSet<>();
  private @Nullable Mouth shut;
  private double most = Double.NEGATIVE_INFINITY;

  private record Bin(long open, long wide) {}

  /** A face that was followed through a stretch. */
  private record Track(long stretch, int number) {}

  private record Mouth(View view, double bad, double open) {}

  /**
   * @param persona its name, for messages
   * @param who its embedding
   */
  OwnMouths(Workshop workshop, String persona, Path video, float[] who) {
    this.workshop = workshop;
    this.persona = persona;
    this.video = video;
    this.who = who;
  }

  /**
   * Looks through the video.
   *
   * @throws FlowException UNSUITABLE where it shows no face, or not this person
   */
  MouthViews find(Progress progress) {
    try (VideoReader in = VideoReader.open(video)) {
      long frames = in.video().frames();
      long every = every(frames);
      FaceTracker tracker = new FaceTracker(workshop.finder(), FaceTracker.Options.DEFAULT);
      for (VideoPicture p = in.next(); p != null; p = in.next()) {
        progress.checkStop();
        progress.report("Watching", p.index(), frames);
        if (p.index() % every >= STRETCH) {
          continue;
        }
        if (every > STRETCH && p.index() % every == 0) {
          tracker = new FaceTracker(workshop.finder(), FaceTracker.Options.DEFAULT);
        }
        for (FaceObservation f : tracker.next(p.picture(), p.index())) {
          long stretch = every > STRETCH ? p.index() / every : 0;
          look(p.picture(), f, new Track(stretch, f.track()));
        }
      }
    }
    Mouth first = shut;
    if (first == null) {
      throw nobody();
    }
    List<View> views = new ArrayList<>();
    views.add(first.view());
    best.values().stream()
        .filter(m -> m != first)
        .sorted(Comparator.comparingDouble(Mouth::bad))
        .limit(MOST - 1)
        .forEach(m -> views.add(m.view()));
    return new MouthViews(views, openings());
  }

  /** A stretch begins with every so many-th frame; {@link #STRETCH} where all are looked at. */
  static long every(long frames) {
    return frames > WATCHED ? frames * STRETCH / WATCHED : STRETCH;
  }

  /** Of all who were recognised as the person, in whichever frame. */
  private double[] openings() {
    return opened.entrySet().stream()
        .filter(e -> known.contains(e.getKey()))
        .flatMap(e -> e.getValue().stream())
        .mapToDouble(v -> v)
        .toArray();
  }

  private void look(Picture p, FaceObservation f, Track track) {
    boolean begins = !opened.containsKey(track);
    opened.computeIfAbsent(track, t -> new ArrayList<>()).add((float) MouthViews.opening(f.mesh()));
    Pose pose = f.pose();
    Apertures a = FaceGeometry.apertures(f.mesh(), pose);
    double turned = Math.abs(pose.yaw()) / 25 + Math.abs(pose.pitch()) / 25;
    double bad = 6 * a.mouth() + turned;
    boolean straightest = shut == null || bad < shut.bad() - BETTER;
    Bin bin = new Bin(Math.round(a.mouth() / OPEN), Math.round(a.mouthWidth() / WIDE));
    Mouth there = best.get(bin);
    boolean better =
        Math.hypot(pose.yaw(), pose.pitch()) < TURNED
            && (there == null || turned < there.bad() - BETTER);
    if (!begins && !straightest && !better) {
      return;
    }
    // whoever is not the persona lends no mouth, however straight they look
    double likeness = Identity.likeness(workshop.finder().embed(p, f.mesh()), who);
    most = Math.max(most, likeness);
    if (likeness < Identity.SAME) {
      return;
    }
    known.add(track);
    if (!straightest && !better) {
      return;
    }
    View view = cut(p, f.mesh());
    if (straightest) {
      shut = new Mouth(view, bad, a.mouth());
    }
    if (better) {
      best.put(bin, new Mouth(view, turned, a.mouth()));
    }
  }

  /** The face with some surroundings: of a large picture the rest is not kept. */
  private static View cut(Picture p, FaceMesh m) {
    int margin = (int) Math.ceil(.6 * m.eyeDistance());
    Box box = m.bounds().grow(margin).intersect(new Box(0, 0, p.width(), p.height()));
    return new View(p.crop(box), m.map(Affine2.translate(-box.x(), -box.y())));
  }

  private FlowException nobody() {
    if (most == Double.NEGATIVE_INFINITY) {
      return new FlowException(
          Code.UNSUITABLE, "no face was found in " + video + "; give another video");
    }
    return new FlowException(
        Code.UNSUITABLE,
        String.format(
            Locale.ROOT,
            "%s does not show persona %s (likeness at most %.2f, %.2f needed): lip-sync is for the"
                + " person's own video",
            video,
            persona,
            most,
            Identity.SAME));
  }
}
