package dev.likeness.faces;

import dev.likeness.core.Affine2;
import dev.likeness.core.Box;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.core.Picture;
import dev.likeness.faces.FaceObservation.Quality;
import dev.likeness.models.Detection;
import dev.likeness.models.FaceAttributes;
import dev.likeness.models.FaceDetector;
import dev.likeness.models.FaceMesher;
import dev.likeness.models.IrisFinder;
import dev.likeness.models.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds faces in one picture: detector, mesh, irises, embedding. Owns its network sessions; not
 * thread-safe, use one for each thread. All results are in pixels of the picture given. The same
 * picture gives the same result, bit for bit, whatever was looked at before.
 */
public final class FaceFinder implements AutoCloseable {
  /** From this presence on a mesh counts as a face. */
  public static final double PRESENT = .5;

  /** A face that is found anew must be this surely one. */
  static final double SURE = .8;

  private static final double MIN_SCORE = .5;

  /** Nothing is searched for below this: about 24 pixels between the eyes. */
  private static final int SMALLEST_TILE = 384;

  private final FaceDetector detector;
  private final FaceMesher mesher;
  private final EyeRefiner eyes;
  private final Models models;
  private @Nullable FaceAttributes embedder;

  /**
   * What the mesh network saw in a region.
   *
   * @param presence how sure it is that there is a face, 0 to 1; under {@link #PRESENT} the mesh
   *     means nothing
   * @param sharpness see {@link Quality#sharpness}
   */
  public record Sighting(FaceMesh mesh, float presence, float sharpness) {
    public boolean present() {
      return presence >= PRESENT;
    }
  }

  /**
   * Opens the networks, but for the embedding's, which is the largest and opened when it is first
   * asked for; {@code models} must outlive this.
   */
  public FaceFinder(Models models) {
    this.models = models;
    detector = FaceDetector.shortRange(models);
    mesher = new FaceMesher(models);
    eyes = new EyeRefiner(new IrisFinder(models));
  }

  /** Opens the embedding's network now, for who will need it anyway. */
  public FaceFinder withEmbedding() {
    embedder();
    return this;
  }

  private FaceAttributes embedder() {
    if (embedder == null) {
      embedder = Identity.embedder(models);
    }
    return embedder;
  }

  /**
   * All faces, best first: one look at the whole picture, and overlapping tiles in two or more
   * sizes where the picture is so large that the first look would miss faces with more than about
   * 24 pixels between the eyes. Where nobody is found, heads that lie on their side or stand on
   * their head are looked for as well.
   */
  public List<Detection> detect(Picture p) {
    List<Detection> found = new ArrayList<>(detectLarge(p));
    for (Box tile : tiles(p.width(), p.height())) {
      for (Detection d : look(p, tile, 0)) {
        if (!cut(d, tile, p)) {
          found.add(d);
        }
      }
    }
    return distinct(found);
  }

  /**
   * Large heads that lie on their side or stand on their head, for pictures in which {@link
   * #detect} finds nothing that turns out to be a face. One head may come several times, turned
   * differently: the mesh network knows which is right.
   */
  public List<Detection> detectTurned(Picture p) {
    List<Detection> found = new ArrayList<>();
    for (int quarter = 1; quarter < 4; quarter++) {
      found.addAll(look(p, whole(p), quarter * Math.PI / 2));
    }
    return found;
  }

  /** The faces larger than about an eighth of the picture's longer edge: one look, 1–2 ms. */
  public List<Detection> detectLarge(Picture p) {
    return look(p, whole(p), 0);
  }

  private static Box whole(Picture p) {
    int side = Math.max(p.width(), p.height());
    return new Box((p.width() - side) / 2, (p.height() - side) / 2, side, side);
  }

  /** Looks at a square that is turned by a number of quarters. */
  private List<Detection> look(Picture p, Box square, double turn) {
    int n = detector.side();
    double side = square.width();
    Affine2 map = Affine2.squareTo(square.x() + side / 2, square.y() + side / 2, side, turn, n);
    List<Detection> out = new ArrayList<>();
    for (Detection d : detector.detect(Sampling.square(p, map, n, 2), MIN_SCORE)) {
      Detection here = moved(d, map);
      if (middleInside(here, p)) {
        out.add(here);
      }
    }
    return out;
  }

  private static Detection moved(Detection d, Affine2 map) {
    float[] points = new float[d.points().length];
    for (int i = 0; i < points.length; i += 2) {
      points[i] = (float) map.x(d.points()[i], d.points()[i + 1]);
      points[i + 1] = (float) map.y(d.points()[i], d.points()[i + 1]);
    }
    float x0 = (float) map.x(d.left(), d.top());
    float y0 = (float) map.y(d.left(), d.top());
    float x1 = (float) map.x(d.right(), d.bottom());
    float y1 = (float) map.y(d.right(), d.bottom());
    return new Detection(
        d.score(), Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1), points);
  }

  private static boolean middleInside(Detection d, Picture p) {
    float x = (d.left() + d.right()) / 2;
    float y = (d.top() + d.bottom()) / 2;
    return x >= 0 && y >= 0 && x < p.width() && y < p.height();
  }

  /** Halving squares with a third of overlap, until they are small enough. */
  static List<Box> tiles(int width, int height) {
    List<Box> out = new ArrayList<>();
    for (int side = Math.max(width, height) / 2; side >= SMALLEST_TILE; side /= 2) {
      int nx = count(width, side);
      int ny = count(height, side);
      for (int j = 0; j < ny; j++) {
        for (int i = 0; i < nx; i++) {
          out.add(new Box(start(i, nx, width, side), start(j, ny, height, side), side, side));
        }
      }
    }
    return out;
  }

  private static int count(int length, int side) {
    return length <= side ? 1 : 1 + (int) Math.ceil((length - side) / (side * 2 / 3.0));
  }

  private static int start(int i, int n, int length, int side) {
    return n == 1 ? (length - side) / 2 : (int) ((long) i * (length - side) / (n - 1));
  }

  /** Whether a tile's inner border cuts the face: its neighbour sees it whole. */
  private static boolean cut(Detection d, Box tile, Picture p) {
    return (d.left() < tile.x() && tile.x() > 0)
        || (d.top() < tile.y() && tile.y() > 0)
        || (d.right() > tile.right() && tile.right() < p.width())
        || (d.bottom() > tile.bottom() && tile.bottom() < p.height());
  }

  private static List<Detection> distinct(List<Detection> found) {
    found.sort(java.util.Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> out = new ArrayList<>();
    for (Detection d : found) {
      if (out.stream().noneMatch(o -> overlap(o, d))) {
        out.add(d);
      }
    }
    return out;
  }

  private static boolean overlap(Detection a, Detection b) {
    double w = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    double h = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
    double smaller = Math.min((double) a.width() * a.height(), (double) b.width() * b.height());
    return w > 0 && h > 0 && w * h > .35 * smaller;
  }

  /** Looks for one mesh (468 points) in a region. */
  public Sighting look(Picture p, Roi roi) {
    Affine2 map = roi.fromSquare(FaceMesher.SIDE);
    Frame crop = Sampling.square(p, map, FaceMesher.SIDE);
    FaceMesher.Result r = mesher.find(crop);
    return new Sighting(r.mesh().map(map), (float) r.presence(), Sampling.sharpness(crop));
  }

  /** The mesh (468 points) in a region, if there is a face. */
  public Optional<FaceMesh> mesh(Picture p, Roi roi) {
    Sighting s = look(p, roi);
    return s.present() ? Optional.of(s.mesh()) : Optional.empty();
  }

  /**
   * The mesh with irises (478 points). The contours of the lids, which the mesh network lets follow
   * a blink only half way, are taken from the iris network.
   */
  public FaceMesh withIris(Picture p, FaceMesh mesh) {
    return eyes.refine(p, mesh);
  }

  /**
   * Likewise where the frame before is known; the eyes are looked at by turns, the left if said.
   */
  FaceMesh withIris(Picture p, FaceMesh mesh, FaceMesh before, boolean left) {
    return eyes.refine(p, mesh, before, left);
  }

  /** The embedding of a face for {@link Identity}, a unit vector; about 10–30 ms. */
  public float[] embed(Picture p, FaceMesh mesh) {
    return Identity.embed(embedder(), p, mesh);
  }

  /**
   * How old a face looks, in years: an impression of one picture, not a fact about a person. What
   * it is worth is measured in {@code docs/gate.md}. About 50 ms.
   */
  public double apparentAge(Picture p, FaceMesh mesh) {
    return ApparentAge.of(embedder(), p, mesh);
  }

  /**
   * All faces of a still picture, largest first, meshed with irises and embedded, numbered from 1,
   * as observations of frame 0.
   */
  public List<FaceObservation> faces(Picture p) {
    return faces(p, true);
  }

  /** Likewise without embeddings, which are empty: for who does not ask who is who. */
  public List<FaceObservation> meshes(Picture p) {
    return faces(p, false);
  }

  private List<FaceObservation> faces(Picture p, boolean embed) {
    List<FaceObservation> out = observe(p, detect(p), embed);
    if (out.isEmpty()) {
      out = observe(p, detectTurned(p), embed);
    }
    out.sort(
        java.util.Comparator.comparingDouble((FaceObservation f) -> f.quality().size()).reversed());
    List<FaceObservation> numbered = new ArrayList<>();
    for (FaceObservation f : out) {
      if (numbered.stream().noneMatch(o -> o.box().iou(f.box()) > .5)) {
        numbered.add(f.withTrack(numbered.size() + 1));
      }
    }
    return numbered;
  }

  private List<FaceObservation> observe(Picture p, List<Detection> found, boolean embed) {
    List<FaceObservation> out = new ArrayList<>();
    for (Detection d : found) {
      settle(p, Roi.of(d))
          .filter(s -> s.presence() >= SURE)
          .ifPresent(s -> out.add(observe(p, s, embed)));
    }
    return out;
  }

  private FaceObservation observe(Picture p, Sighting s, boolean embed) {
    FaceMesh mesh = withIris(p, s.mesh());
    float[] who = embed ? embed(p, mesh) : new float[0];
    return new FaceObservation(
        1, 0, mesh, s.presence(), true, false, quality(p, mesh, s.sharpness()), who);
  }

  /** Looks twice: where one thinks the face is, and where the first mesh says it is. */
  Optional<Sighting> settle(Picture p, Roi roi) {
    Sighting first = look(p, roi);
    if (!first.present()) {
      return Optional.empty();
    }
    Sighting second = look(p, Roi.of(first.mesh()));
    return second.present() ? Optional.of(second) : Optional.empty();
  }

  /** How good the picture of a face is. */
  static Quality quality(Picture p, FaceMesh mesh, float sharpness) {
    int inside = 0;
    for (int i = 0; i < FaceMesh.POINTS; i++) {
      boolean in =
          mesh.x(i) >= 0 && mesh.y(i) >= 0 && mesh.x(i) < p.width() && mesh.y(i) < p.height();
      inside += in ? 1 : 0;
    }
    float size = (float) FaceGeometry.unit(FaceGeometry.pose(mesh));
    return new Quality(size, sharpness, (float) inside / FaceMesh.POINTS);
  }

  /**
   * What an alignments file says about one frame, with what a person asked for ({@link
   * Alignments.Wanted}) measured and what they deleted left out.
   */
  public List<FaceObservation> resolve(Picture p, List<Alignments.Entry> entries) {
    List<FaceObservation> out = new ArrayList<>();
    for (Alignments.Entry e : entries) {
      switch (e) {
        case Alignments.Seen s -> out.add(s.face());
        case Alignments.Deleted d -> {}
        case Alignments.Wanted w -> {
          Sighting s = look(p, w.roi());
          FaceMesh mesh = withIris(p, s.mesh());
          Quality q = quality(p, mesh, s.sharpness());
          out.add(
              new FaceObservation(
                  w.track(), w.frame(), mesh, s.presence(), w.start(), false, q, new float[0]));
        }
      }
    }
    return out;
  }

  @Override
  public void close() {
    detector.close();
    mesher.close();
    eyes.close();
    if (embedder != null) {
      embedder.close();
    }
  }
}
