package dev.likeness.flow;

import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.FileDigest;
import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.core.Version;
import dev.likeness.flow.FlowException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table of texts becomes a folder of talking portraits. Each row is a job of its own, with its
 * own gate, review and label; a row that cannot be made is reported by its line, and the others are
 * made. {@code batch.json} and {@code batch.csv} in the folder say what came of each row, and are
 * written after every row, so that a run that was stopped goes on.
 */
public final class TalkBatch {
  /** Names of columns: the text (needed), the file, a recording and its rights. */
  private static final Set<String> COLUMNS = Set.of("text", "file", "speech", "speech_rights");

  private static final int MOST_ROWS = 10_000;

  /** What came of a row. */
  public enum State {
    DONE,
    /** Made by an earlier run. */
    THERE,
    /** A person has to approve it first. */
    WAITS,
    FAILED
  }

  /**
   * What came of a row.
   *
   * @param line of the table, from 1
   * @param file the name of the video; empty where the row gives none that can be
   * @param note why it was not made, or what to do or to know
   * @param sha256 of the video; empty where there is none
   */
  public record Outcome(int line, String file, State state, String note, String sha256) {}

  /**
   * What to make.
   *
   * @param table the table, UTF-8
   * @param folder where the videos go; made where it is missing
   * @param resume whether rows that an earlier run has made are left as they are
   * @param overwrite whether files of the same name are replaced
   */
  public record Request(
      Path table, Path folder, TalkRequest like, boolean resume, boolean overwrite) {}

  private final Workshop workshop;
  private final Request request;
  private final CsvTable csv;

  /**
   * Reads the table.
   *
   * @throws FlowException BAD_REQUEST, IO
   */
  public TalkBatch(Workshop workshop, Request request) {
    this.workshop = workshop;
    this.request = request;
    csv = table(request.table());
  }

  private static CsvTable table(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new FlowException(Code.BAD_REQUEST, file + " is not UTF-8; save it as such", e);
    } catch (IOException e) {
      throw Folders.failed("read", file, e);
    }
    CsvTable t = CsvTable.read(text);
    if (!t.names().contains("text")) {
      throw new FlowException(
          Code.BAD_REQUEST,
          file + " names no column 'text' in its first line; it names " + t.names());
    }
    for (String n : t.names()) {
      if (!COLUMNS.contains(n)) {
        throw new FlowException(
            Code.BAD_REQUEST,
            "%s names a column '%s'; known are text, file, speech, speech_rights"
                .formatted(file, n));
      }
    }
    if (t.rows().isEmpty() || t.rows().size() > MOST_ROWS) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "%s has %d rows; 1 to %d are made at a time".formatted(file, t.rows().size(), MOST_ROWS));
    }
    return t;
  }

  public int rows() {
    return csv.rows().size();
  }

  /**
   * Makes all rows.
   *
   * @param heard is told of every row when it is known
   * @throws ConsentRefused where the persona may not talk: then no row can be made
   * @throws StoppedException when the user wants it; what is done stands in the report
   */
  public List<Outcome> perform(Review review, Progress progress, Consumer<Outcome> heard) {
    Folders.make(request.folder());
    Map<String, Outcome> before = request.resume() ? earlier() : Map.of();
    List<Outcome> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (CsvTable.Row r : csv.rows()) {
      progress.checkStop();
      Outcome o = row(r, names, before, review, progress);
      all.add(o);
      report(all);
      heard.accept(o);
    }
    return all;
  }

  private Outcome row(
      CsvTable.Row r,
      Set<String> names,
      Map<String, Outcome> before,
      Review review,
      Progress progress) {
    String name = name(r);
    try {
      require(r, name, names);
      Path out = request.folder().resolve(name);
      TalkRequest talk = talk(r, out);
      Outcome done = before.get(key(talk, name));
      if (done != null && Files.exists(out) && FileDigest.of(out).hex().equals(done.sha256())) {
        return new Outcome(r.line(), name, State.THERE, "", done.sha256());
      }
      if (!request.overwrite() && done == null && Files.exists(out)) {
        return failed(r, name, name + " is there already; --overwrite replaces it");
      }
      try (TalkRecipe recipe = new TalkRecipe(workshop, talk)) {
        SwapRecipe.Result made = recipe.perform(review, progress);
        String note = recipe.warning();
        return new Outcome(
            r.line(), name, State.DONE, note == null ? "" : note, made.exported().digest().hex());
      }
    } catch (StoppedException | ConsentRefused e) {
      throw e;
    } catch (FlowException e) {
      if (e.code() == Code.UNKNOWN) {
        throw e; // there is no such persona
      }
      State s = e.code() == Code.NOT_APPROVED ? State.WAITS : State.FAILED;
      return new Outcome(r.line(), name, s, String.valueOf(e.getMessage()), "");
    } catch (RuntimeException e) {
      // one row's text, sound or file: refused by the gate, not readable, not writable
      return failed(r, name, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static Outcome failed(CsvTable.Row r, String name, String why) {
    return new Outcome(r.line(), name, State.FAILED, why, "");
  }

  private static String name(CsvTable.Row r) {
    String given = r.cell("file");
    return given.isEmpty() ? String.format(Locale.ROOT, "line-%04d.mp4", r.line()) : given;
  }

  private static void require(CsvTable.Row r, String name, Set<String> names) {
    String fault = r.fault();
    if (fault != null) {
      throw new FlowException(Code.BAD_REQUEST, "the row " + fault);
    }
    if (r.cell("text").isEmpty()) {
      throw new FlowException(Code.BAD_REQUEST, "the row has no text");
    }
    boolean plain =
        name.matches("[^/\\\\:*?\"<>|\\p{Cntrl}]+") && !name.startsWith(".") && !name.equals("..");
    if (!plain) {
      throw new FlowException(
          Code.BAD_REQUEST, "'" + name + "' is no name of a file in the folder");
    }
    if (!names.add(name.toLowerCase(Locale.ROOT))) {
      throw new FlowException(Code.BAD_REQUEST, "another row has the file " + name + " already");
    }
  }

  private TalkRequest talk(CsvTable.Row r, Path out) {
    TalkRequest like = request.like();
    Path beside = request.table().toAbsolutePath().getParent();
    Recording recording = null;
    if (!r.cell("speech").isEmpty()) {
      Path file = Path.of(r.cell("speech"));
      recording =
          new Recording(beside == null ? file : beside.resolve(file), r.cell("speech_rights"));
    }
    return new TalkRequest(
        like.persona(),
        r.cell("text"),
        out,
        like.badge(),
        like.amount(),
        like.seed(),
        like.voice(),
        recording,
        request.resume(),
        like.quality(),
        like.chunkSeconds());
  }

  /** All that a row's video follows from. */
  private String key(TalkRequest t, String name) {
    Recording rec = t.recording();
    String all =
        String.join(
            "\n",
            name,
            t.text(),
            rec == null ? "" : FileDigest.of(rec.file()).hex() + rec.rights(),
            workshop.personas().show(t.persona()).ref().grantId(),
            rec == null ? workshop.voices().key(t.persona()) : "",
            String.valueOf(t.badge()),
            t.amount() + " " + t.seed() + " " + t.quality(),
            Version.current());
    return Digest.of(all.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hex();
  }

  private Path json() {
    return request.folder().resolve("batch.json");
  }

  /** What an earlier run made, by its key. */
  private Map<String, Outcome> earlier() {
    Map<String, Outcome> out = new HashMap<>();
    if (Files.exists(json())) {
      for (JsonNode n : Json.read(json()).path("rows")) {
        String sha = n.path("sha256").asString("");
        if (!sha.isEmpty()) {
          String file = n.path("file").asString("");
          out.put(
              n.path("key").asString(""),
              new Outcome(n.path("line").asInt(0), file, State.DONE, "", sha));
        }
      }
    }
    return out;
  }

  private void report(List<Outcome> all) {
    ObjectNode o = Json.object();
    o.put("persona", request.like().persona());
    o.put("table", request.table().getFileName().toString());
    ArrayNode rows = o.putArray("rows");
    StringBuilder table = new StringBuilder("line,file,state,note\n");
    for (int i = 0; i < all.size(); i++) {
      Outcome x = all.get(i);
      ObjectNode n = rows.addObject();
      n.put("line", x.line()).put("file", x.file()).put("state", word(x.state()));
      n.put("note", x.note()).put("sha256", x.sha256());
      if (!x.sha256().isEmpty()) {
        CsvTable.Row r = csv.rows().get(i);
        n.put("key", key(talk(r, request.folder().resolve(x.file())), x.file()));
      }
      table.append(x.line()).append(',').append(quoted(x.file())).append(',');
      table.append(word(x.state())).append(',').append(quoted(x.note())).append('\n');
    }
    Folders.write(json(), Json.text(o));
    Folders.write(request.folder().resolve("batch.csv"), table.toString());
  }

  private static String word(State s) {
    return s.name().toLowerCase(Locale.ROOT);
  }

  private static String quoted(@Nullable String s) {
    return s == null ? "" : '"' + s.replace("\"", "\"\"") + '"';
  }
}
