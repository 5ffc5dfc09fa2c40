package dev.likeness.provenance;

import dev.likeness.media.Decoder;
import dev.likeness.provenance.c2pa.CredentialReport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a file's pictures bear this installation's invisible mark, and whose. */
public final class MarkFindings implements FindingSource {
  private final MarkSearch search;
  private final MarkBook book;

  public MarkFindings(MarkBook book) {
    this(book, Decoder.here());
  }

  /**
   * @param decoder used, not closed
   */
  public MarkFindings(MarkBook book, Decoder decoder) {
    this.book = book;
    this.search = new MarkSearch(book, decoder);
  }

  @Override
  public List<Finding> find(Path file, CredentialReport credentials) {
    if (book.existingKey().isEmpty()) {
      return List.of();
    }
    Map<String, String> details = new LinkedHashMap<>();
    return switch (search.look(file)) {
      case MarkSearch.Outcome.NotLooked n -> List.of();
      case MarkSearch.Outcome.NotFound n ->
          List.of(
              new Finding(
                  "mark_absent",
                  "no invisible mark of this installation found; absence proves nothing",
                  details));
      case MarkSearch.Outcome.Unknown u -> {
        put(details, u.id().toString(), u.score());
        yield List.of(
            new Finding(
                "mark_unknown",
                "invisible mark %s of this installation, of which no record is left"
                    .formatted(u.id()),
                details));
      }
      case MarkSearch.Outcome.Strange s -> {
        put(details, s.id().toString(), s.score());
        details.put("likeness", number(s.likeness()));
        yield List.of(
            new Finding(
                "mark_strange",
                ("invisible mark %s found, but the picture is not the one that this mark was given"
                        + " to: the mark was copied, the picture was changed beyond recognition, or"
                        + " it is of a draft that never left")
                    .formatted(s.id()),
                details));
      }
      case MarkSearch.Outcome.Ours o -> {
        MarkBook.Entry e = o.entry();
        put(details, e.id().toString(), o.score());
        details.put("likeness", number(o.likeness()));
        details.put("job", e.job());
        details.put("made", e.made().toString());
        details.put("manifest", e.manifest());
        details.put("file_sha256", e.file().hex());
        details.put("manifest_store", e.store().toString());
        yield List.of(
            new Finding(
                "mark",
                "invisible mark %s found: ours; manifest %s of %s found again%s"
                    .formatted(
                        e.id(),
                        e.manifest(),
                        e.made(),
                        credentials.state() == CredentialReport.State.NONE
                            ? " (its Content Credentials were stripped)"
                            : ""),
                details));
      }
    };
  }

  private static void put(Map<String, String> details, String id, double score) {
    details.put("id", id);
    details.put("score", number(score));
  }

  private static String number(double v) {
    return String.format(Locale.ROOT, "%.2f", v);
  }
}
