package dev.likeness.provenance;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.Consents;
import dev.likeness.provenance.c2pa.Credential;
import dev.likeness.provenance.c2pa.CredentialException;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.CredentialWriter;
import dev.likeness.provenance.c2pa.ManifestPlan;
import dev.likeness.provenance.c2pa.Trust;
import dev.likeness.provenance.mark.MarkId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks the consent up again, then signs: Content Credentials go into the file, or beside it where
 * its kind cannot hold them. What was written is read back before it counts as signed.
 */
public final class CredentialSigner implements Signer {
  /** The invisible mark's name as an algorithm of soft bindings. */
  static final String MARK = "dev.likeness.mark.1";

  private static final int SALT = 32;

  private final Consents consents;
  private final Clock clock;
  private final SigningKeys keys;
  private final @Nullable Path target;

  /**
   * @param keys made where there are none yet
   * @param target the film or picture that was edited, whose own manifests are carried over; null
   *     where nothing was edited
   */
  public CredentialSigner(Consents consents, Clock clock, SigningKeys keys, @Nullable Path target) {
    this.consents = consents;
    this.clock = clock;
    this.keys = keys;
    this.target = target;
  }

  @Override
  public Signed sign(Labelled labelled) {
    Beside.requireSame(labelled.file(), labelled.digest());
    List<Clearance> now =
        labelled.reviewed().draft().plan().clearances().stream()
            .map(c -> consents.recheck(c, clock))
            .toList();
    List<byte[]> salts = new ArrayList<>();
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < now.size(); i++) {
      byte[] salt = new byte[SALT];
      random.nextBytes(salt);
      salts.add(salt);
    }
    Instant at = clock.instant();
    Path out = labelled.file().resolveSibling("signed-" + labelled.file().getFileName());
    try {
      keys.initIfMissing(at);
      Credential credential = keys.credential(at);
      CredentialWriter writer = new CredentialWriter(credential, keys.stamper());
      ManifestPlan plan =
          new ManifestFacts(labelled, now, salts, at)
              .plan(target, keys.trust(TrustLists.packaged()), mark(labelled));
      return write(labelled, now, salts, writer, plan, out, at);
    } catch (CredentialException e) {
      throw refused(labelled.file(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The invisible mark that the labeller drew; none in what has no pictures. */
  private static ManifestPlan.@Nullable SoftBinding mark(Labelled labelled) {
    MarkId id = labelled.reviewed().draft().mark();
    return id == null ? null : ManifestFacts.binding(id);
  }

  private Signed write(
      Labelled labelled,
      List<Clearance> clearances,
      List<byte[]> salts,
      CredentialWriter writer,
      ManifestPlan plan,
      Path out,
      Instant at) {
    Path file = labelled.file();
    boolean embeds = CredentialWriter.embeds(file);
    Path side = embeds ? null : CredentialReader.beside(file);
    CredentialWriter.Written written =
        side == null ? writer.write(file, out, plan) : writer.writeBeside(file, side, plan);
    Path result = side == null ? out : file;
    byte[] manifests = requireSound(result, at).manifests();
    return new Signed(
        labelled,
        clearances,
        result,
        Beside.digest(result),
        new Signed.Signature(
            keys.test() ? Signed.Signature.TEST : "signed",
            keys.test() ? SigningKeys.WARNING : "Signed with a certificate of an authority.",
            written.label()),
        manifests,
        salts,
        side == null ? null : new Signed.Side(side, Beside.digest(side)));
  }

  /** Signs a look at unfinished work. */
  static CredentialReport signPreview(SigningKeys keys, Path in, Path out, ManifestPlan plan) {
    try {
      keys.initIfMissing(plan.made());
      new CredentialWriter(keys.credential(plan.made()), keys.stamper()).write(in, out, plan);
      return requireSound(out, plan.made());
    } catch (CredentialException e) {
      throw refused(out, String.valueOf(e.getMessage()), e);
    }
  }

  /** What leaves has to verify: a signature that nobody can check is none. */
  private static CredentialReport requireSound(Path file, Instant at) {
    try {
      CredentialReport r = new CredentialReader(Trust.none()).read(file, at);
      if (r.state() != CredentialReport.State.VALID) {
        throw refused(file, "its new manifest does not verify: " + r.failures(), null);
      }
      return r;
    } catch (IOException e) {
      throw Beside.failed(file, e);
    }
  }

  private static ProvenanceException refused(Path file, String why, @Nullable Throwable cause) {
    return new ProvenanceException(
        ProvenanceException.Code.SIGNATURE,
        "%s cannot be signed, and nothing leaves unsigned: %s".formatted(file.getFileName(), why),
        cause);
  }
}
