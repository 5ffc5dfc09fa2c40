package dev.likeness.flow;

import dev.likeness.core.Progress;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.media.Images;
import dev.likeness.media.MediaException;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who a target shows, from a few of its key pictures.
 *
 * @param embedding a sum over the pictures
 * @param weight sum of face sizes
 * @param best the picture that shows most of the face
 */
record TargetPerson(float[] embedding, double weight, Portrait best) {
  private static final double SPACING = .5;
  private static final int LOOKS = 16;

  /** Everybody, who shows most first. */
  static List<TargetPerson> of(FaceFinder finder, Path file, Progress progress) {
    List<TargetPerson> all = new ArrayList<>();
    if (Images.isImage(file)) {
      finder
          .faces(Images.read(file))
          .forEach(f -> add(all, f, Portrait.of(Images.read(file), f, 0, 0)));
    } else {
      try (VideoReader in = keys(file)) {
        int looks = 0;
        double next = Double.NEGATIVE_INFINITY;
        for (VideoPicture v = in.next(); v != null && looks < LOOKS; v = in.next()) {
          progress.checkStop();
          if (v.time().seconds() < next) {
            continue;
          }
          next = v.time().seconds() + SPACING;
          looks++;
          for (FaceObservation f : finder.faces(v.picture())) {
            add(all, f, Portrait.of(v.picture(), f, 0, v.index()));
          }
        }
      }
    }
    all.sort(Comparator.comparingDouble(p -> -p.weight));
    return all;
  }

  private static void add(List<TargetPerson> all, FaceObservation f, Portrait seen) {
    if (f.embedding().length == 0 || !f.quality().good()) {
      return;
    }
    for (int i = 0; i < all.size(); i++) {
      TargetPerson p = all.get(i);
      if (Identity.same(p.embedding, f.embedding())) {
        all.set(
            i,
            new TargetPerson(
                Identity.sum(p.embedding, f.embedding()),
                p.weight + f.quality().size(),
                straight(seen) > straight(p.best) ? seen : p.best));
        return;
      }
    }
    all.add(new TargetPerson(f.embedding(), f.quality().size(), seen));
  }

  /** How straight ahead a face looks, and how calm it is. */
  private static double straight(Portrait p) {
    return -Math.abs(p.pose().yaw()) / 20
        - Math.abs(p.pose().pitch()) / 20
        - 4 * p.apertures().mouth()
        + Math.min(.3, Math.min(p.apertures().rightEye(), p.apertures().leftEye()));
  }

  /** Some files do not say which pictures are key: these are read from the beginning. */
  private static VideoReader keys(Path file) {
    try {
      return VideoReader.openKeys(file, SPACING);
    } catch (MediaException e) {
      if (e.code() == MediaException.Code.DAMAGED) {
        return VideoReader.open(file);
      }
      throw e;
    }
  }
}
