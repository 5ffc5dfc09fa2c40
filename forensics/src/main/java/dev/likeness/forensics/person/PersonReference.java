package dev.likeness.forensics.person;

import dev.likeness.core.Progress;
import dev.likeness.faces.FaceFinder;
import dev.likeness.faces.Identity;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.media.Decoder;
import dev.likeness.media.MediaException;
import dev.likeness.voice.VoiceProfile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * A person as genuine recordings show them. Compares other media with it: looks, sound, and how the
 * face moves. None of it proves anything: a swap looks like the person by design, and whoever
 * imitates a voice sounds like them. It is told beside a verdict, never counted in it.
 */
public final class PersonReference {
  /** Below this cosine no two pictures of one person were (see {@link Identity}). */
  private static final double UNLIKE = .55;

  /** Recordings of one voice differ by so much, semitones and dB; a rule of thumb. */
  private static final double PITCH = 3;

  private static final double SPECTRUM = 5;

  /** How far apart recordings of one person may be, beside how far the genuine ones are. */
  private static final double SPREAD = 1.5;

  /** Films that it takes before moves are compared. */
  private static final int FILMS = 3;

  private final List<Shown> genuine;
  private final FaceFinder finder;
  private final Decoder decoder;
  private final Progress progress;

  private PersonReference(
      List<Shown> genuine, FaceFinder finder, Decoder decoder, Progress progress) {
    this.genuine = List.copyOf(genuine);
    this.finder = finder;
    this.decoder = decoder;
    this.progress = progress;
  }

  /** How an aspect compares. */
  public enum Match {
    ALIKE,
    UNLIKE,
    BETWEEN,
    /** One side shows too little of it. */
    NOT_COMPARED
  }

  /**
   * One aspect.
   *
   * @param name looks, sounds or moves
   * @param says one sentence
   * @param figure the cosine, the distance in dB, or that of the correlations; NaN where not
   *     compared
   */
  public record Aspect(String name, Match match, String says, double figure) {}

  /**
   * Reads genuine pictures, films and recordings.
   *
   * @param finder and
   * @param decoder must outlive this
   * @throws ForensicsException DATA where none of them shows a face or holds a voice, or two show
   *     different people
   */
  public static PersonReference of(
      List<Path> files, FaceFinder finder, Decoder decoder, Progress progress) {
    List<Shown> all = new ArrayList<>();
    for (Path f : files) {
      try {
        all.add(Look.at(f, finder, decoder, progress));
      } catch (MediaException e) {
        // lists and notes lie beside recordings
      }
    }
    all.removeIf(s -> s.faces().isEmpty() && s.voice() == null);
    if (all.isEmpty()) {
      throw new ForensicsException(
          Code.DATA, "none of %d files shows a face or holds a voice".formatted(files.size()));
    }
    PersonReference r = new PersonReference(all, finder, decoder, progress);
    List<Shown> seen = all.stream().filter(s -> !s.faces().isEmpty()).toList();
    for (Shown s : seen) {
      float[] rest = new float[0];
      for (Shown o : seen) {
        rest = o == s ? rest : Identity.sum(rest, mean(o));
      }
      if (rest.length > 0 && Identity.likeness(mean(s), rest) < UNLIKE) {
        throw new ForensicsException(
            Code.DATA, s.file() + " shows somebody else than the other genuine recordings");
      }
    }
    return r;
  }

  private static float[] mean(Shown s) {
    float[] sum = new float[0];
    for (float[] f : s.faces()) {
      sum = Identity.sum(sum, f);
    }
    return sum;
  }

  /** How many genuine recordings it has. */
  public int size() {
    return genuine.size();
  }

  /**
   * Compares a medium.
   *
   * @throws MediaException where it is none, or broken
   */
  public List<Aspect> compare(Path file) {
    Shown s = Look.at(file, finder, decoder, progress);
    return List.of(looks(s), sounds(s), moves(s));
  }

  private Aspect looks(Shown s) {
    float[] all = new float[0];
    for (Shown g : genuine) {
      all = g.faces().isEmpty() ? all : Identity.sum(all, mean(g));
    }
    if (all.length == 0 || s.faces().isEmpty()) {
      return none("looks", all.length == 0 ? "the genuine recordings show no face" : "no face");
    }
    double c = Identity.likeness(mean(s), all);
    return new Aspect(
        "looks",
        c >= Identity.SAME ? Match.ALIKE : c < UNLIKE ? Match.UNLIKE : Match.BETWEEN,
        c >= Identity.SAME
            ? "the face is the person's, or made to look like it"
            : c < UNLIKE
                ? "the face is somebody else's"
                : "whether the face is the person's is open",
        c);
  }

  private Aspect sounds(Shown s) {
    List<VoiceProfile> voices =
        genuine.stream()
            .map(Shown::voice)
            .filter(Objects::nonNull)
            .map(v -> (VoiceProfile) v)
            .toList();
    VoiceProfile v = s.voice();
    if (v == null || voices.isEmpty()) {
      return none("sounds", v == null ? "too little voice" : "no genuine recording of the voice");
    }
    double pitch = voices.stream().mapToDouble(v::pitchDistance).min().orElse(0);
    double spectrum = voices.stream().mapToDouble(v::spectralDistance).min().orElse(0);
    double pitches = Math.max(PITCH, SPREAD * apart(voices, VoiceProfile::pitchDistance));
    double spectra = Math.max(SPECTRUM, SPREAD * apart(voices, VoiceProfile::spectralDistance));
    boolean alike = pitch <= pitches && spectrum <= spectra;
    boolean unlike = pitch > 2 * pitches || spectrum > 2 * spectra;
    return new Aspect(
        "sounds",
        alike ? Match.ALIKE : unlike ? Match.UNLIKE : Match.BETWEEN,
        String.format(
            Locale.ROOT,
            "the voice is %.1f semitones and %.1f dB from the nearest genuine recording (a rule of"
                + " thumb: up to %.1f and %.1f are one voice's)",
            pitch,
            spectrum,
            pitches,
            spectra),
        spectrum);
  }

  private Aspect moves(Shown s) {
    List<double[]> all = new ArrayList<>();
    for (Shown g : genuine) {
      double[] m = g.moves();
      if (m != null) {
        all.add(m);
      }
    }
    double[] own = s.moves();
    if (own == null || all.size() < FILMS) {
      return none(
          "moves",
          own == null
              ? "it takes %d frames with a face".formatted(2 * Moves.LEAST)
              : "it takes %d genuine films, there are %d".formatted(FILMS, all.size()));
    }
    double near = all.stream().mapToDouble(m -> Moves.distance(m, own)).min().orElse(0);
    double apart = apart(all, Moves::distance);
    return new Aspect(
        "moves",
        near <= apart ? Match.ALIKE : near > SPREAD * apart ? Match.UNLIKE : Match.BETWEEN,
        String.format(
            Locale.ROOT,
            "head, lids, mouth and brows move together %s (%.2f from the nearest genuine film,"
                + " those are up to %.2f apart)",
            near <= apart ? "as the person's do" : "otherwise than the person's",
            near,
            apart),
        near);
  }

  /** How far the one is from its nearest that is farthest from it. */
  private static <T> double apart(List<T> all, BiFunction<T, T, Double> distance) {
    double most = 0;
    for (T a : all) {
      double near = Double.POSITIVE_INFINITY;
      for (T b : all) {
        near = a == b ? near : Math.min(near, distance.apply(a, b));
      }
      most = Double.isInfinite(near) ? most : Math.max(most, near);
    }
    return most;
  }

  private static Aspect none(String name, String why) {
    return new Aspect(name, Match.NOT_COMPARED, why, Double.NaN);
  }
}
