package dev.likeness.synthesis.run;

import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.faces.FaceFinder;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Paints a single frame of a target: looks at the frames around it only. */
final class Look {
  private final Plan plan;
  private final FaceFinder finder;
  private final Target target;
  private final Progress progress;

  Look(Plan plan, FaceFinder finder, Target target, Progress progress) {
    this.plan = plan;
    this.finder = finder;
    this.target = target;
    this.progress = progress;
  }

  /**
   * @param from where faces begin to be followed; below 0 as near as can be
   */
  Picture at(long frame, long from) {
    int reach = plan.roles().stream().mapToInt(r -> r.painter().reach()).max().orElse(0);
    Stopwatch clock = new Stopwatch();
    Timeline timeline = new Timeline(reach);
    Painting painting = new Painting(plan.roles(), timeline, clock);
    Watcher watcher = Watcher.of(plan.job(), finder, "");
    List<Who> people = plan.roles().stream().map(Role::who).toList();
    Chooser chooser = new Chooser(people, 0);
    try (Lookout lookout =
        new Lookout(
            watcher, chooser, plan.roles(), Integer.MAX_VALUE, clock, new Lookout.Memory())) {
      if (!Chooser.countsFromStart(people)) {
        target.skipTo(from < 0 ? Math.max(0, frame - reach) : from);
      }
      boolean complete = false;
      while (true) {
        progress.checkStop();
        Shot shot = complete ? null : target.next();
        complete = shot == null;
        if (shot != null) {
          timeline.add(lookout.look(shot));
        }
        Moment m = timeline.ready(complete);
        if (m == null && complete) {
          throw new MakerException(
              MakerException.Code.NO_SUCH_FRAME,
              "%s has no frame %d; frames are counted from 0"
                  .formatted(plan.job().target(), frame));
        }
        if (m != null) {
          if (m.frame() == frame) {
            return Maker.small(paint(painting, m));
          }
          timeline.painted();
        }
      }
    }
  }

  private Picture paint(Painting painting, Moment m) {
    if (m.faces().stream().noneMatch(Face::painted)) {
      throw new MakerException(
          MakerException.Code.NO_FACE,
          "frame %d of %s shows nobody to paint; try another frame"
              .formatted(m.frame(), plan.job().target()));
    }
    return painting.painted(m, Objects.requireNonNull(m.shot()).picture(), new TreeMap<>());
  }
}
