package dev.likeness.forensics.evaluate;

import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.forensics.Examination;
import dev.likeness.forensics.ForensicsException;
import dev.likeness.forensics.ForensicsException.Code;
import dev.likeness.forensics.Judge;
import dev.likeness.forensics.Verdict;
import dev.likeness.media.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Measures a judge on labelled files. */
public final class Evaluation {
  private final Judge judge;
  private final Progress progress;

  private final List<MesoNet> others;

  /**
   * @param others detectors that are measured on the same faces; used, not closed
   */
  public Evaluation(Judge judge, List<MesoNet> others, Progress progress) {
    this.judge = judge;
    this.others = List.copyOf(others);
    this.progress = progress;
  }

  /**
   * How it did.
   *
   * @param real the untouched files
   * @param fake the others
   * @param roc of all that could be examined, also where no verdict was given
   * @param ece expected calibration error over ten bins, real and false counting alike
   * @param abstained share of the examined files without a verdict
   * @param realCalledFake share of the real files that were called manipulated
   * @param fakeCalledFake share of the false files that were
   * @param realCovered share of the real files with a verdict
   * @param shortcuts see {@link Shortcuts}
   * @param experts AUC of each expert alone, and of other people's detectors, over the files that
   *     it could look at
   */
  public record Result(
      List<Measured> real,
      List<Measured> fake,
      Roc roc,
      double ece,
      double abstained,
      double realCalledFake,
      double fakeCalledFake,
      double realCovered,
      Map<String, Double> shortcuts,
      Map<String, Double> experts) {
    public Result {
      real = List.copyOf(real);
      fake = List.copyOf(fake);
    }
  }

  /**
   * Examines two folders, subfolders too.
   *
   * @throws ForensicsException DATA where one has no file that could be examined
   */
  public Result of(Path real, Path fake, Condition condition, Seed seed) {
    List<Measured> r = measure(real, condition);
    List<Measured> f = measure(fake, condition);
    if (r.stream().noneMatch(Measured::examined) || f.stream().noneMatch(Measured::examined)) {
      throw new ForensicsException(
          Code.DATA,
          "%s: no picture or film in it could be examined"
              .formatted(r.stream().noneMatch(Measured::examined) ? real : fake));
    }
    return result(r, f, seed);
  }

  /** The same of files that were examined before. */
  public static Result result(List<Measured> real, List<Measured> fake, Seed seed) {
    List<Measured> r = real.stream().filter(Measured::examined).toList();
    List<Measured> f = fake.stream().filter(Measured::examined).toList();
    Map<String, Double> experts = new LinkedHashMap<>();
    TreeSet<String> names = new TreeSet<>();
    f.forEach(m -> names.addAll(m.experts().keySet()));
    for (String n : names) {
      double[] a = scores(r, n);
      double[] b = scores(f, n);
      if (a.length > 0 && b.length > 0) {
        java.util.Arrays.sort(a);
        java.util.Arrays.sort(b);
        experts.put(n, Roc.auc(a, b));
      }
    }
    double open =
        share(r, Verdict.INCONCLUSIVE) * r.size() + share(f, Verdict.INCONCLUSIVE) * f.size();
    return new Result(
        real,
        fake,
        Roc.of(sums(r), sums(f), seed),
        ece(r, f),
        open / (r.size() + f.size()),
        share(r, Verdict.MANIPULATED),
        share(f, Verdict.MANIPULATED),
        1 - share(r, Verdict.INCONCLUSIVE),
        Shortcuts.of(r, f, seed),
        experts);
  }

  private static double[] sums(List<Measured> all) {
    return all.stream().mapToDouble(Measured::logOdds).toArray();
  }

  private static double[] scores(List<Measured> all, String expert) {
    return all.stream()
        .filter(m -> m.experts().containsKey(expert))
        .mapToDouble(m -> m.experts().getOrDefault(expert, 0.0))
        .toArray();
  }

  private static double share(List<Measured> all, Verdict v) {
    return all.stream().filter(m -> m.verdict() == v).count() / (double) all.size();
  }

  private static double ece(List<Measured> r, List<Measured> f) {
    double[] p = new double[10];
    double[] y = new double[10];
    for (List<Measured> all : List.of(r, f)) {
      for (Measured m : all) {
        double q = 1 / (1 + Math.exp(-m.logOdds()));
        int k = (int) Math.min(9, 10 * q);
        p[k] += .5 * q / all.size();
        y[k] += all == f ? .5 / all.size() : 0;
      }
    }
    double e = 0;
    for (int k = 0; k < 10; k++) {
      e += Math.abs(p[k] - y[k]);
    }
    return e;
  }

  private List<Measured> measure(Path folder, Condition condition) {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Measured> out = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      progress.checkStop();
      progress.report(String.valueOf(folder.getFileName()), i, files.size());
      Path f = files.get(i);
      Examination e = judge.examine(f, condition::of);
      if (e.kind().equals("unreadable") && !looksLikeMedium(f)) {
        continue;
      }
      try {
        Map<String, Double> beside = new LinkedHashMap<>();
        if (!others.isEmpty() && e.kind().equals("picture") && e.examined()) {
          Frame picture = condition.of(Images.read(f));
          for (MesoNet o : others) {
            beside.put(o.name(), o.against(picture, e.faces().getFirst().region()));
          }
        }
        String name = folder.relativize(f).toString();
        out.add(Measured.of(name, Files.size(f), Judge.quality(f), e, beside));
      } catch (IOException x) {
        throw new UncheckedIOException(x);
      }
    }
    return out;
  }

  /** Lists, notes and licences lie beside pictures and are no part of the set. */
  private static boolean looksLikeMedium(Path f) {
    return f.toString()
        .toLowerCase(java.util.Locale.ROOT)
        .matches(".*\\.(jpe?g|png|webp|bmp|gif|tiff?|mp4|mov|mkv|webm|avi|mpe?g)");
  }
}
