package dev.likeness.forensics.train;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.Jpeg;
import dev.likeness.media.Decoder;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The way that a picture comes into a film: a camera moves over it, and what it sees is encoded by
 * OpenH264 or libvpx at a quality drawn by chance, and decoded again. An untouched picture and what
 * was made of it go the same way.
 */
final class FilmWay {
  private static final int FRAMES = 13;

  /** The first, which stands for itself, and two that were told by the ones before. */
  private static final int STEP = 6;

  private static final int FPS = 25;

  /** Smaller pictures are not shrunk further. */
  private static final int LEAST = 120;

  private final long seed;

  FilmWay(long seed) {
    this.seed = seed;
  }

  /** What a camera for films leaves, before anything is made of the picture: it is softer. */
  Frame camera(Frame f) {
    SplittableRandom r = new Seed(seed).derive("camera").random();
    Frame out = f;
    if (r.nextDouble() < .5) {
      out = Edits.noise(out, .3 + 3 * r.nextDouble() * r.nextDouble(), r);
    }
    if (r.nextDouble() < .5) {
      out = Edits.blur(out, .3 + .6 * r.nextDouble());
    }
    if (r.nextDouble() < .3) {
      out = Edits.sharpen(out, .6 + .6 * r.nextDouble(), .2 + .8 * r.nextDouble());
    }
    return out;
  }

  /**
   * Three frames of the film; none where the picture is too small to move over.
   *
   * @param mesh the face, in pixels of the picture; null where there is none
   */
  List<Way.Arrived> go(Frame f, @Nullable FaceMesh mesh) {
    SplittableRandom r = new Seed(seed).derive("way").random();
    Frame out = f;
    if (r.nextDouble() < .5) {
      double least = (double) LEAST / Math.min(f.width(), f.height());
      out = Edits.scale(f, Math.max(least, .5 + .8 * r.nextDouble()));
    }
    Affine2 map = Affine2.scale((double) out.width() / f.width());
    double before = r.nextDouble();
    // Much of what is filmed was compressed before: by the camera, or for television.
    if (before < .2) {
      out = Jpeg.through(out, 60 + r.nextInt(38));
    } else if (before < .4) {
      out = FilmLoss.through(out, 2 * Math.pow(8, r.nextDouble()), 8);
    }
    boolean h264 = r.nextDouble() < .8;
    VideoFormat format =
        new VideoFormat(
            h264 ? VideoFormat.Codec.H264 : VideoFormat.Codec.VP9, .15 + .75 * r.nextDouble());
    return filmed(out, mesh == null ? null : mesh.map(map), map, format, r);
  }

  /** The camera moves by so much from frame to frame. */
  private static List<Way.Arrived> filmed(
      Frame f, @Nullable FaceMesh mesh, Affine2 map, VideoFormat format, SplittableRandom r) {
    int dx = r.nextInt(5) - 2;
    int dy = r.nextInt(3) - 1;
    List<Frame> frames = filmed(f, format, dx, dy);
    List<Way.Arrived> out = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Affine2 moved = Affine2.translate(-from(dx, STEP * i), -from(dy, STEP * i));
      FaceMesh there = mesh == null ? null : mesh.map(moved);
      out.add(new Way.Arrived(frames.get(i), there, moved.after(map)));
    }
    return out;
  }

  /** Where a frame begins in the picture. */
  private static int from(int by, int frame) {
    return by * (by < 0 ? frame - FRAMES + 1 : frame);
  }

  /**
   * @param dx pixels that the camera moves from frame to frame, to the right
   * @param dy likewise down
   */
  private static List<Frame> filmed(Frame f, VideoFormat format, int dx, int dy) {
    int w = (f.width() - Math.abs(dx) * (FRAMES - 1)) & ~1;
    int h = (f.height() - Math.abs(dy) * (FRAMES - 1)) & ~1;
    if (Math.min(w, h) < 64) {
      return List.of();
    }
    MediaInfo.Video track = MediaInfo.Video.made(w, h, FPS);
    Path file = null;
    try {
      file = Files.createTempFile("likeness-film", ".mp4");
      try (SegmentWriter out = SegmentWriter.create(file, format, track)) {
        for (int i = 0; i < FRAMES; i++) {
          Box box = new Box(from(dx, i), from(dy, i), w, h);
          YuvFrame seen = YuvFrame.of(f.crop(box), YuvFrame.Matrix.BT709, false);
          Timecode at = new Timecode(i, track.timeBaseNum(), track.timeBaseDen());
          out.write(new VideoPicture(i, at, 1, seen));
        }
        out.finish();
      }
      return decoded(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(file);
    }
  }

  private static List<Frame> decoded(Path file) {
    List<Frame> out = new ArrayList<>();
    try (Decoder.Film film = Decoder.here().film(file)) {
      for (VideoPicture p = film.next(); p != null; p = film.next()) {
        out.add(p.picture().toFrame());
        film.skipTo(p.index() + STEP);
      }
    }
    return out;
  }

  private static void delete(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
