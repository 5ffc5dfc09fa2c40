package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.core.Digest;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.mark.Given;
import dev.likeness.provenance.mark.Imprint;
import dev.likeness.provenance.mark.MarkId;
import dev.likeness.provenance.mark.MarkKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The key of an installation's invisible marks, and for each mark that left which file it was given
 * to: manifest, digest, and what its pictures look like. In a folder that only its owner may look
 * into; the key file has mode 0600. Safe for several processes.
 */
public final class MarkBook {
  private static final String KEY = "mark.key";
  private static final int LOOKS = 400;

  /** The job of an entry that is a preview. */
  private static final String PREVIEW = "preview";

  private final Path folder;

  private MarkBook(Path folder) {
    this.folder = folder;
  }

  public static MarkBook in(Path folder) {
    return new MarkBook(folder);
  }

  /**
   * A file that a mark was given to.
   *
   * @param made when it left
   * @param manifest label of its manifest
   * @param file digest of it as it left
   * @param imprints of its pictures
   * @param store where its manifests are kept
   */
  public record Entry(
      MarkId id,
      String job,
      Instant made,
      String manifest,
      Digest file,
      List<Imprint> imprints,
      Path store) {
    public Entry {
      imprints = List.copyOf(imprints);
    }
  }

  /** The key, made if there is none. */
  public MarkKey key() {
    Optional<MarkKey> there = existingKey();
    if (there.isPresent()) {
      return there.get();
    }
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    byte[] text = (HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.US_ASCII);
    try {
      KeyFolder.create(folder, part -> KeyFolder.writePrivate(part.resolve(KEY), text));
    } catch (IOException e) {
      throw Beside.failed(folder, e);
    }
    return existingKey()
        .orElseThrow(
            () ->
                new ProvenanceException(
                    ProvenanceException.Code.CHANGED,
                    "the folder of marks %s has lost its key; bring %s back from a backup, or move"
                            .formatted(folder, KEY)
                        + " the folder away to begin anew (old marks are then unreadable)"));
  }

  /** The key, where there is one: without it nothing was ever marked. */
  public Optional<MarkKey> existingKey() {
    Path file = folder.resolve(KEY);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    KeyFolder.requirePrivate(file);
    try {
      String hex = Files.readString(file, StandardCharsets.US_ASCII).strip();
      return Optional.of(new MarkKey(HexFormat.of().parseHex(hex)));
    } catch (IOException | IllegalArgumentException e) {
      // what the cause says could hold a part of the file
      throw new ProvenanceException(
          ProvenanceException.Code.CHANGED,
          file + " is no key of marks; bring it back from a backup");
    }
  }

  /** Keeps what a file that leaves looks like; nothing where it bears no mark. */
  void remember(Signed signed, Instant now) {
    DraftFile draft = signed.labelled().reviewed().draft();
    MarkId id = draft.mark();
    if (id == null) {
      return;
    }
    remember(
        id,
        signed.labelled().reviewed().facts().job(),
        now,
        signed.signature().manifest(),
        signed.digest(),
        draft.imprints(),
        signed.manifests());
  }

  /** Likewise a preview. */
  void remember(
      MarkId id, Digest file, CredentialReport report, List<String> imprints, Instant now) {
    remember(id, PREVIEW, now, report.activeLabel(), file, imprints, report.manifests());
  }

  private void remember(
      MarkId id,
      String job,
      Instant now,
      String manifest,
      Digest file,
      List<String> imprints,
      byte[] store) {
    ObjectNode o =
        CanonicalJson.object()
            .put("id", id.toString())
            .put("job", job)
            .put("made", now.truncatedTo(ChronoUnit.SECONDS).toString())
            .put("manifest", manifest)
            .put("file_sha256", file.hex());
    imprints.forEach(o.putArray("imprints")::add);
    String name = id + "-" + file.hex().substring(0, 16);
    Path entry = folder.resolve(name + ".json");
    Beside.write(folder.resolve(name + ".c2pa"), part -> Files.write(part, store));
    byte[] text = CanonicalJson.write(o).getBytes(StandardCharsets.UTF_8);
    Beside.write(entry, part -> Files.write(part, text));
  }

  /** The files that a mark was given to, the latest first; damaged entries are passed over. */
  public List<Entry> entries(MarkId id) {
    List<Entry> out = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return out;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, id + "-*.json")) {
      for (Path f : files) {
        read(f).filter(e -> e.id().equals(id)).ifPresent(out::add);
      }
    } catch (IOException e) {
      throw Beside.failed(folder, e);
    }
    out.sort(Comparator.comparing(Entry::made).reversed());
    return out;
  }

  /**
   * All marks that were given out, the latest first; of the latest {@value #LOOKS} also what they
   * were given to looks like.
   */
  public List<Given> given() {
    List<Given> out = new ArrayList<>();
    for (Map.Entry<MarkId, List<Path>> e : latest().entrySet()) {
      List<Imprint> looks = new ArrayList<>();
      if (out.size() < LOOKS) {
        e.getValue().forEach(f -> read(f).ifPresent(entry -> looks.addAll(entry.imprints())));
      }
      out.add(new Given(e.getKey(), looks));
    }
    return out;
  }

  /** The entries of each id, that of the latest first. */
  private Map<MarkId, List<Path>> latest() {
    record Seen(MarkId id, FileTime time, Path file) {}
    List<Seen> seen = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return Map.of();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*-*.json")) {
      for (Path f : files) {
        String name = f.getFileName().toString();
        if (name.matches("[0-9a-f]{16}-.*")) {
          seen.add(new Seen(MarkId.of(name.substring(0, 16)), Files.getLastModifiedTime(f), f));
        }
      }
    } catch (IOException e) {
      throw Beside.failed(folder, e);
    }
    seen.sort(Comparator.comparing(Seen::time).reversed());
    Map<MarkId, List<Path>> out = new LinkedHashMap<>();
    seen.forEach(s -> out.computeIfAbsent(s.id, id -> new ArrayList<>()).add(s.file));
    return out;
  }

  private static Optional<Entry> read(Path file) {
    try {
      ObjectNode o = CanonicalJson.read(Files.readAllBytes(file));
      List<Imprint> imprints = new ArrayList<>();
      for (JsonNode n : o.path("imprints")) {
        imprints.add(Imprint.of(n.asString("")));
      }
      String name = file.getFileName().toString();
      return Optional.of(
          new Entry(
              MarkId.of(o.path("id").asString("")),
              o.path("job").asString(""),
              Instant.parse(o.path("made").asString("")),
              o.path("manifest").asString(""),
              new Digest(o.path("file_sha256").asString("")),
              imprints,
              file.resolveSibling(name.substring(0, name.length() - 5) + ".c2pa")));
    } catch (IOException
        | IllegalArgumentException
        | JacksonException
        | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }
}
