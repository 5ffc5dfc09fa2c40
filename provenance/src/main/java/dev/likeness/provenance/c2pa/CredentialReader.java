package dev.likeness.provenance.c2pa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and validates the Content Credentials of any file (C2PA section 15). What is wrong with a
 * file is in the report, never an exception; only what keeps the file from being read at all is
 * one. Nothing is fetched from anywhere. Thread-safe.
 */
public final class CredentialReader {
  private final Trust trust;

  public CredentialReader(Trust trust) {
    this.trust = trust;
  }

  /** The manifest that may lie beside a file of a kind that cannot hold one. */
  public static Path beside(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".c2pa");
  }

  /**
   * Reads a file.
   *
   * @param now for certificates without a time-stamp
   * @throws IOException when it cannot be read
   */
  public CredentialReport read(Path file, Instant now) throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      Optional<Container> container = Container.of(in);
      String type = container.map(Container::mediaType).orElse("");
      Optional<Container.Found> found;
      try {
        found = container.isEmpty() ? Optional.empty() : container.get().find(in);
      } catch (Malformed e) {
        return CredentialReport.none(type, ManifestCheck.said(e));
      }
      if (found.isPresent()) {
        return validate(in, file, type, found.get(), now, false);
      }
      Path side = beside(file);
      if (Files.isRegularFile(side) && Files.size(side) <= Limits.STORE) {
        Container.Found f = new Container.Found(Files.readAllBytes(side), List.of(), false);
        CredentialReport r = validate(in, file, type, f, now, true);
        // film.c2pa is film.webm's: of film.jpg beside them it says nothing
        return container.isPresent() && r.state() == CredentialReport.State.INVALID
            ? CredentialReport.none(type, side.getFileName() + " beside it is not of this file")
            : r;
      }
      return CredentialReport.none(
          type,
          container.isPresent()
              ? null
              : in.size() == 0 ? "the file is empty" : "a kind of file that holds no manifests");
    }
  }

  private CredentialReport validate(
      FileChannel in, Path file, String type, Container.Found found, Instant now, boolean beside)
      throws IOException {
    ManifestStore store;
    try {
      store = ManifestStore.read(found.store());
    } catch (Malformed e) {
      return CredentialReport.broken(type, ManifestCheck.said(e), beside);
    }
    Session session = new Session(store, trust, now, in, file, found.embedded());
    Findings out = new Findings();
    List<CredentialReport.Delta> deltas = new ArrayList<>();
    if (found.several()) {
      out.bad("general.error", "self#jumbf=/c2pa", "the file holds more than one manifest store");
    }
    try {
      active(session, out, deltas);
    } catch (Malformed e) {
      out.bad("general.error", Uris.manifest(store.active().label()), ManifestCheck.said(e));
    }
    boolean broken =
        out.broken()
            || deltas.stream().flatMap(d -> d.statuses().stream()).anyMatch(Status::breaks);
    boolean trusted =
        out.all().stream().anyMatch(s -> s.code().equals("signingCredential.trusted"));
    CredentialReport.State state =
        broken
            ? CredentialReport.State.INVALID
            : trusted ? CredentialReport.State.TRUSTED : CredentialReport.State.VALID;
    return new CredentialReport(
        state, type, null, store, out.all(), deltas, session.signers, beside);
  }

  private static void active(Session session, Findings out, List<CredentialReport.Delta> deltas)
      throws IOException {
    Manifest active = session.store.active();
    Optional<Claim> claim = new ManifestCheck(session, active, Set.of(), out).run();
    if (claim.isEmpty()) {
      return;
    }
    new ActionCheck(session, active, out).run(claim.get());
    new IngredientCheck(session, deltas).run(active, claim.get(), out, Set.of(), 0);
    FileChannel file = session.file;
    if (file != null) {
      Optional<Manifest> bound = bound(session.store, active, out);
      if (bound.isPresent()) {
        Claim its = session.claims.getOrDefault(bound.get().label(), claim.get());
        new BindingCheck(session, file, bound.get() != active, out).run(bound.get(), its);
      }
    }
  }

  /** The manifest that binds the file: an update manifest leaves that to its parent's. */
  private static Optional<Manifest> bound(ManifestStore store, Manifest active, Findings out) {
    Manifest at = active;
    Set<String> seen = new HashSet<>();
    while (at.box().type().equals(Jumbf.UPDATE_MANIFEST)) {
      String url = Uris.manifest(at.label());
      List<IngredientCheck.Entry> all = IngredientCheck.entries(at);
      if (all.size() != 1 || !all.get(0).relation().equals(Ingredient.PARENT)) {
        out.bad("manifest.update.wrongParents", url, "an update manifest needs one parent");
        return Optional.empty();
      }
      String uri = all.get(0).manifest().map(m -> m.text("url")).orElse(null);
      Optional<Manifest> next =
          (uri == null ? Optional.<Uris.Target>empty() : Uris.parse(uri))
              .flatMap(t -> store.manifest(t.manifest()));
      if (next.isEmpty() || !seen.add(next.get().label())) {
        out.bad("manifest.update.invalid", url, "an update manifest without its parent's");
        return Optional.empty();
      }
      at = next.get();
    }
    return Optional.of(at);
  }
}
