package dev.likeness.answers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What has been fitted: which candidate is the best, and how sure it is. */
record Judgement(Ranking ranking, Calibration calibration) {
  private static final String FILE = "judgement.txt";

  /** Who asks how much or how long is not surely answered where nothing of the kind is said. */
  private static final double UNFIT = .3;

  /** The one that comes with the program, for where meaning is told. */
  static final Judgement MEANING = packaged("meaning");

  /** Likewise, for where there are words only. */
  static final Judgement WORDS = packaged("words");

  static Judgement of(Question q) {
    return q.meaning() == null ? WORDS : MEANING;
  }

  /**
   * Candidates in their order.
   *
   * @param lead the share of the first less that of the best one elsewhere, 0 to 1
   */
  record Judged(List<Candidate> candidates, double lead, double sure) {}

  Judged judge(List<Candidate> all) {
    List<Candidate> order = new ArrayList<>();
    all.forEach(c -> order.add(c.ranked(ranking.of(c.evidence()))));
    order.sort(Comparator.comparingDouble(Candidate::rank).reversed());
    if (order.isEmpty()) {
      return new Judged(order, 0, 0);
    }
    double lead = lead(order);
    return new Judged(order, lead, sure(lead, order.getFirst()));
  }

  private double sure(double lead, Candidate c) {
    double sure = calibration.of(lead, c.evidence());
    return c.evidence().kind() > 0 ? sure : Math.min(sure, UNFIT);
  }

  /** Of candidates in their order; at least one. */
  private static double lead(List<Candidate> order) {
    double[] shares = Ranking.shares(order.stream().mapToDouble(Candidate::rank).toArray());
    for (int i = 1; i < shares.length; i++) {
      if (order.get(i).elsewhere(order.getFirst())) {
        return shares[0] - shares[i];
      }
    }
    return shares[0];
  }

  /** How sure one place's best would be if the documents said nothing in another place. */
  double alone(Judged judged, Candidate one, Candidate other) {
    List<Candidate> rest =
        judged.candidates().stream()
            .filter(c -> c.elsewhere(other) && c.rank() <= one.rank())
            .toList();
    return sure(lead(rest), one);
  }

  private static Judgement packaged(String kind) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    try (InputStream in = Objects.requireNonNull(Judgement.class.getResourceAsStream(FILE), FILE)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.startsWith("#") && !l.isBlank())
          .map(l -> l.split("\\s+"))
          .forEach(
              c ->
                  all.computeIfAbsent(c[0] + " " + c[1], k -> new ArrayList<>())
                      .add(Double.parseDouble(c[3])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Judgement(
        new Ranking(weights(all, kind + " ranking")),
        new Calibration(weights(all, kind + " calibration")));
  }

  private static double[] weights(Map<String, List<Double>> all, String name) {
    return Objects.requireNonNull(all.get(name), name).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** As it stands in the file. */
  List<String> lines(String kind) {
    List<String> out = new ArrayList<>();
    for (int i = 0; i < ranking.weights().length; i++) {
      out.add(line(kind, "ranking", Candidate.Evidence.NAMES.get(i), ranking.weights()[i]));
    }
    for (int i = 0; i < calibration.weights().length; i++) {
      String name = i == 0 ? "1" : i == 1 ? "lead" : Candidate.Evidence.NAMES.get(i - 2);
      out.add(line(kind, "calibration", name, calibration.weights()[i]));
    }
    return out;
  }

  private static String line(String kind, String part, String name, double weight) {
    return String.format(java.util.Locale.ROOT, "%s %s %s %.5f", kind, part, name, weight);
  }
}
