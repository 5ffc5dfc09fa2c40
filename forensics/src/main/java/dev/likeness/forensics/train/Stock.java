package dev.likeness.forensics.train;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Seed;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.forensics.Edits;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.media.Images;
import dev.likeness.media.MediaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The untouched pictures that training starts from. Pictures are shrunk to at most half, as far as
 * they are large enough, which takes with it the finest detail: what the camera, or the program
 * that made a picture of nobody, left there.
 */
final class Stock {
  private static final int SIDE = 288;

  /** Between the eyes, pixels: from small faces to crops that fill the picture. */
  private static final double NEAR = 30;

  private static final double FAR = 85;

  private static final int PARTS = 6;

  /** In the name of a redrawn picture, before what it was drawn with. */
  private static final String DRAWN_BY = "@";

  private Stock() {}

  /** The untouched pictures. */
  static List<Base> data(Lesson.Material m, Lesson.Tools tools, Seed seed) {
    return read(m.data(), m.each(), .5, tools, seed);
  }

  /** Those that a machine has drawn: only their own size shows what it left. */
  static List<Base> given(Lesson.Material m, Lesson.Tools tools, Seed seed) {
    return read(m.given(), m.each(), 1, tools, seed.derive("given"));
  }

  /**
   * Reads folders, subfolders too.
   *
   * @param each how many sizes of a face, and six times as many parts of a picture without one
   * @param shrink how much the largest is, at most 1
   */
  static List<Base> read(
      List<Path> folders, int each, double shrink, Lesson.Tools tools, Seed seed) {
    List<Path> files = files(folders);
    List<Base> out = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      tools.progress().checkStop();
      tools.progress().report("reading pictures", i, files.size());
      String name = String.valueOf(files.get(i).getFileName());
      try {
        SplittableRandom r = seed.derive(name).random();
        out.addAll(of(name, Images.read(files.get(i)), each, shrink, tools.finder(), r));
      } catch (MediaException e) {
        // what is no picture has no part in this
      }
    }
    if (out.size() < 20 && !folders.isEmpty()) {
      throw new ForensicsException(
          Code.DATA, "only %d pictures were found in %s".formatted(out.size(), folders));
    }
    return out;
  }

  /**
   * Reads pictures that were drawn anew, as they are: NAME@NETWORK.png is of the untouched NAME,
   * with which it stays on one side of every split.
   */
  static List<Base> redrawn(Lesson.Material m, Lesson.Tools tools) {
    List<Base> out = new ArrayList<>();
    List<Path> files = files(m.redrawn());
    for (int i = 0; i < files.size(); i++) {
      tools.progress().checkStop();
      tools.progress().report("reading redrawn pictures", i, files.size());
      String name = String.valueOf(files.get(i).getFileName());
      int end = name.indexOf(DRAWN_BY);
      if (end > 0) {
        Frame f = Images.read(files.get(i));
        List<FaceObservation> faces = tools.finder().meshes(f);
        FaceMesh mesh = faces.isEmpty() ? null : faces.getFirst().mesh();
        out.add(new Base(name.substring(0, end), f, mesh));
      }
    }
    return out;
  }

  /** The names of all files in them. */
  static Set<String> names(List<Path> folders) {
    return files(folders).stream()
        .map(f -> String.valueOf(f.getFileName()))
        .collect(Collectors.toSet());
  }

  private static List<Path> files(List<Path> folders) {
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(Files::isRegularFile).sorted().forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static List<Base> of(
      String name, Frame f, int each, double shrink, FaceFinder finder, SplittableRandom r) {
    List<Base> out = new ArrayList<>();
    Frame half = shrink < 1 ? Edits.scale(f, shrink) : f;
    List<FaceObservation> faces = finder.meshes(half);
    if (faces.isEmpty()) {
      for (int i = 0; i < PARTS * each; i++) {
        out.add(scene(name, f, r));
      }
      return out;
    }
    FaceMesh mesh = faces.getFirst().mesh();
    for (int i = 0; i < each; i++) {
      double eyes = NEAR * Math.pow(FAR / NEAR, r.nextDouble());
      double scale = Math.min(1, eyes / mesh.eyeDistance());
      out.add(face(name, half, mesh, scale, r));
    }
    return out;
  }

  private static Base face(String name, Frame f, FaceMesh mesh, double scale, SplittableRandom r) {
    Frame small = Edits.scale(f, scale);
    FaceMesh m = mesh.map(Affine2.scale((double) small.width() / f.width()));
    Box b = m.bounds();
    int margin = (int) (Math.max(b.width(), b.height()) * (.3 + .25 * r.nextDouble()));
    Box cut = b.grow(margin).intersect(new Box(0, 0, small.width(), small.height()));
    return new Base(name, small.crop(cut), m.map(Affine2.translate(-cut.x(), -cut.y())));
  }

  private static Base scene(String name, Frame f, SplittableRandom r) {
    double least = (SIDE + 1.0) / Math.min(f.width(), f.height());
    double scale = Math.min(1, Math.max(least, .12 * Math.pow(.5 / .12, r.nextDouble())));
    int side = Math.min(SIDE, (int) (scale * Math.min(f.width(), f.height())));
    int taken = (int) (side / scale);
    int x = r.nextInt(f.width() - taken + 1);
    int y = r.nextInt(f.height() - taken + 1);
    Frame part = f.crop(new Box(x, y, taken, taken));
    return new Base(name, Edits.resize(part, side, side), null);
  }
}
