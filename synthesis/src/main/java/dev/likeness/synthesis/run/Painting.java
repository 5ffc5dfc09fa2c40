package dev.likeness.synthesis.run;

import dev.likeness.core.Picture;
import dev.likeness.synthesis.FacePainter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Paints one frame after the other: each chosen face in turn, in the order of their tracks. */
final class Painting {
  private final List<Role> roles;
  private final Timeline timeline;
  private final Stopwatch clock;

  Painting(List<Role> roles, Timeline timeline, Stopwatch clock) {
    this.roles = roles;
    this.timeline = timeline;
    this.clock = clock;
  }

  /** Paints the moment that the timeline has ready and hands it over. */
  void paint(Moment m, Output out, Glances glances) {
    long t = System.nanoTime();
    Shot shot = Objects.requireNonNull(m.shot());
    Map<Integer, Map<String, Double>> measured = new TreeMap<>();
    Picture picture = painted(m, shot.picture(), measured);
    if (glances.wants(m)) {
      glances.take(m, shot.picture(), picture);
    }
    clock.add(Stopwatch.Stage.PAINT, t);
    out.add(m, shot, picture, measured);
  }

  /** The picture with every chosen face painted. */
  Picture painted(Moment m, Picture target, Map<Integer, Map<String, Double>> measured) {
    Picture picture = target;
    for (Face f : inOrder(m)) {
      int track = f.seen().track();
      FacePainter painter = roles.get(f.role()).painter();
      FacePainter.Painted p = painter.paint(picture, timeline.window(track));
      picture = p.picture();
      measured.put(track, new TreeMap<>(p.measures()));
    }
    return picture;
  }

  private static List<Face> inOrder(Moment m) {
    List<Face> faces = new ArrayList<>(m.faces().stream().filter(Face::painted).toList());
    faces.sort(Comparator.comparingInt(f -> f.seen().track()));
    return faces;
  }
}
