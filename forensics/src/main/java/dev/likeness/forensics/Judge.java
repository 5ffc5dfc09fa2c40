package dev.likeness.forensics;

import dev.likeness.core.Digest;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Frame;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.FaceObservation;
import dev.likeness.media.Decoder;
import dev.likeness.media.MediaException;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoPicture;
import dev.likeness.models.Models;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Examines media. Opens its networks once; what is found about a medium, damage included, is data.
 * Not thread-safe. Must be closed.
 */
public final class Judge implements AutoCloseable {
  /** More pixels than this are not taken into memory. */
  public static final long MOST_PIXELS = 50_000_000;

  /** So many faces of a picture are looked at. */
  private static final int MOST_FACES = 8;

  /** So many frames of a film are looked at. */
  private static final int FRAMES = 16;

  /** Films longer than this are looked at in their key frames only. */
  private static final double LONG = 40;

  private final JudgeModel model;
  private final FaceFinder finder;
  private final Decoder decoder;
  private final List<Expert> experts = new ArrayList<>();
  private final TextureExpert filmTexture;
  private final @Nullable GraftExpert graft;

  /**
   * @param models must outlive this
   * @param finder likewise; used, not closed
   */
  public Judge(Models models, FaceFinder finder, JudgeModel model) {
    this(models, finder, model, Decoder.here());
  }

  /**
   * @param models must outlive this
   * @param finder and
   * @param decoder likewise; used, not closed. What comes from strangers is better decoded apart
   */
  public Judge(Models models, FaceFinder finder, JudgeModel model, Decoder decoder) {
    this.model = model;
    this.finder = finder;
    this.decoder = decoder;
    experts.add(new SpectrumExpert(model.spectrum()));
    experts.add(new TextureExpert(model.texture()));
    filmTexture = new TextureExpert(model.texture(true));
    experts.add(new NoiseExpert(model.noise()));
    if (!model.blend().isEmpty()) {
      experts.add(new BlendExpert(models, model.blend(), model.blendScale(), model.blendShift()));
    }
    if (model.inset() != null) {
      experts.add(new InsetExpert(model.inset()));
    }
    graft = model.graft() == null ? null : new GraftExpert(model.graft());
    if (graft != null) {
      experts.add(graft);
    }
    experts.add(new EyeExpert());
    experts.add(new FileExpert());
  }

  public JudgeModel model() {
    return model;
  }

  /**
   * Examines a file.
   *
   * @param draw whether evidence is wanted
   */
  public Examination examine(Path file, boolean draw) {
    return examine(file, draw, true, UnaryOperator.identity());
  }

  /**
   * Examines a file after every picture was changed: for measuring what compression, scaling and
   * the like take away. No evidence is drawn.
   */
  public Examination examine(Path file, UnaryOperator<Frame> change) {
    return examine(file, false, false, change);
  }

  /**
   * Looks at one face of a picture in memory. No evidence is drawn, and what a file tells is not
   * known.
   *
   * @param mesh the face, in pixels of the picture; null for one without
   */
  public FaceFinding look(Frame picture, @Nullable FaceMesh mesh) {
    return look(Subject.of(picture, mesh, null), 0, false, false);
  }

  /** The quality of a JPEG as libjpeg counts, 1–100; 101 for what is none. */
  public static int quality(Path file) {
    JpegHeader j = JpegHeader.of(file);
    return j == null ? 101 : j.quality();
  }

  private Examination examine(Path file, boolean draw, boolean move, UnaryOperator<Frame> change) {
    Digest digest;
    try {
      digest = digest(file);
    } catch (IOException e) {
      return broken(file, null, "unreadable", 0, 0, "the file cannot be read");
    }
    MediaInfo info;
    try {
      info = decoder.probe(file);
    } catch (MediaException e) {
      return broken(file, digest, "unreadable", 0, 0, reason(file, e));
    }
    MediaInfo.Video v = info.video();
    if (v == null) {
      return broken(file, digest, "sound", 0, 0, null);
    }
    boolean film = info.kind() == MediaInfo.Kind.VIDEO;
    String kind = film ? "film" : "picture";
    if ((long) v.width() * v.height() > MOST_PIXELS) {
      String what =
          "%d×%d pixels: more than %d million are not taken into memory"
              .formatted(v.width(), v.height(), MOST_PIXELS / 1_000_000);
      return broken(file, digest, kind, v.width(), v.height(), what);
    }
    try {
      return film
          ? film(file, digest, info, draw, move, change)
          : picture(file, digest, draw, change);
    } catch (MediaException e) {
      return broken(file, digest, kind, v.width(), v.height(), reason(file, e));
    }
  }

  private Examination picture(Path file, Digest digest, boolean draw, UnaryOperator<Frame> change) {
    Frame f = change.apply(decoder.picture(file));
    JpegHeader j = JpegHeader.of(file);
    String damage =
        j != null && !j.ended() ? "the file ends before the picture does, or was added to" : null;
    List<FaceFinding> all = look(f, file, 0, draw, false);
    return whole(file, digest, "picture", f.width(), f.height(), 1, all, damage);
  }

  /** What is found of each face of a picture, the most suspicious first. */
  private List<FaceFinding> look(
      Frame f, @Nullable Path file, double seconds, boolean draw, boolean film) {
    List<FaceFinding> all = new ArrayList<>();
    List<FaceObservation> faces = finder.meshes(f);
    for (FaceObservation o : faces.subList(0, Math.min(faces.size(), MOST_FACES))) {
      all.add(look(Subject.of(f, o.mesh(), file), seconds, draw, film));
    }
    if (all.isEmpty()) {
      all.add(look(Subject.of(f, null, file), seconds, draw, film));
    }
    all.sort(Comparator.comparingDouble(FaceFinding::logOdds).reversed());
    return all;
  }

  private FaceFinding look(Subject s, double seconds, boolean draw, boolean film) {
    List<Opinion> opinions = new ArrayList<>();
    for (Expert e : experts) {
      opinions.add((film && e instanceof TextureExpert ? filmTexture : e).look(s, draw));
    }
    Planes planes = Planes.of(s.picture(), s.region());
    double softness = Softness.of(planes);
    Fusion fusion = model.fusion(film);
    FaceFinding f = Ruling.rule(s, softness, planes.contrast(), seconds, opinions, fusion, film);
    return draw ? f.showing(s.picture().crop(s.region())) : f;
  }

  private Examination film(
      Path file,
      Digest digest,
      MediaInfo info,
      boolean draw,
      boolean move,
      UnaryOperator<Frame> change) {
    MediaInfo.Video v = info.video();
    List<FaceFinding> all = new ArrayList<>();
    double seconds = v == null ? 0 : v.seconds();
    boolean keys = seconds > LONG;
    long frames = v == null ? 0 : v.frames();
    long step = Math.max(1, frames / FRAMES);
    String damage = null;
    int looked = 0;
    try (Decoder.Film r = keys ? decoder.keys(file, seconds / FRAMES) : decoder.film(file)) {
      VideoPicture p = r.next();
      while (p != null && looked < FRAMES) {
        List<FaceFinding> found =
            look(change.apply(p.picture().toFrame()), null, p.time().seconds(), draw, true);
        all.addAll(found.subList(0, 1));
        looked++;
        if (!keys) {
          r.skipTo(p.index() + step);
        }
        p = r.next();
      }
      damage = r.damage().orElse(null);
    } catch (MediaException e) {
      if (all.isEmpty()) {
        throw e;
      }
      damage = reason(file, e);
    }
    int w = v == null ? 0 : v.width();
    int h = v == null ? 0 : v.height();
    if (move && v != null && all.stream().anyMatch(FaceFinding::face)) {
      FaceFinding said = Timeline.middle(all);
      all.set(all.indexOf(said), said.and(Movement.of(file, v.fps(), finder, decoder, draw)));
    }
    return whole(file, digest, "film", w, h, looked, all, damage);
  }

  private Examination whole(
      Path file,
      Digest digest,
      String kind,
      int width,
      int height,
      int frames,
      List<FaceFinding> all,
      @Nullable String damage) {
    boolean film = kind.equals("film");
    FaceFinding said = film ? Timeline.middle(all) : all.get(0);
    Map<String, Double> parts = new LinkedHashMap<>();
    for (Opinion o : said.opinions()) {
      parts.put(o.expert(), model.fusion(film).contribution(o));
    }
    parts.put(Softness.NAME, model.fusion(film).softened(said.opinions(), said.softness()));
    List<String> not = new ArrayList<>();
    if (film) {
      not.add("whether the voice is a machine's");
      not.add("frames between those that were looked at");
    }
    not.add("whether what is shown took place");
    if (!said.face()) {
      not.add("faces: none was found");
    }
    List<FaceFinding> ordered = new ArrayList<>(all);
    ordered.remove(said);
    if (film && graft != null && graft.doubts(all)) {
      said = said.doubted();
    }
    ordered.addFirst(said);
    return new Examination(
        file,
        digest,
        kind,
        width,
        height,
        frames,
        ordered,
        said.logOdds(),
        said.verdict(),
        said.why(),
        damage,
        not,
        parts,
        model.digest());
  }

  private Examination broken(
      Path file,
      @Nullable Digest digest,
      String kind,
      int width,
      int height,
      @Nullable String damage) {
    String why =
        kind.equals("sound")
            ? "sound alone: this judge looks at pictures"
            : "nothing could be looked at";
    return new Examination(
        file,
        digest,
        kind,
        width,
        height,
        0,
        List.of(),
        0,
        Verdict.INCONCLUSIVE,
        List.of(why),
        damage,
        List.of("everything"),
        Map.of(),
        model.digest());
  }

  private static String reason(Path file, MediaException e) {
    String m = String.valueOf(e.getMessage());
    return m.startsWith(file + ": ") ? m.substring(file.toString().length() + 2) : m;
  }

  private static Digest digest(Path file) throws IOException {
    MessageDigest d = Digest.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        d.update(buffer, 0, n);
      }
    }
    return Digest.finish(d);
  }

  @Override
  public void close() {
    experts.forEach(Expert::close);
  }
}
