package dev.likeness.flow;

import dev.likeness.core.Picture;
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
  /** Seconds between two looks, at least. */
  private static final double SPACING = .5;

  private static final int LOOKS = 16;

  /** Key pictures lie up to ten seconds apart: shorter films are decoded. */
  private static final double SHORT = 15;

  /** Everybody, who shows most first. */
  static List<TargetPerson> of(FaceFinder finder, Path file, Progress progress) {
    List<TargetPerson> all = new ArrayList<>();
    if (Images.isImage(file)) {
      Picture p = Images.read(file);
      finder.faces(p).forEach(f -> add(all, p, f, 0));
    } else {
      double seconds = seconds(file);
      double spacing = Math.max(SPACING, seconds / LOOKS);
      try (VideoReader in = seconds < SHORT ? VideoReader.open(file) : keys(file, spacing)) {
        double next = Double.NEGATIVE_INFINITY;
        for (VideoPicture v = in.next(); v != null; v = in.next()) {
          progress.checkStop();
          if (v.time().seconds() >= next) {
            next = v.time().seconds() + spacing;
            for (FaceObservation f : finder.faces(v.picture())) {
              add(all, v.picture(), f, v.index());
            }
          }
        }
      }
    }
    all.sort(Comparator.comparingDouble(p -> -p.weight));
    return all;
  }

  private static void add(List<TargetPerson> all, Picture from, FaceObservation f, long frame) {
    if (f.embedding().length == 0 || f.quality().small() || f.quality().cutOff()) {
      return;
    }
    Portrait seen = Portrait.of(from, f, 0, frame);
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

  private static double seconds(Path file) {
    try (VideoReader in = VideoReader.open(file)) {
      return in.video().seconds();
    }
  }

  /** How straight ahead a face looks, and how calm it is. */
  private static double straight(Portrait p) {
    return -Math.abs(p.pose().yaw()) / 20
        - Math.abs(p.pose().pitch()) / 20
        - 4 * p.apertures().mouth()
        + Math.min(.3, Math.min(p.apertures().rightEye(), p.apertures().leftEye()));
  }

  /** Some files do not say which pictures are key: these are read from the beginning. */
  private static VideoReader keys(Path file, double spacing) {
    try {
      return VideoReader.openKeys(file, spacing);
    } catch (MediaException e) {
      if (e.code() == MediaException.Code.DAMAGED) {
        return VideoReader.open(file);
      }
      throw e;
    }
  }
}
