package dev.likeness.provenance.c2pa;

import java.util.ArrayList;
import java.util.List;

/** Findings as they come in. */
final class Findings {
  private final List<Status> all = new ArrayList<>();

  void good(String code, String url, String explanation) {
    add(Status.Kind.SUCCESS, code, url, explanation);
  }

  void note(String code, String url, String explanation) {
    add(Status.Kind.INFORMATION, code, url, explanation);
  }

  void bad(String code, String url, String explanation) {
    add(Status.Kind.FAILURE, code, url, explanation);
  }

  /** Adds all of others. */
  void take(Findings others) {
    others.all.forEach(this::take);
  }

  void take(Status s) {
    add(s.kind(), s.code(), s.url(), s.explanation());
  }

  private void add(Status.Kind kind, String code, String url, String explanation) {
    if (all.size() < 4 * Limits.REFERENCES) {
      all.add(new Status(kind, code, url, Io.clip(explanation)));
    }
  }

  List<Status> all() {
    return all;
  }

  boolean broken() {
    return all.stream().anyMatch(Status::breaks);
  }

  /** As ingredient assertions carry them (section 15.2.3). */
  static CborMap cbor(List<Status> all) {
    CborMap m = new CborMap();
    m.put("success", of(all, Status.Kind.SUCCESS));
    m.put("informational", of(all, Status.Kind.INFORMATION));
    m.put("failure", of(all, Status.Kind.FAILURE));
    return m;
  }

  private static List<CborMap> of(List<Status> all, Status.Kind kind) {
    return all.stream().filter(s -> s.kind() == kind).map(Status::cbor).toList();
  }
}
