package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.Clearance;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.Consents;
import dev.likeness.core.Digest;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.provenance.c2pa.CredentialReader;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.Trust;
import dev.likeness.provenance.mark.Imprint;
import dev.likeness.provenance.mark.MarkId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The only way by which anything that a maker made comes to a place that the user named. */
public final class Exporter {
  private final Consents consents;
  private final AuditLog audit;
  private final Clock clock;
  private final SigningKeys keys;
  private final MarkBook marks;

  /**
   * @param keys that previews are signed with
   * @param marks takes down which mark was given to what
   */
  public Exporter(
      Consents consents, AuditLog audit, Clock clock, SigningKeys keys, MarkBook marks) {
    this.marks = marks;
    this.consents = consents;
    this.audit = audit;
    this.clock = clock;
    this.keys = keys;
  }

  /** The record beside an exported file: {@code OUT.likeness.json}. */
  public static Path recordOf(Path out) {
    return out.resolveSibling(out.getFileName() + ".likeness.json");
  }

  /**
   * Puts the file and its record in their places: consent is checked once more, the audit log gets
   * its entry, then both appear, the record first; before the file comes its manifest, where it
   * cannot hold it. A file that is there is replaced. Where anything fails or is refused, nothing
   * is left behind, and what was there stays.
   *
   * @param out of a name that suits what is in the file, in a folder that exists
   * @throws ConsentRefused when a grant has ended since; the refusal is logged
   * @throws ProvenanceException NAME, CHANGED, IO
   */
  public Exported write(Signed signed, Path out) {
    requireName(signed.file(), out);
    requireLabel(signed);
    requireOwnSide(signed, out);
    Path part = Beside.part(out);
    Path recordPart = Beside.part(recordOf(out));
    Path sidePart = Beside.part(CredentialReader.beside(out));
    try {
      Digest copied = copy(signed.file(), part);
      requireCopied(copied.equals(signed.digest()), signed.file());
      if (signed.beside().isPresent()) {
        Signed.Side s = signed.beside().get();
        requireCopied(s.digest().equals(copy(s.file(), sidePart)), s.file());
      }
      requireConsent(signed.clearances(), "export of job " + job(signed));
      long bytes = Files.size(part);
      marks.remember(signed, clock.instant());
      AuditLog.Entry entry = audit.append(event(signed, bytes));
      ObjectNode record =
          ExportRecord.of(
              signed, out.getFileName().toString(), bytes, clock.instant(), entry, audit.head());
      Files.write(recordPart, CanonicalJson.pretty(record).getBytes(StandardCharsets.UTF_8));
      Beside.sync(recordPart);
      place(recordPart, part, out, signed.beside().isPresent() ? sidePart : null);
      return new Exported(out, signed.digest(), recordOf(out), entry, signed.signature());
    } catch (IOException e) {
      throw Beside.failed(out, e);
    } finally {
      Beside.delete(part);
      Beside.delete(recordPart);
      Beside.delete(sidePart);
    }
  }

  /**
   * Writes a stamped, small preview of unfinished work, as PNG: no more than a look. It bears the
   * invisible mark of the job and is signed too, and its manifest says that nobody has approved it.
   *
   * @param labeller of the job; of sound alone it has no mark, and then all previews share one
   * @param out ends in {@code .png}
   * @throws ConsentRefused when a grant does not hold now; the refusal is logged
   * @throws ProvenanceException NAME, SIGNATURE, IO
   */
  public void preview(Labeller labeller, Preview preview, Path out) {
    if (!SourceType.Kind.PNG.suits(out)) {
      throw new ProvenanceException(
          ProvenanceException.Code.NAME, "a preview is a PNG: name it *.png, not " + out);
    }
    requireConsent(labeller.clearances(), "preview");
    Path raw = Beside.part(out.resolveSibling("raw-" + out.getFileName()));
    Path labelled = Beside.part(out.resolveSibling("labelled-" + out.getFileName()));
    Path part = Beside.part(out);
    try {
      MarkId begun = labeller.begun();
      MarkId mark = begun == null ? MarkId.of(marks.key(), "preview of sound") : begun;
      Imprint imprint = preview.write(raw, marks.key(), mark);
      SourceType.write(raw, labelled, labeller.disclosure().sourceType());
      CredentialReport report =
          CredentialSigner.signPreview(
              keys,
              labelled,
              part,
              ManifestFacts.preview(labeller.disclosure(), clock.instant(), mark));
      Digest digest = Beside.digest(part);
      marks.remember(mark, digest, report, List.of(imprint.text()), clock.instant());
      audit.append(new AuditEvent.Previewed(digest, preview.what(), labeller.clearances()));
      Beside.move(part, out);
    } catch (IOException e) {
      throw Beside.failed(out, e);
    } finally {
      Beside.delete(raw);
      Beside.delete(labelled);
      Beside.delete(part);
    }
  }

  /**
   * Writes a stamped, small film of unfinished work, with its sound: no more than a look. It bears
   * the invisible mark of the job and is signed, and its manifest says that nobody has approved it.
   *
   * @param labeller of the job, which has {@link Labeller#stamp stamped} every picture
   * @param film no larger than {@value Preview#SINGLE} pixels
   * @param out of the film's kind
   * @throws ConsentRefused when a grant does not hold now; the refusal is logged
   * @throws ProvenanceException NAME, CHANGED, SIGNATURE, IO
   */
  public void preview(Labeller labeller, Gated film, Path out) {
    DraftFile draft = film.draft();
    requireSmall(draft);
    requireName(draft.file(), out);
    requireConsent(labeller.clearances(), "preview");
    Beside.requireSame(draft.file(), draft.digest());
    Path labelled = Beside.part(out.resolveSibling("labelled-" + out.getFileName()));
    Path part = Beside.part(out);
    try {
      MarkId mark = Objects.requireNonNull(draft.mark(), "a film without a mark");
      SourceType.write(draft.file(), labelled, labeller.disclosure().sourceType());
      CredentialReport report =
          CredentialSigner.signPreview(
              keys,
              labelled,
              part,
              ManifestFacts.preview(labeller.disclosure(), clock.instant(), mark));
      Digest digest = Beside.digest(part);
      marks.remember(mark, digest, report, draft.imprints(), clock.instant());
      audit.append(new AuditEvent.Previewed(digest, "film", labeller.clearances()));
      Beside.move(part, out);
    } catch (IOException e) {
      throw Beside.failed(out, e);
    } finally {
      Beside.delete(labelled);
      Beside.delete(part);
    }
  }

  /** A manifest beside a file may belong to another one, of the same name but for its ending. */
  private void requireOwnSide(Signed signed, Path out) {
    Path side = CredentialReader.beside(out);
    if (signed.beside().isPresent() && Files.exists(side) && !belongs(out)) {
      throw new ProvenanceException(
          ProvenanceException.Code.NAME,
          "%s lies there, the credentials of another file of this name; name %s otherwise"
              .formatted(side, out.getFileName()));
    }
  }

  /** Whether the manifest beside a file is that file's. */
  private boolean belongs(Path out) {
    if (!Files.exists(out)) {
      return false;
    }
    try {
      CredentialReport r = new CredentialReader(Trust.none()).read(out, clock.instant());
      return r.beside() && r.state() == CredentialReport.State.VALID;
    } catch (IOException e) {
      return false;
    }
  }

  private static void requireSmall(DraftFile draft) {
    MediaInfo.Video video = Media.probe(draft.file()).video();
    if (!draft.plan().stamped()
        || video == null
        || Math.max(video.width(), video.height()) > Preview.SINGLE) {
      throw new IllegalArgumentException(
          draft.file() + " is not stamped and at most " + Preview.SINGLE + " pixels long");
    }
  }

  private void requireConsent(List<Clearance> clearances, String what) {
    for (Clearance c : clearances) {
      try {
        consents.recheck(c, clock);
      } catch (ConsentRefused e) {
        audit.append(
            new AuditEvent.Refused(
                what, e.reason().name(), String.valueOf(e.getMessage()), c.subject()));
        throw e;
      }
    }
  }

  private static AuditEvent event(Signed signed, long bytes) {
    return new AuditEvent.Exported(
        job(signed),
        signed.digest(),
        bytes,
        signed.labelled().reviewed().draft().plan().disclosure().sourceType(),
        signed.signature().state());
  }

  private static String job(Signed signed) {
    return signed.labelled().reviewed().facts().job();
  }

  private static Digest copy(Path from, Path to) throws IOException {
    Files.deleteIfExists(to);
    Files.copy(from, to);
    Beside.sync(to);
    return Beside.digest(to);
  }

  private static void requireCopied(boolean same, Path file) {
    if (!same) {
      throw new ProvenanceException(
          ProvenanceException.Code.CHANGED,
          file + " is not the file that was signed; render the job anew");
    }
  }

  /** Record and manifest first, so that the file is never there without them. */
  private static void place(Path recordPart, Path part, Path out, @Nullable Path sidePart)
      throws IOException {
    Beside.move(recordPart, recordOf(out));
    try {
      if (sidePart != null) {
        Beside.move(sidePart, CredentialReader.beside(out));
      }
      Beside.move(part, out);
    } catch (IOException e) {
      Beside.delete(recordOf(out));
      if (sidePart != null) {
        Beside.delete(CredentialReader.beside(out));
      }
      throw e;
    }
  }

  private static void requireName(Path file, Path out) {
    SourceType.Kind kind = SourceType.kind(file).orElseThrow(() -> unlabelled(file));
    if (Files.isDirectory(out)) {
      throw new ProvenanceException(
          ProvenanceException.Code.NAME, out + " is a folder: name a file in it");
    }
    if (!kind.suits(out)) {
      throw new ProvenanceException(
          ProvenanceException.Code.NAME,
          "%s holds %s: let its name end in %s"
              .formatted(
                  out,
                  kind,
                  String.join(" or ", kind.extensions().stream().map(x -> "." + x).toList())));
    }
  }

  private static void requireLabel(Signed signed) {
    String wanted = signed.labelled().reviewed().draft().plan().disclosure().sourceType();
    if (!SourceType.read(signed.file()).equals(Optional.of(wanted))) {
      throw unlabelled(signed.file());
    }
  }

  private static ProvenanceException unlabelled(Path file) {
    return new ProvenanceException(
        ProvenanceException.Code.CHANGED,
        file + " has lost its machine-readable label; render the job anew");
  }
}
