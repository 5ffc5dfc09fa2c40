package dev.likeness.flow.gate;

import dev.likeness.consent.Clearance;
import dev.likeness.faces.Identity;
import dev.likeness.provenance.Examination;
import dev.likeness.provenance.Examination.Age;
import dev.likeness.provenance.Examination.Standing;
import java.util.ArrayList;
import java.util.List;

/** Looks at faces, sorted into people by likeness. Not thread-safe. */
final class AgeTally {
  /** Different people are this alike or less in most pairs; see {@link Identity}. */
  private static final double ALIKE = .5;

  private final List<Person> people = new ArrayList<>();

  /** One person as far as the embeddings tell. */
  private static final class Person {
    float[] sum = new float[0];
    final List<Double> years = new ArrayList<>();
  }

  /** A known person's grant and the sum of their embeddings. */
  record Known(Clearance clearance, float[] embedding) {}

  void add(float[] embedding, double years) {
    Person p =
        people.stream()
            .filter(q -> Identity.same(q.sum, embedding))
            .findFirst()
            .orElseGet(
                () -> {
                  people.add(new Person());
                  return people.get(people.size() - 1);
                });
    p.sum = Identity.sum(p.sum, embedding);
    p.years.add(years);
  }

  /**
   * Everybody who was seen; those who are a persona themselves stand on that persona's grant.
   *
   * @param whose what to call them, before their number
   */
  List<Age> ages(String whose, List<Known> known) {
    List<Age> out = new ArrayList<>();
    for (Person p : people) {
      if (stray(p)) {
        continue;
      }
      Standing standing =
          known.stream()
              .filter(k -> Identity.same(k.embedding(), p.sum))
              .map(k -> Standing.of(k.clearance()))
              .max(Standing::compareTo)
              .orElse(Standing.NONE);
      String name = people.size() == 1 ? whose : whose + " (person " + (out.size() + 1) + ")";
      out.add(new Examination.Age(name, standing, median(p.years), p.years.size()));
    }
    return out;
  }

  /** A single look, of a turned or blurred face most likely, that is rather like somebody else. */
  private boolean stray(Person p) {
    return p.years.size() == 1
        && people.stream()
            .anyMatch(q -> q.years.size() > 1 && Identity.likeness(q.sum, p.sum) >= ALIKE);
  }

  static double median(List<Double> values) {
    List<Double> v = values.stream().sorted().toList();
    int n = v.size();
    return n % 2 == 1 ? v.get(n / 2) : (v.get(n / 2 - 1) + v.get(n / 2)) / 2;
  }
}
