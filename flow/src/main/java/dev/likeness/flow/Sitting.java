package dev.likeness.flow;

import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.faces.Coverage;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.faces.Identity;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.media.Images;
import dev.likeness.media.MediaException;
import dev.likeness.media.VideoPicture;
import dev.likeness.media.VideoReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks through the photos and videos that a persona is to be made from, makes sure that they show
 * one person and the same one, and picks the views.
 */
final class Sitting {
  /** Of a video no more than about this many frames are looked at, evenly spread. */
  private static final int LOOKS = 240;

  private final FaceFinder finder;
  private final Progress progress;
  private final ViewPicker picker = new ViewPicker();
  private final List<Portrait> firsts = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private final Sifted sifted = new Sifted();
  private List<Taken> taken = List.of();

  Sitting(FaceFinder finder, Progress progress) {
    this.finder = finder;
    this.progress = progress;
  }

  /**
   * Looks through all files.
   *
   * @return the chosen views, at least one
   * @throws FlowException UNSUITABLE, with the file, the place and the reason
   */
  List<Portrait> views(List<Path> files) {
    for (int i = 0; i < files.size(); i++) {
      progress.checkStop();
      Path f = files.get(i);
      if (Images.isImage(f)) {
        progress.report("Looking at pictures", i, files.size());
        photo(f, i);
      } else {
        video(f, i);
      }
    }
    if (picker.isEmpty()) {
      throw sifted.none(files);
    }
    List<Portrait> views = picker.pick();
    taken = sifted.taken(files, views, picker);
    Coverage coverage = new Coverage();
    views.forEach(v -> coverage.add(v.picture(), v.observation()));
    coverage.missing().forEach(m -> remarks.add(Personas.LACKING + m));
    return views;
  }

  /**
   * Looks through pictures of which it is known what they show, as they were drawn for this: each
   * is a view. Nothing is said of what is missing, for nobody can bring more pictures.
   *
   * @throws FlowException UNSUITABLE, as {@link #views}
   */
  List<Portrait> known(List<Path> files) {
    List<Portrait> all = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      progress.checkStop();
      progress.report("Looking at pictures", i, files.size());
      Picture p = Images.read(files.get(i));
      List<FaceObservation> faces = finder.faces(p);
      if (faces.size() != 1) {
        throw new FlowException(
            Code.UNSUITABLE, "%s shows %d faces, not one".formatted(files.get(i), faces.size()));
      }
      Portrait portrait = Portrait.of(p, faces.get(0), i, 0);
      requireSame(files.get(i), "", portrait);
      all.add(portrait);
    }
    return all;
  }

  /** What is missing, for the user. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }

  /** What came of each file; none of pictures of which it was known what they show. */
  List<Taken> taken() {
    return taken;
  }

  private void photo(Path file, int source) {
    Picture p = Images.read(file);
    List<FaceObservation> faces = finder.faces(p);
    if (faces.isEmpty()) {
      sifted.photo(source, "no face was found in it");
      return;
    }
    requireOne(file, "", faces);
    String why = consider(file, "", Portrait.of(p, faces.get(0), source, 0));
    if (!why.isEmpty()) {
      sifted.photo(source, why);
    }
  }

  private void video(Path file, int source) {
    try (VideoReader in = VideoReader.open(file)) {
      long frames = in.video().frames();
      long step = Math.max(1, frames / LOOKS);
      for (VideoPicture v = in.next(); v != null; v = in.next()) {
        progress.checkStop();
        progress.report("Looking at " + file.getFileName(), v.index(), frames);
        if (v.index() % step != 0) {
          continue;
        }
        List<FaceObservation> faces = finder.faces(v.picture());
        if (faces.isEmpty()) {
          sifted.frame(source, "no face was found");
        } else {
          String at = String.format(Locale.ROOT, " at %.2f s", v.time().seconds());
          requireOne(file, at, faces);
          Portrait p = Portrait.of(v.picture(), faces.get(0), source, v.index());
          sifted.frame(source, consider(file, at, p));
        }
      }
    } catch (MediaException e) {
      throw e.code() == MediaException.Code.UNSUPPORTED
          ? new FlowException(
              Code.UNSUITABLE, file + " holds no pictures; give photos or a video", e)
          : e;
    }
  }

  /** Faces in the background that are too small to be anybody count as nobody. */
  private static void requireOne(Path file, String at, List<FaceObservation> faces) {
    long people = faces.stream().filter(f -> f == faces.get(0) || !f.quality().small()).count();
    if (people > 1) {
      throw new FlowException(
          Code.UNSUITABLE,
          "%s%s shows %d people; a persona's pictures must show one person only"
              .formatted(file, at, people));
    }
  }

  /** Takes a portrait where it is good enough; else the reason why it is not. */
  private String consider(Path file, String at, Portrait p) {
    requireSame(file, at, p);
    String why = Sifted.why(p.quality());
    if (why.isEmpty()) {
      picker.add(p);
    }
    return why;
  }

  /** The first portrait of each file stands for it. */
  private void requireSame(Path file, String at, Portrait p) {
    for (Portrait f : firsts) {
      double alike = Identity.likeness(f.embedding(), p.embedding());
      if (alike < Identity.SAME && p.quality().good()) {
        throw new FlowException(
            Code.UNSUITABLE,
            String.format(
                Locale.ROOT,
                "%s%s does not show the person of the first picture (likeness %.2f, needs %.2f); a"
                    + " persona is one person",
                file,
                at,
                alike,
                Identity.SAME));
      }
    }
    if (firsts.isEmpty() && p.quality().good()) {
      firsts.add(p);
    }
  }
}
