package dev.likeness.provenance;

import dev.likeness.media.Decoder;
import dev.likeness.media.MediaException;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Content Credentials and asks every {@link FindingSource}. Nothing is fetched. Thread-safe.
 */
public final class Verifier {
  private final CredentialReader reader;
  private final Instant now;
  private final Decoder decoder;
  private final List<FindingSource> sources;

  /**
   * @param sources what else is looked for, in the order of the report
   */
  public Verifier(Trust trust, Instant now, List<FindingSource> sources) {
    this(trust, now, sources, Decoder.here());
  }

  /**
   * Likewise.
   *
   * @param decoder says what is a medium; used, not closed
   */
  public Verifier(Trust trust, Instant now, List<FindingSource> sources, Decoder decoder) {
    this.decoder = decoder;
    this.reader = new CredentialReader(trust);
    this.now = now;
    this.sources = List.copyOf(sources);
  }

  /**
   * Looks at a file.
   *
   * @throws IOException when it cannot be read
   */
  public Verification verify(Path file) throws IOException {
    CredentialReport report = reader.read(file, now);
    boolean medium = !report.mediaType().isEmpty() || report.beside();
    try {
      medium |= SourceType.kind(file).isPresent();
    } catch (ProvenanceException e) {
      // it went away meanwhile
    }
    // kinds without a place for labels can still bear the mark in their pictures
    medium = medium || decodable(file);
    List<Finding> findings = new ArrayList<>();
    if (medium) {
      sources.forEach(s -> findings.addAll(s.find(file, report)));
    }
    return new Verification(report, findings, medium);
  }

  private boolean decodable(Path file) {
    try {
      decoder.probe(file);
      return true;
    } catch (MediaException e) {
      return false;
    }
  }
}
