package dev.likeness.synthesis.duel;

import dev.likeness.core.Affine2;
import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Trouble;
import dev.likeness.faces.FaceCrop;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.media.Images;
import dev.likeness.media.MediaException;
import dev.likeness.synthesis.duel.DuelException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Looks at a folder of pictures before anything is learnt from it: what can be read, what is there
 * twice, whether it shows faces, and what else is mixed in. Folders within it are classes.
 */
public final class Collector {
  /** Fewer pictures than this are not tried. */
  public static final int FEWEST = 8;

  /** From this share on a folder of pictures counts as one of faces. */
  private static final double MOSTLY = .6;

  /** This many files are looked at for faces before it is decided. */
  private static final int LOOKS = 24;

  /** Side at which pictures are compared with each other. */
  private static final int PRINT = 8;

  /** How pictures are cut. */
  public enum Framing {
    /** As faces where most show one, else as the centre. */
    AUTO,
    /** Aligned crops of faces; what shows none is left out. */
    FACES,
    /** The largest square in the middle. */
    CENTRE
  }

  /**
   * How faces are made easier to learn from few pictures; other pictures stay as they are.
   *
   * @param even how far features are brought to where they lie on average over all, 0 to 1
   * @param soften how far what lies around goes out of focus, 0 to 1
   */
  public record Faces(double even, double soften) {
    public static final Faces AS_THEY_ARE = new Faces(0, 0);

    public Faces {
      if (!(even >= 0 && even <= 1) || !(soften >= 0 && soften <= 1)) {
        throw new IllegalArgumentException(
            "even %s, soften %s: both are from 0 to 1".formatted(even, soften));
      }
    }
  }

  /**
   * A file that is not used.
   *
   * @param why in a few words
   */
  public record Left(Path file, String why) {}

  /**
   * What was found.
   *
   * @param faces whether they are aligned faces
   * @param files how many there are
   * @param left those that are not used
   * @param classes names of the classes, by label; empty where there are none
   * @param smaller how many were smaller than needed and had to be enlarged
   */
  public record Found(
      PictureSet set,
      boolean faces,
      int files,
      List<Left> left,
      List<String> classes,
      int smaller) {}

  /** A picture at 8×8. */
  private record Print(Path file, byte[] rgb) {}

  private final FaceFinder finder;
  private final int side;
  private final Framing framing;
  private final Faces ready;
  private final Progress progress;
  private final List<PictureSet.Item> items = new ArrayList<>();
  private final List<CommonShape.Face> faces = new ArrayList<>();
  private final List<Left> left = new ArrayList<>();
  private final Map<Digest, Path> seen = new HashMap<>();
  private final List<Print> prints = new ArrayList<>();
  private int smaller;

  /**
   * @param side of the pictures that are wanted, pixels
   * @param ready how faces are made ready
   */
  public Collector(FaceFinder finder, int side, Framing framing, Faces ready, Progress progress) {
    this.finder = finder;
    this.side = side;
    this.framing = framing;
    this.ready = ready;
    this.progress = progress;
  }

  /**
   * Looks through the folder.
   *
   * @throws DuelException PICTURES where there is not enough to learn from; the message says why
   */
  public Found look(Path folder) {
    List<String> classes = new ArrayList<>();
    List<List<Path>> files = files(folder, classes);
    List<Path> all = files.stream().flatMap(List::stream).toList();
    boolean faces =
        switch (framing) {
          case FACES -> true;
          case CENTRE -> false;
          case AUTO -> mostlyFaces(all);
        };
    int done = 0;
    for (int label = 0; label < files.size(); label++) {
      for (Path f : files.get(label)) {
        progress.checkStop();
        progress.report("looking at the pictures", done++, all.size());
        take(f, label, faces);
      }
    }
    if (items.size() < FEWEST) {
      throw new DuelException(Code.PICTURES, tooFew(folder, all.size()));
    }
    return new Found(
        faces && !ready.equals(Faces.AS_THEY_ARE) ? readied() : new PictureSet(side, items),
        faces,
        all.size(),
        List.copyOf(left),
        classes,
        smaller);
  }

  private PictureSet readied() {
    CommonShape shape = new CommonShape(faces);
    List<PictureSet.Item> out = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      progress.checkStop();
      progress.report("bringing features into place", i, items.size());
      PictureSet.Item item = items.get(i);
      CommonShape.Face face = faces.get(i);
      float[] form = shape.beside(face);
      for (int k = 0; k < form.length; k++) {
        form[k] *= (float) ready.even;
      }
      Frame f = Surroundings.soften(shape.of(face, ready.even), ready.soften);
      out.add(new PictureSet.Item(item.name(), item.label(), f.rgb(), form));
    }
    return new PictureSet(side, out, shape.shape());
  }

  private static List<List<Path>> files(Path folder, List<String> classes) {
    try {
      List<Path> plain = list(folder, false);
      List<Path> folders = list(folder, true);
      if (!plain.isEmpty() || folders.isEmpty()) {
        return List.of(plain);
      }
      List<List<Path>> out = new ArrayList<>();
      for (Path f : folders) {
        classes.add(String.valueOf(f.getFileName()));
        out.add(list(f, false));
      }
      return out;
    } catch (IOException e) {
      throw new DuelException(
          Code.PICTURES,
          "%s cannot be read (%s); --data takes a folder of pictures"
              .formatted(folder, Trouble.of(e)),
          e);
    }
  }

  private static List<Path> list(Path folder, boolean folders) throws IOException {
    try (Stream<Path> s = Files.list(folder)) {
      return s.filter(p -> folders ? Files.isDirectory(p) : Files.isRegularFile(p))
          .filter(p -> !String.valueOf(p.getFileName()).startsWith("."))
          .sorted()
          .toList();
    }
  }

  private boolean mostlyFaces(List<Path> files) {
    int looked = 0;
    int found = 0;
    for (int i = 0; i < Math.min(LOOKS, files.size()); i++) {
      progress.checkStop();
      try {
        Frame f = Images.read(files.get((int) ((long) i * files.size() / LOOKS) % files.size()));
        looked++;
        found += finder.faces(f).isEmpty() ? 0 : 1;
      } catch (MediaException e) {
        // said when it is its turn
      }
    }
    return looked > 0 && found >= MOSTLY * looked;
  }

  private void take(Path file, int label, boolean faces) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (twice(Digest.of(bytes), file)) {
        return;
      }
      Frame picture = Images.read(file);
      if (Math.min(picture.width(), picture.height()) < side / 4) {
        leave(file, "only %d×%d pixels".formatted(picture.width(), picture.height()));
        return;
      }
      FaceObservation face = faces ? face(file, picture) : null;
      if (faces && face == null) {
        return;
      }
      Frame cut = face == null ? centre(picture) : FaceCrop.of(picture, face.mesh(), side);
      if (like(cut, file)) {
        return;
      }
      if (face != null) {
        this.faces.add(
            CommonShape.Face.of(
                FaceCrop.of(picture, face.mesh(), 2 * side),
                face.mesh(),
                FaceCrop.map(face.mesh(), 2 * side)));
      }
      items.add(new PictureSet.Item(String.valueOf(file.getFileName()), label, cut.rgb()));
    } catch (MediaException e) {
      leave(
          file,
          switch (e.code()) {
            case EMPTY -> "is empty";
            case NOT_MEDIA -> "is no picture";
            case TOO_LARGE -> "has too many pixels";
            case DAMAGED -> "is damaged";
            default -> "cannot be read as a picture";
          });
    } catch (IOException e) {
      leave(file, "cannot be read (" + Trouble.of(e) + ")");
    } catch (OutOfMemoryError e) {
      leave(file, "too large for the memory there is");
    }
  }

  private void leave(Path file, String why) {
    left.add(new Left(file, why));
  }

  private boolean twice(Digest digest, Path file) {
    Path before = seen.putIfAbsent(digest, file);
    if (before != null) {
      leave(file, "the same file as " + before.getFileName());
    }
    return before != null;
  }

  /** Whether a picture is there already in another size or quality. */
  private boolean like(Frame cut, Path file) {
    double scale = side / (double) PRINT;
    int n = Math.max(1, side / PRINT);
    byte[] print = cut.sample(Affine2.scale(scale), PRINT, PRINT, n).rgb();
    for (Print p : prints) {
      if (alike(p.rgb, print)) {
        leave(file, "the same picture as " + p.file.getFileName());
        return true;
      }
    }
    prints.add(new Print(file, print));
    return false;
  }

  private static boolean alike(byte[] a, byte[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      int d = Math.abs((a[i] & 255) - (b[i] & 255));
      sum += d;
      if (d > 12) {
        return false;
      }
    }
    return sum <= 2 * a.length;
  }

  private @org.jspecify.annotations.Nullable FaceObservation face(Path file, Frame picture) {
    List<FaceObservation> all = finder.faces(picture);
    if (all.isEmpty()) {
      leave(file, "no face is found in it");
      return null;
    }
    if (all.size() > 1 && width(all.get(1)) > .6 * width(all.getFirst())) {
      leave(file, all.size() + " faces, none of them much larger than the others");
      return null;
    }
    Affine2 map = FaceCrop.map(all.getFirst().mesh(), side);
    double shrink = Math.hypot(map.a(), map.b());
    smaller += shrink < .9 ? 1 : 0;
    if (shrink < .3) {
      leave(file, "its face is too small");
      return null;
    }
    return all.getFirst();
  }

  private static double width(FaceObservation f) {
    return Math.abs(f.mesh().x(454) - f.mesh().x(234));
  }

  private Frame centre(Frame p) {
    int s = Math.min(p.width(), p.height());
    double scale = (double) s / side;
    smaller += scale < .99 ? 1 : 0;
    Affine2 map = new Affine2(scale, 0, (p.width() - s) / 2.0, 0, scale, (p.height() - s) / 2.0);
    return p.sample(map, side, side, Math.max(1, Math.min(8, (int) Math.ceil(scale / 1.5))));
  }

  private String tooFew(Path folder, int files) {
    StringBuilder b = new StringBuilder();
    b.append(
        "%s: %d of %d files can be learnt from, and %d are the fewest that are tried (100 to 200 are a good beginning)"
            .formatted(folder, items.size(), files, FEWEST));
    left.stream()
        .limit(5)
        .forEach(l -> b.append("\n  ").append(l.file.getFileName()).append(": ").append(l.why));
    return b.append(left.size() > 5 ? "\n  …" : "").toString();
  }
}
