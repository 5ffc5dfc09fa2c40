package dev.likeness.forensics.train;

import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Version;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.Linear;
import dev.likeness.forensics.text.AuthorModel;
import dev.likeness.forensics.text.Authors;
import dev.likeness.forensics.text.TextLessons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Teaches what the evidence on an author is worth, from texts of many people: pairs of one person's
 * texts against pairs of two people's who are neighbours in the order of their folders.
 */
public final class TextTraining {
  private static final double RIDGE = 1e-3;
  private static final int FOLDS = 4;

  /** Of whom the message is. */
  private enum By {
    ANOTHER
  }

  private TextTraining() {}

  /**
   * Learns.
   *
   * @param authors each with several texts
   * @param pairs of each kind and length
   */
  public static AuthorModel run(Authors authors, int pairs, Seed seed, Progress progress) {
    if (authors.people().size() < 4 * FOLDS) {
      throw new ForensicsException(
          Code.DATA,
          "%d people with two texts and more; it takes %d"
              .formatted(authors.people().size(), 4 * FOLDS));
    }
    TextLessons lessons = new TextLessons(authors, seed);
    Map<String, String> notes = new LinkedHashMap<>();
    notes.put("likeness", Version.current());
    notes.put("seed", String.valueOf(seed.value()));
    notes.put("people", String.valueOf(authors.people().size()));
    List<AuthorModel.Scale> scales = new ArrayList<>();
    for (int k = 0; k < AuthorModel.LENGTHS.size(); k++) {
      int from = AuthorModel.LENGTHS.get(k);
      progress.checkStop();
      progress.report("comparing texts of %d words".formatted(from), k, AuthorModel.LENGTHS.size());
      List<Fit.Row> rows = new ArrayList<>();
      for (TextLessons.Pair p : lessons.pairs(from, pairs)) {
        rows.add(new Fit.Row(p.writer(), p.same() ? null : By.ANOTHER, p.evidence(), 1));
      }
      scales.add(scale(rows, from, notes));
    }
    return new AuthorModel(lessons.vocabulary(), scales, notes, Digest.of(new byte[0]));
  }

  private static AuthorModel.Scale scale(List<Fit.Row> rows, int from, Map<String, String> notes) {
    List<Double> own = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    double wrong = 0;
    for (int k = 0; k < FOLDS; k++) {
      int fold = k;
      List<Fit.Row> rest = rows.stream().filter(r -> Held.fold(r.source()) != fold).toList();
      Linear l = Fit.of(Fit.balanced(rest), RIDGE);
      for (Fit.Row r : rows) {
        if (Held.fold(r.source()) == fold) {
          (r.fake() ? others : own).add(l.logOdds(r.x()));
        }
      }
    }
    double[] o = sorted(own);
    double[] a = sorted(others);
    double auc = Held.auc(o, a);
    float high = (float) o[(int) (.95 * (o.length - 1))];
    float low = (float) a[(int) (.05 * (a.length - 1))];
    for (double v : o) {
      wrong += v <= low ? 1.0 / o.length : 0;
    }
    double told = Arrays.stream(a).filter(v -> v >= high).count() / (double) a.length;
    notes.put(
        "from %d words, people held out".formatted(from),
        String.format(
            Locale.ROOT,
            "AUC %.3f; of %d own texts %.2f called consistent and .05 unlike; of %d others' %.2f"
                + " called unlike and .05 consistent",
            auc,
            o.length,
            wrong,
            a.length,
            told));
    Linear all = Fit.of(Fit.balanced(rows), RIDGE);
    return new AuthorModel.Scale(all, Math.max(high, low), Math.min(high, low), (float) auc);
  }

  private static double[] sorted(List<Double> all) {
    return all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
