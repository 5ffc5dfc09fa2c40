package dev.likeness.cli;

import dev.likeness.provenance.TrustLists;
import dev.likeness.provenance.Verification;
import dev.likeness.provenance.c2pa.CrJson;
import dev.likeness.provenance.c2pa.CredentialReport;
import dev.likeness.provenance.c2pa.ReportText;
import dev.likeness.provenance.c2pa.Status;
import dev.likeness.provenance.c2pa.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says where files come from, as far as that can be known. */
@Command(
    name = "verify",
    description = {
      "Say where a picture, film or sound comes from, as far as it can be known.",
      "",
      "It reads Content Credentials (C2PA) of any maker, checks every byte they cover and who signed"
          + " them, and shows what other labels the file bears. Nothing is sent or fetched. A file"
          + " without credentials is not thereby suspect, nor one with them true.",
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

  private int worst = ExitCode.OK;

  VerifyCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  int code() {
    return worst;
  }

  @Override
  void run() {
    Trust lists = lists();
    Instant now = Clock.systemUTC().instant();
    ObjectNode o = object();
    ArrayNode all = o.putArray("files");
    for (Path given : files) {
      for (Path file : within(path(given))) {
        String name = shown(given, path(given), file);
        try {
          Verification v = Verification.of(file, lists, now);
          if (!file.equals(path(given)) && !v.medium()) {
            continue;
          }
          worse(code(v.credentials()));
          text(name, v);
          all.add(json(name, v));
        } catch (IOException e) {
          worse(ExitCode.FAILED);
          String why = Files.exists(file) ? "cannot be read: " + e.getMessage() : "is not there";
          note("likeness: " + name + " " + why);
          all.addObject().put("file", name).put("state", "UNREADABLE").put("problem", why);
        }
      }
    }
    print(o.put("exit_code", worst));
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

  private static List<Path> within(Path given) {
    if (!Files.isDirectory(given)) {
      return List.of(given);
    }
    try (Stream<Path> all = Files.walk(given)) {
      return all.filter(Files::isRegularFile)
          .filter(f -> !f.getFileName().toString().endsWith(".c2pa"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shown(Path given, Path resolved, Path file) {
    return file.equals(resolved)
        ? given.toString()
        : given.resolve(resolved.relativize(file)).toString();
  }

  private static int code(CredentialReport r) {
    return switch (r.state()) {
      case TRUSTED -> ExitCode.OK;
      case VALID -> ExitCode.UNKNOWN_SIGNER;
      case NONE -> ExitCode.NO_CREDENTIALS;
      case INVALID -> ExitCode.TAMPERED;
    };
  }

  private void worse(int code) {
    List<Integer> order =
        List.of(
            ExitCode.OK,
            ExitCode.UNKNOWN_SIGNER,
            ExitCode.NO_CREDENTIALS,
            ExitCode.FAILED,
            ExitCode.TAMPERED);
    worst = order.indexOf(code) > order.indexOf(worst) ? code : worst;
  }

  private void text(String name, Verification v) {
    CredentialReport r = v.credentials();
    say(name + ": " + headline(r));
    if (r.beside()) {
      say("  the manifest lies beside the file");
    }
    List<String> seen = new ArrayList<>();
    for (Status s : r.failures()) {
      String line = "  ! %s: %s".formatted(s.code(), s.explanation());
      if (!seen.contains(line)) {
        seen.add(line);
        say(line);
      }
    }
    ReportText.of(r).forEach(l -> say("  " + l));
    String type = v.sourceType();
    if (type != null) {
      say("  metadata (unsigned on its own): digital source type " + type);
    }
  }

  private static String headline(CredentialReport r) {
    return switch (r.state()) {
      case TRUSTED ->
          "TRUSTED, as it was signed; the signer is on a list: "
              + r.signer().map(s -> Objects.requireNonNullElse(s.trustedBy(), "")).orElse("");
      case VALID -> "VALID, as it was signed, by somebody on no trust list";
      case INVALID -> "INVALID, changed since it was signed, or not signed as it must be";
      case NONE ->
          "NONE. " + Verification.ABSENCE + (r.problem() == null ? "" : " (" + r.problem() + ")");
    };
  }

  private static ObjectNode json(String name, Verification v) {
    CredentialReport r = v.credentials();
    ObjectNode o = object().put("file", name).put("state", r.state().name());
    o.put("media_type", r.mediaType()).put("problem", r.problem());
    o.put("manifest_beside", r.beside());
    if (r.state() == CredentialReport.State.NONE) {
      o.put("note", Verification.ABSENCE);
    }
    o.put("active_manifest", r.activeLabel());
    r.signer()
        .ifPresent(
            s ->
                o.putObject("signer")
                    .put("name", s.name())
                    .put("organization", s.organization())
                    .put("trusted_by", s.trustedBy()));
    ArrayNode why = o.putArray("failures");
    for (Status s : r.failures()) {
      why.addObject().put("code", s.code()).put("url", s.url()).put("explanation", s.explanation());
    }
    o.putObject("metadata").put("digital_source_type", v.sourceType());
    o.set("crjson", JsonMapper.shared().valueToTree(CrJson.of(r)));
    return o;
  }
}
