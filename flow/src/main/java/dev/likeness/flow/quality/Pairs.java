package dev.likeness.flow.quality;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.faces.Roi;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a clip and a result side by side, frame by frame, and feeds the meter. Constant memory but
 * for the meter's numbers.
 */
final class Pairs {
  /** Looks at each frame too, for what the meter does not do. */
  interface Visitor {
    void visit(
        int frame, Picture before, Picture after, @Nullable Reading in, @Nullable Reading out);
  }

  /** How far around the face's box the cut-out reaches, in eye distances. */
  private static final double MARGIN = .6;

  final CellMeter meter = new CellMeter();
  final Outside outside = new Outside();
  private int before;
  private int after;

  /** Frames of the clip. */
  int before() {
    return before;
  }

  /** Frames of the result. */
  int after() {
    return after;
  }

  /**
   * Walks both to their ends.
   *
   * @param notes what was read in the clip
   * @param reads reads a result's frame in the region of the clip's
   * @param ignored areas of the picture that are labelled on purpose
   */
  void walk(
      Path clip,
      Path result,
      NotesFile.Reader notes,
      Reads reads,
      List<Box> ignored,
      Visitor visitor,
      Progress progress,
      String stage) {
    try (VideoReader a = VideoReader.open(clip);
        VideoReader b = VideoReader.open(result)) {
      VideoPicture p = a.next();
      VideoPicture q = b.next();
      while (p != null && q != null) {
        progress.checkStop();
        NotesFile.Entry e = notes.next();
        Reading in = e.reading();
        Roi roi = e.roi();
        Reading out = roi == null ? null : reads.read(q.picture(), roi);
        add(p.picture(), q.picture(), in, out, ignored);
        visitor.visit(before - 1, p.picture(), q.picture(), in, out);
        progress.report(stage, before, a.video().frames());
        p = a.next();
        q = b.next();
      }
      for (; p != null; p = a.next()) {
        before++;
      }
      for (; q != null; q = b.next()) {
        after++;
      }
    }
  }

  /** Reads a result's frame where the clip's face is. */
  @FunctionalInterface
  interface Reads {
    @Nullable Reading read(Picture after, Roi roi);
  }

  private void add(
      Picture p, Picture q, @Nullable Reading in, @Nullable Reading out, List<Box> ignored) {
    List<Box> touched = new ArrayList<>(ignored);
    Box face = Outside.touched(in, p.width(), p.height());
    if (face != null) {
      touched.add(face);
    }
    outside.add(p, q, touched);
    meter.add(moment(before, p, q, in, out));
    before++;
    after++;
  }

  static Moment moment(
      int index, Picture p, Picture q, @Nullable Reading in, @Nullable Reading out) {
    if (in == null) {
      return new Moment(index, Frame.black(1, 1), Frame.black(1, 1), 0, 0, null, null);
    }
    Box all = new Box(0, 0, p.width(), p.height());
    int margin = (int) Math.ceil(MARGIN * in.mesh().eyeDistance());
    Box cut = in.mesh().bounds().grow(margin).intersect(all);
    if (cut.isEmpty()) {
      return new Moment(index, Frame.black(1, 1), Frame.black(1, 1), 0, 0, null, null);
    }
    Affine2 here = Affine2.translate(-cut.x(), -cut.y());
    return new Moment(
        index,
        p.crop(cut),
        q.crop(cut),
        cut.x(),
        cut.y(),
        in.map(here),
        out == null ? null : out.map(here));
  }
}
