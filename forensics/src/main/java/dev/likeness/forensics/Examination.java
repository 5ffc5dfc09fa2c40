package dev.likeness.forensics;

import dev.likeness.core.Digest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one medium.
 *
 * @param file as it was named
 * @param sha256 of its bytes; null where they could not be read
 * @param kind picture, film, sound or unreadable
 * @param width pixels, 0 where unknown
 * @param height likewise
 * @param frames how many pictures were looked at
 * @param faces the findings, the most suspicious first
 * @param logOdds the whole medium's
 * @param verdict the whole medium's
 * @param why what decided
 * @param damage what is broken, null where nothing is
 * @param unexamined what was not looked at
 * @param contributions what each expert added to the whole's log-odds
 * @param model digest of what judged
 */
public record Examination(
    Path file,
    @Nullable Digest sha256,
    String kind,
    int width,
    int height,
    int frames,
    List<FaceFinding> faces,
    double logOdds,
    Verdict verdict,
    List<String> why,
    @Nullable String damage,
    List<String> unexamined,
    Map<String, Double> contributions,
    Digest model) {
  public Examination {
    faces = List.copyOf(faces);
    why = List.copyOf(why);
    unexamined = List.copyOf(unexamined);
    contributions = java.util.Collections.unmodifiableMap(contributions);
  }

  /** Whether anything could be looked at. */
  public boolean examined() {
    return !faces.isEmpty();
  }

  /** That it is made or changed, of even odds before. */
  public double probability() {
    return 1 / (1 + Math.exp(-logOdds));
  }
}
