package dev.likeness.flow.gate;

import dev.likeness.core.Digest;
import dev.likeness.core.Picture;
import dev.likeness.models.ContentClassifier;
import dev.likeness.provenance.Examination;
import dev.likeness.provenance.GateLimits;
import dev.likeness.provenance.GateRefused;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Looks at the pictures of one run as they pass: the first, one in each second, and after a hit
 * every one for a second. A hit counts where at least a quarter of these are hits too. Not
 * thread-safe; the classifier stays the caller's.
 */
public final class ContentWatch {
  private static final double EVERY = 1;

  private final ContentClassifier classifier;
  private final UnaryOperator<GateRefused> refusal;
  private final double limit;
  private final String what;
  private double next = Double.NEGATIVE_INFINITY;
  private long pictures;
  private int looks;
  private double worst;
  private double confirmed;
  private double began;
  private int hits;
  private int since;

  /**
   * @param refusal what becomes of a refusal before it is thrown
   * @param what is looked at, for messages: "the target scene.mp4", "the draft"
   */
  ContentWatch(
      ContentClassifier classifier,
      UnaryOperator<GateRefused> refusal,
      GateLimits limits,
      String what) {
    this.classifier = classifier;
    this.refusal = refusal;
    this.limit = limits.sexual();
    this.what = what;
  }

  /**
   * Takes the next picture.
   *
   * @param seconds its time; grows from picture to picture
   * @throws GateRefused SEXUAL_CONTENT, at the end of the second after a hit at the latest
   */
  public void look(double seconds, Picture picture) {
    pictures++;
    if (since > 0 && seconds >= began + EVERY) {
      judge();
    }
    if (since == 0 && seconds < next) {
      return;
    }
    double score = classifier.look(picture).sexual();
    looks++;
    worst = Math.max(worst, score);
    boolean hit = score >= limit;
    if (since == 0) {
      next = seconds + EVERY;
      began = seconds;
    }
    if (since > 0 || hit) {
      since++;
      hits += hit ? 1 : 0;
    }
  }

  /**
   * Ends the run.
   *
   * @throws GateRefused SEXUAL_CONTENT
   */
  public void end() {
    if (since > 0) {
      judge();
    }
  }

  private void judge() {
    double share = (double) hits / since;
    confirmed = Math.max(confirmed, share);
    if (share >= GateLimits.CONFIRMED) {
      String message =
          String.format(
              Locale.ROOT,
              "%s shows what looks like sexual content from %.1f s on (%d of %d pictures, up to"
                  + " %.2f; the limit is %.2f); nothing is made of it",
              what,
              Math.max(0, began),
              hits,
              since,
              worst,
              limit);
      throw refusal.apply(new GateRefused(GateRefused.Reason.SEXUAL_CONTENT, message));
    }
    since = 0;
    hits = 0;
  }

  /**
   * What was seen, after {@link #end}.
   *
   * @param file digest of the file that the pictures were encoded to
   */
  public Examination.Part seen(Digest file) {
    return new Examination.Part(file, pictures, looks, worst, confirmed);
  }
}
