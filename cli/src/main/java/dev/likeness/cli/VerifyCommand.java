package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.flow.verify.Verifiers;
import dev.likeness.flow.verify.VerifyForensics;
import dev.likeness.flow.verify.VerifyReport;
import dev.likeness.forensics.Examination;
import dev.likeness.forensics.person.PersonReference.Aspect;
import dev.likeness.provenance.TrustLists;
import dev.likeness.provenance.Verification;
import dev.likeness.provenance.Verifier;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says where files come from, as far as that can be known. */
@Command(
    name = "verify",
    description = {
      "Say where a picture, film or sound comes from, as far as it can be known.",
      "",
      "It reads Content Credentials (C2PA) of any maker, checks every byte they cover and who signed"
          + " them, shows what other labels the file bears, and whether it left this installation."
          + " Nothing is sent or fetched. A file without credentials is not thereby suspect, nor one"
          + " with them true.",
      "",
      "Then it looks at the pictures themselves: 'looked at' says whether they bear traces of having"
          + " been made or changed by a machine, or that it cannot be told. That never changes the"
          + " exit code.",
      "",
      "Exit codes: 0 every file trusted; 4 signed by somebody on no trust list; 5 no Content"
          + " Credentials; 6 changed or damaged; 1 a file could not be read. Of several the worst:"
          + " 6, 1, 5, 4, 0."
    })
final class VerifyCommand extends Task {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, or folders with all media that are in them.")
  private List<Path> files = List.of();

  @Option(
      names = "--trust",
      paramLabel = "PEM",
      description = "Also trust whoever these certificates lead to.")
  private List<Path> trust = List.of();

  @Option(
      names = "--only",
      description = "Trust only --trust: neither the C2PA's list nor your own test root.")
  private boolean only;

  @Option(
      names = "--tree",
      description = "Show every manifest in full also where there are several files.")
  private boolean tree;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write report.html and report.json with all evidence into this folder.")
  private @Nullable Path report;

  @Mixin private final Overwrite overwrite = new Overwrite();

  @Option(
      names = "--reference",
      paramLabel = "DIR",
      description =
          "Genuine pictures, films and recordings of the person whom the files are said to show:"
              + " also compare looks, voice and movement with them.")
  private @Nullable Path reference;

  @Option(
      names = "--provenance-only",
      description = "Do not look at the pictures themselves: quicker.")
  private boolean provenanceOnly;

  private final Map<CredentialReport.State, Integer> states =
      new EnumMap<>(CredentialReport.State.class);
  private int unreadable;
  private int others;

  VerifyCommand(Terminal terminal) {
    super(terminal);
  }

  /**
   * A file to look at.
   *
   * @param shown its name as the user would write it
   * @param found whether it was found in a folder: there, what is no medium is passed over
   */
  private record Item(Path file, String shown, boolean found) {}

  @Override
  void run() {
    List<Item> items = new ArrayList<>();
    for (Path given : files) {
      within(given, items);
    }
    ObjectNode o = object();
    ArrayNode all = o.putArray("files");
    boolean several = items.size() > 1;
    if (provenanceOnly && report != null) {
      throw usage("--report shows what --provenance-only does not look at: leave one out");
    }
    if (provenanceOnly && reference != null) {
      throw usage("--reference compares what --provenance-only does not look at: leave one out");
    }
    if (report != null) {
      Overwrite.requireFolder(path(report));
      overwrite.checked(path(report).resolve("report.html"));
    }
    if (reference != null && !Files.isDirectory(path(reference))) {
      throw usage(reference + " is no folder");
    }
    try (ProgressLine progress = progress();
        Workshop workshop = workshop();
        VerifyForensics forensics = new VerifyForensics(workshop, report != null)) {
      if (!provenanceOnly) {
        workshop.prepareLooking();
      }
      Verifier verifier = Verifiers.of(workshop, lists(), w -> note("likeness: " + w));
      if (reference != null) {
        forensics.knowing(path(reference), progress);
      }
      for (int i = 0; i < items.size(); i++) {
        progress.checkStop();
        if (several) {
          progress.report("Verifying", i, items.size());
        }
        verify(items.get(i), verifier, !several || tree, all, forensics);
      }
      if (report != null && !states.isEmpty()) {
        Optional<String> unsigned = forensics.write(path(report));
        note("likeness: the report is " + report.resolve("report.html"));
        unsigned.ifPresent(why -> note("likeness: the report is not signed: " + why));
      }
    }
    if (several) {
      say(summary());
    }
    if (states.isEmpty() && unreadable == 0) {
      note("likeness: no media were found, so nothing was verified");
      exit(ExitCode.NO_CREDENTIALS);
    }
    ObjectNode counts = o.putObject("summary");
    states.forEach((s, n) -> counts.put(s.name().toLowerCase(Locale.ROOT), n));
    counts.put("unreadable", unreadable).put("not_media", others);
    print(o.put("exit_code", code()));
  }

  private void verify(
      Item item, Verifier verifier, boolean full, ArrayNode all, VerifyForensics forensics) {
    try {
      Verification v = verifier.verify(item.file);
      if (item.found && !v.medium()) {
        others++;
        return;
      }
      states.merge(v.credentials().state(), 1, Integer::sum);
      worse(code(v.credentials()));
      List<String> lines = VerifyReport.text(harmless(item.shown), v, full);
      lines.forEach(this::say);
      ObjectNode found = VerifyReport.json(item.shown, v);
      if (!provenanceOnly && v.medium()) {
        List<Aspect> person = forensics.compared(item.file);
        Examination e = forensics.examine(item.file, item.shown, v, lines, person);
        VerifyForensics.text(e).forEach(l -> say("  " + l));
        VerifyForensics.text(person).forEach(l -> say("  " + l));
        found.set("forensics", VerifyForensics.json(e, person));
      }
      if (json()) {
        all.add(found);
      }
    } catch (IOException e) {
      unreadable++;
      worse(ExitCode.FAILED);
      String why = Files.exists(item.file) ? "cannot be read: " + e.getMessage() : "is not there";
      note("likeness: " + harmless(item.shown) + " " + why);
      all.addObject().put("file", item.shown).put("state", "UNREADABLE").put("problem", why);
    }
  }

  private String summary() {
    List<String> parts = new ArrayList<>();
    states.forEach((s, n) -> parts.add(n + " " + s));
    if (unreadable > 0) {
      parts.add(unreadable + " unreadable");
    }
    int n = states.values().stream().mapToInt(Integer::intValue).sum() + unreadable;
    return "%d %s: %s%s"
        .formatted(
            n,
            n == 1 ? "file" : "files",
            parts.isEmpty() ? "no media" : String.join(", ", parts),
            others == 0 ? "" : "; %d that are no media passed over".formatted(others));
  }

  private Trust lists() {
    Trust t = only ? Trust.none() : signingKeys().trust(TrustLists.packaged());
    for (Path p : trust) {
      var certificates = TrustLists.read(path(p));
      String name = p.getFileName().toString();
      t = t.and(name, certificates).andStamps(name, certificates);
    }
    return t;
  }

  private void within(Path given, List<Item> items) {
    if (given.toString().isEmpty()) {
      throw usage("a file's name is empty");
    }
    Path resolved = path(given);
    if (Files.exists(resolved) && !Files.isDirectory(resolved) && !Files.isRegularFile(resolved)) {
      throw usage(harmless(given.toString()) + " is neither a file nor a folder");
    }
    if (!Files.isDirectory(resolved)) {
      items.add(new Item(resolved, given.toString(), false));
      return;
    }
    try (Stream<Path> all = Files.walk(resolved)) {
      all.filter(Files::isRegularFile)
          .filter(f -> !f.getFileName().toString().endsWith(".c2pa"))
          .sorted()
          .forEach(
              f -> items.add(new Item(f, given.resolve(resolved.relativize(f)).toString(), true)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int code(CredentialReport r) {
    return switch (r.state()) {
      case TRUSTED -> ExitCode.OK;
      case VALID -> ExitCode.UNKNOWN_SIGNER;
      case NONE -> ExitCode.NO_CREDENTIALS;
      case INVALID -> ExitCode.TAMPERED;
    };
  }

  /** A file's name can hold anything; on a terminal it must stay one line and a name. */
  private static String harmless(String name) {
    return name.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "\uFFFD");
  }

  private void worse(int code) {
    List<Integer> order =
        List.of(
            ExitCode.OK,
            ExitCode.UNKNOWN_SIGNER,
            ExitCode.NO_CREDENTIALS,
            ExitCode.FAILED,
            ExitCode.TAMPERED);
    if (order.indexOf(code) > order.indexOf(code())) {
      exit(code);
    }
  }
}
