package dev.likeness.flow.verify;

import dev.likeness.consent.ConsentException;
import dev.likeness.core.Progress;
import dev.likeness.core.Trouble;
import dev.likeness.core.Version;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Workshop;
import dev.likeness.forensics.Examination;
import dev.likeness.forensics.FaceFinding;
import dev.likeness.forensics.Judge;
import dev.likeness.forensics.JudgeModel;
import dev.likeness.forensics.Opinion;
import dev.likeness.forensics.Report;
import dev.likeness.forensics.person.PersonReference;
import dev.likeness.forensics.person.PersonReference.Aspect;
import dev.likeness.media.MediaException;
import dev.likeness.provenance.Verification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/**
 * What is seen in the pictures themselves, and the report of it. Opens its networks with the first
 * picture. For one thread at a time; must be closed.
 */
public final class VerifyForensics implements AutoCloseable {
  /** So many files' evidence is kept for one page; of further ones the result stands in JSON. */
  private static final int MOST_PAGES = 200;

  /** And so many bytes of it in all: large faces have much. */
  private static final long MOST_EVIDENCE = 64L << 20;

  private final Workshop workshop;
  private final boolean draw;
  private final List<Report.Entry> entries = new ArrayList<>();
  private final ObjectNode document = JsonMapper.shared().createObjectNode();
  private long evidence;
  private @Nullable Judge judge;
  private @Nullable PersonReference person;

  /**
   * @param draw whether a report is wanted, with what the experts saw
   */
  public VerifyForensics(Workshop workshop, boolean draw) {
    this.workshop = workshop;
    this.draw = draw;
    document.putArray("files");
  }

  /**
   * From now on compares every file with genuine recordings of the person it is said to show.
   *
   * @throws dev.likeness.forensics.ForensicsException where they show nobody, or several people
   */
  public void knowing(Path folder, Progress progress) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      person = PersonReference.of(files, workshop.finder(), workshop.apart(), progress);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be read", e);
    }
  }

  /** How a file compares with them; empty where there are none, or it is no medium. */
  public List<Aspect> compared(Path file) {
    try {
      return person == null ? List.of() : person.compare(file);
    } catch (MediaException e) {
      return List.of();
    }
  }

  /**
   * Examines a file.
   *
   * @param shown its name as people know it
   * @param known where it comes from
   * @param provenance the same in lines, which stand beside the verdict
   */
  public Examination examine(
      Path file, String shown, Verification known, List<String> provenance, List<Aspect> compared) {
    if (judge == null) {
      judge =
          new Judge(workshop.models(), workshop.finder(), JudgeModel.shipped(), workshop.apart());
    }
    boolean page = draw && entries.size() < MOST_PAGES && evidence < MOST_EVIDENCE;
    Examination e = judge.examine(file, page);
    if (draw) {
      // As text: the tree of thousands of files would not fit.
      String found = json(e, compared).put("file", shown).toString();
      ((ArrayNode) document.path("files")).addRawValue(new RawValue(found));
      if (page) {
        evidence += evidence(e);
        List<String> beside = new ArrayList<>(provenance);
        beside.addAll(text(compared));
        entries.add(new Report.Entry(shown, e, known.signsOfMaking(), beside));
      }
    }
    return e;
  }

  private static long evidence(Examination e) {
    long sum = 0;
    for (FaceFinding f : e.faces()) {
      sum += f.shown() == null ? 0 : f.shown().rgb().length;
      for (Opinion o : f.opinions()) {
        sum += o.evidence() == null ? 0 : o.evidence().rgb().length;
      }
    }
    return sum;
  }

  /**
   * Writes {@code report.html} and the same as {@code report.json}, and this home's signature on
   * both ({@link ReportSeal}).
   *
   * @return why they are not signed, where this home has no key and none can be made in it; empty
   *     where they are
   */
  public Optional<String> write(Path folder) {
    if (judge == null) {
      judge =
          new Judge(workshop.models(), workshop.finder(), JudgeModel.shipped(), workshop.apart());
    }
    String when = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    document.put("examined_at", when).put("likeness", Version.current());
    document.put("judge_sha256", judge.model().digest().hex());
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("report.html"), Report.html(entries, judge.model(), when));
      Files.writeString(
          folder.resolve("report.json"),
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document));
      return sealed(folder, when);
    } catch (IOException e) {
      throw new FlowException(
          FlowException.Code.IO,
          "cannot write the report into %s (%s)".formatted(folder, Trouble.of(e)),
          e);
    }
  }

  private Optional<String> sealed(Path folder, String when) throws IOException {
    try {
      ReportSeal.put(folder, workshop.home().operatorKey().pair(), when);
      return Optional.empty();
    } catch (ConsentException | FlowException e) {
      if (e instanceof ConsentException c && c.code() != ConsentException.Code.IO) {
        throw e;
      }
      ReportSeal.remove(folder);
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Never as if it were certain. */
  static String probability(double p) {
    return p > .99 ? "over 0.99" : p < .01 ? "under 0.01" : String.format(Locale.ROOT, "%.2f", p);
  }

  /** In lines. */
  public static List<String> text(Examination e) {
    List<String> out = new ArrayList<>();
    String word =
        switch (e.verdict()) {
          case AUTHENTIC -> "no sign of manipulation was found";
          case MANIPULATED -> "MANIPULATED, as far as traces tell";
          case INCONCLUSIVE -> "it cannot be told";
        };
    out.add(
        "looked at: "
            + word
            + (e.examined()
                ? " (probability %s of even odds before)".formatted(probability(e.probability()))
                : ""));
    e.why().forEach(w -> out.add("  " + w));
    if (e.damage() != null) {
      out.add("  damage: " + e.damage());
    }
    if (e.examined()) {
      for (Opinion o : e.faces().getFirst().opinions()) {
        out.add(
            String.format(
                Locale.ROOT,
                "  %-9s %s  %s",
                o.expert(),
                o.applicable() && o.family().counts()
                    ? String.format(Locale.ROOT, "%+5.2f", o.logOdds())
                    : "    –",
                o.says()));
        o.flags().forEach(f -> out.add("                   (" + f + ")"));
      }
    }
    return out;
  }

  /** How it compares with the person whom it is said to show, in lines. */
  public static List<String> text(List<Aspect> compared) {
    return compared.stream()
        .map(
            a ->
                "person, %s: %s (%s)"
                    .formatted(
                        a.name(),
                        a.match().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        a.says()))
        .toList();
  }

  /** With all that the experts say, and how it compares with the person it is said to show. */
  public static ObjectNode json(Examination e, List<Aspect> compared) {
    ObjectNode o = json(e);
    if (!compared.isEmpty()) {
      ObjectNode person = o.putObject("person");
      for (Aspect a : compared) {
        ObjectNode n = person.putObject(a.name());
        n.put("match", a.match().name().toLowerCase(Locale.ROOT)).put("says", a.says());
        n.put("figure", Double.isNaN(a.figure()) ? null : (Double) a.figure());
      }
    }
    return o;
  }

  /** With all that the experts say. */
  public static ObjectNode json(Examination e) {
    ObjectNode o = JsonMapper.shared().createObjectNode();
    o.put("verdict", e.verdict().name().toLowerCase(Locale.ROOT)).put("kind", e.kind());
    o.put("sha256", e.sha256() == null ? null : e.sha256().hex()).put("damage", e.damage());
    o.put("width", e.width()).put("height", e.height()).put("frames", e.frames());
    if (e.examined()) {
      o.put("probability", e.probability()).put("log_odds", e.logOdds());
    } else {
      o.putNull("probability").putNull("log_odds");
    }
    ArrayNode why = o.putArray("why");
    e.why().forEach(why::add);
    ObjectNode parts = o.putObject("contributions");
    e.contributions().forEach(parts::put);
    ArrayNode faces = o.putArray("faces");
    for (FaceFinding f : e.faces()) {
      face(faces.addObject(), f);
    }
    ArrayNode not = o.putArray("not_examined");
    e.unexamined().forEach(not::add);
    return o.put("judge_sha256", e.model().hex());
  }

  private static void face(ObjectNode o, FaceFinding f) {
    o.put("face", f.face()).put("eyes", f.eyes()).put("seconds", f.seconds());
    o.putObject("region")
        .put("x", f.region().x())
        .put("y", f.region().y())
        .put("width", f.region().width())
        .put("height", f.region().height());
    o.put("verdict", f.verdict().name().toLowerCase(Locale.ROOT));
    o.put("probability", f.probability()).put("log_odds", f.logOdds());
    ArrayNode experts = o.putArray("experts");
    for (Opinion p : f.opinions()) {
      ObjectNode e = experts.addObject().put("name", p.expert());
      e.put("family", p.family().name().toLowerCase(Locale.ROOT)).put("applicable", p.applicable());
      e.put("log_odds", p.logOdds()).put("strangeness", p.strangeness()).put("says", p.says());
      ArrayNode flags = e.putArray("flags");
      p.flags().forEach(flags::add);
    }
  }

  @Override
  public void close() {
    if (judge != null) {
      judge.close();
    }
  }
}
