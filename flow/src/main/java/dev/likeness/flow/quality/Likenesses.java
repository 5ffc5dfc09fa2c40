package dev.likeness.flow.quality;

import dev.likeness.core.Digest;
import dev.likeness.core.FaceMesh;
import dev.likeness.core.Picture;
import dev.likeness.faces.Identity;
import dev.likeness.models.DlibFace;
import dev.likeness.models.FaceAttributes;
import dev.likeness.models.FaceEmbedder;
import dev.likeness.models.MobileFace;
import dev.likeness.models.MobileFaceNet;
import dev.likeness.models.Models;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a face looks like, by embedders that were trained by different people on different pictures.
 * The bars were set on the scale of the first; it may be measured with and not be shipped, so it
 * can be missing. Not thread-safe; owns network sessions.
 */
final class Likenesses implements AutoCloseable {
  /** The system property that names the folder of networks for measuring only. */
  static final String FOLDER = "likeness.measure";

  /** Whose opinion, in the order of the vectors, and the measures that it goes into. */
  enum Judge {
    MOBILE_FACE_NET(Measure.IDENTITY, Measure.OLD_FACE),
    FACE_ATTRIBUTES(Measure.IDENTITY_SECOND, Measure.OLD_FACE_SECOND),
    DLIB(Measure.IDENTITY_THIRD, Measure.OLD_FACE_THIRD),
    MOBILE_FACE(Measure.IDENTITY_FOURTH, Measure.OLD_FACE_FOURTH);

    final Measure source;
    final Measure old;

    Judge(Measure source, Measure old) {
      this.source = source;
      this.old = old;
    }
  }

  static final int COUNT = Judge.values().length;

  private final Map<Judge, FaceEmbedder> embedders = new EnumMap<>(Judge.class);

  /**
   * Opens the networks.
   *
   * @param measuring where those for measuring only are; null, or a folder without them: those of
   *     the jar only
   */
  Likenesses(Models models, @Nullable Path measuring) {
    if (measuring != null && MobileFaceNet.in(measuring)) {
      embedders.put(Judge.MOBILE_FACE_NET, new MobileFaceNet(models, measuring));
    }
    embedders.put(Judge.FACE_ATTRIBUTES, new FaceAttributes(models));
    embedders.put(Judge.DLIB, new DlibFace(models));
    embedders.put(Judge.MOBILE_FACE, new MobileFace(models));
  }

  /** The folder that the system property names; null when it names none. */
  static @Nullable Path folder() {
    String named = System.getProperty(FOLDER, "");
    return named.isEmpty() ? null : Path.of(named);
  }

  /** Which network the bars are held to, in words. */
  String scale() {
    if (embedders.containsKey(Judge.MOBILE_FACE_NET)) {
      return "Identity is held to the bar by MobileFaceNet's cosine, on whose scale the bar was set;"
          + " faceres, dlib and MobileFace are second opinions on their own scales.";
    }
    return "Identity is held to the bar by MobileFace's cosine, which is another scale than the"
        + " bar's: MobileFaceNet, with which it was set, is not here. It is for measuring only and"
        + " never shipped; a build that can fetch it leaves it in models/target/measure, and the"
        + " system property "
        + FOLDER
        + " names that folder. Two pictures of one person give about .83 by MobileFace and .94 by"
        + " MobileFaceNet.";
  }

  /** A name for exactly these networks: vectors of others must not meet theirs. */
  String key() {
    StringBuilder all = new StringBuilder();
    embedders.forEach((j, e) -> all.append(j).append(e.card().sha256()));
    return Digest.of(all.toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
  }

  /** One unit vector for each judge; empty for one that is missing. */
  float[][] of(Picture p, FaceMesh mesh) {
    float[][] out = none();
    embedders.forEach((j, e) -> out[j.ordinal()] = Identity.embed(e, p, mesh));
    return out;
  }

  /**
   * How alike two faces are to a judge, NaN to one who is missing or has not seen both: by plain
   * cosine where bars are held to it, else by its own scale, 0 for two people.
   */
  double alike(Judge judge, float[][] a, float[][] b) {
    FaceEmbedder embedder = embedders.get(judge);
    float[] x = a[judge.ordinal()];
    float[] y = b[judge.ordinal()];
    if (embedder == null || x.length == 0 || y.length == 0) {
      return Double.NaN;
    }
    return switch (judge) {
      case MOBILE_FACE_NET, MOBILE_FACE -> FaceEmbedder.cosine(x, y);
      case FACE_ATTRIBUTES, DLIB -> embedder.likeness(x, y);
    };
  }

  /** Adds up vectors, which then stand for all of them; {@code into} may be empty arrays. */
  static void sum(float[][] into, float[][] more) {
    for (int i = 0; i < COUNT; i++) {
      into[i] = Identity.sum(into[i], more[i]);
    }
  }

  static float[][] none() {
    return new float[COUNT][0];
  }

  @Override
  public void close() {
    embedders.values().forEach(FaceEmbedder::close);
  }
}
