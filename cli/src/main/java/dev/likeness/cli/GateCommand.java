package dev.likeness.cli;

import dev.likeness.flow.Workshop;
import dev.likeness.flow.gate.Gate;
import dev.likeness.provenance.Examination.Age;
import dev.likeness.provenance.GateRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks the content gate about files. */
@Command(
    name = "gate",
    description = {
      "Ask the content gate about a picture, a video or a text, without making anything.",
      "",
      "Nothing is made of sexual content, of a face that looks too young without a guardian's"
          + " signature, or in somebody's voice of words that claim an office or ask for money,"
          + " codes or votes. Nothing turns that off; policy.json in LIKENESS_HOME can make it"
          + " stricter. Here all faces of a file count; in a job, those that are painted over.",
      "",
      "Exit codes: 0 everything passes; 3 something does not; 1 a file could not be read."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness gate scene.mp4",
      "  likeness gate text \"Good evening, and welcome.\""
    })
final class GateCommand extends Task {
  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Pictures and videos.")
  private List<Path> files = List.of();

  GateCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (files.isEmpty()) {
      throw usage("name the files to look at, or say text \"…\"");
    }
    ObjectNode o = object();
    ArrayNode all = o.putArray("files");
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      Gate gate = workshop.gate();
      for (Path f : files) {
        Gate.Check c = gate.check(path(f), progress);
        if (c.refusal().isPresent()) {
          exit(ExitCode.REFUSED);
        }
        say(f + ": " + c.refusal().map(GateRefused::getMessage).orElse("passes"));
        say(
            String.format(
                Locale.ROOT,
                "  sexual content %.3f (limit %.2f, %d %s)",
                c.sexual(),
                gate.policy().limits().sexual(),
                c.looks(),
                c.looks() == 1 ? "look" : "looks"));
        c.faces().forEach(a -> say("  " + face(a)));
        all.add(json(f, c, gate.policy().limits().sexual()));
      }
    }
    print(o.put("exit_code", code()));
  }

  private static String face(Age a) {
    return String.format(
        Locale.ROOT,
        "%s looks about %.0f years old (%d %s)",
        a.whose(),
        a.years(),
        a.looks(),
        a.looks() == 1 ? "look" : "looks");
  }

  private static ObjectNode json(Path f, Gate.Check c, double limit) {
    ObjectNode o = object().put("file", f.toString()).put("passes", c.refusal().isEmpty());
    c.refusal().ifPresent(e -> o.put("reason", e.reason().name()).put("message", e.getMessage()));
    o.put("looks", c.looks()).put("sexual_content", c.sexual()).put("limit", limit);
    ArrayNode faces = o.putArray("faces");
    for (Age a : c.faces()) {
      faces.addObject().put("looks_like_years", a.years()).put("looks", a.looks());
    }
    return o;
  }
}
