package dev.likeness.forensics.train;

import dev.likeness.core.Seed;
import dev.likeness.forensics.Linear;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How well a linear expert does on what it has not seen: other files, and methods left out. */
final class Held {
  static final int FOLDS = 4;

  private Held() {}

  /** What is from one file is in one fold; the seam network never sees fold 0. */
  static int fold(String source) {
    return Math.floorMod(new Seed(5).derive(source).random().nextInt(), FOLDS);
  }

  /** The rows that are not of a fold. */
  static List<Fit.Row> without(List<Fit.Row> rows, int fold) {
    return rows.stream().filter(r -> fold(r.source()) != fold).toList();
  }

  /** For each method: the AUC on other files when that method was left out of training. */
  static String report(List<Fit.Row> rows, double ridge) {
    StringBuilder s = new StringBuilder();
    List<Fit.Row> test = rows.stream().filter(r -> fold(r.source()) == 0).toList();
    List<Fit.Row> train = without(rows, 0);
    Linear all = Fit.of(Fit.balanced(train), ridge);
    s.append(String.format(Locale.ROOT, "none left out %.3f", auc(test, all)));
    for (Method m : Method.values()) {
      List<Fit.Row> seen = test.stream().filter(r -> !r.fake() || r.method() == m).toList();
      if (seen.stream().anyMatch(Fit.Row::fake)) {
        List<Fit.Row> rest = train.stream().filter(r -> r.method() != m).toList();
        Linear without = Fit.of(Fit.balanced(rest), ridge);
        s.append(
            String.format(
                Locale.ROOT,
                "; %s %.3f (%.3f with it)",
                m.name().toLowerCase(Locale.ROOT),
                auc(seen, without),
                auc(seen, all)));
      }
    }
    return s.toString();
  }

  static double auc(List<Fit.Row> rows, Linear l) {
    return auc(
        rows.stream().filter(r -> !r.fake()).mapToDouble(r -> l.logOdds(r.x())).toArray(),
        rows.stream().filter(Fit.Row::fake).mapToDouble(r -> l.logOdds(r.x())).toArray());
  }

  static double auc(double[] real, double[] fake) {
    Arrays.sort(real);
    double won = 0;
    for (double f : fake) {
      int at = Arrays.binarySearch(real, f);
      won += at < 0 ? -at - 1 : at + .5;
    }
    return won / Math.max(1, real.length) / Math.max(1, fake.length);
  }
}
