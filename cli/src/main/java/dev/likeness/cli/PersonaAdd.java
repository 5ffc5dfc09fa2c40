package dev.likeness.cli;

import dev.likeness.consent.Grant;
import dev.likeness.consent.GrantFormat;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.flow.Personas;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a persona. */
@Command(
    name = "add",
    description = {
      "Make a persona from photos or a video of one person.",
      "",
      "The pictures must show one person only, the same in all, and be the ones that the grant"
          + " names. Several photos from several sides, with shut and open mouth, make better"
          + " results than one. What cannot be drawn from (no face, too small, blurred, cut off, as"
          + " another shows it better) is left out; it is told what came of each file."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness persona add ann --from a1.jpg a2.jpg --grant ann.grant",
      "  likeness persona add zoe --from zoe.png --nobody --source \"made with ..., CC0\""
    })
final class PersonaAdd extends Task {
  @Parameters(paramLabel = "NAME", description = "What to call the persona.")
  private String name = "";

  @Option(
      names = "--from",
      paramLabel = "FILE",
      arity = "1..*",
      required = true,
      description = "Photos or videos of the person.")
  private List<Path> from = new ArrayList<>();

  @Option(
      names = "--grant",
      paramLabel = "FILE",
      description = "The grant that the depicted person signed (see 'likeness consent grant').")
  private @Nullable Path grant;

  @Option(names = "--nobody", description = "The pictures show a person who does not exist.")
  private boolean nobody;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "With --nobody: where the pictures come from.")
  private @Nullable String source;

  @Option(
      names = "--stated-by",
      paramLabel = "NAME",
      description = "With --nobody: who says so (default: the user's name).")
  private String statedBy = System.getProperty("user.name", "operator");

  PersonaAdd(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (nobody == (grant != null)) {
      throw usage(
          nobody
              ? "--grant and --nobody exclude each other"
              : "a persona needs --grant FILE, or --nobody --source TEXT for a person who does not"
                  + " exist");
    }
    if (nobody && (source == null || source.isBlank())) {
      throw usage("--nobody needs --source TEXT: where do the pictures come from?");
    }
    List<Path> files = from.stream().map(this::path).toList();
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      Personas.Stored made =
          workshop.personas().add(name, files, pictures -> grant(workshop, pictures), progress);
      progress.close();
      int views = made.views();
      say(
          "Persona %s: %s, on grant %s"
              .formatted(name, views == 1 ? "1 view" : views + " views", made.ref().grantId()));
      made.taken().forEach(t -> say("  %s: %s".formatted(t.file(), t.line())));
      remarks(made.remarks());
      print(PersonaShow.json(made));
    }
  }

  private void remarks(List<String> remarks) {
    List<String> lacking = remarks.stream().filter(r -> r.startsWith(Personas.LACKING)).toList();
    if (!lacking.isEmpty()) {
      note("It will do. More pictures of the person, or a video, would make it better:");
      lacking.forEach(r -> note("  " + r.substring(Personas.LACKING.length())));
    }
  }

  private Grant grant(Workshop workshop, List<dev.likeness.core.Digest> pictures) {
    return grant == null
        ? NobodyGrant.of(
            name, String.valueOf(source), statedBy, workshop.clock().instant(), pictures)
        : GrantFormat.read(path(grant));
  }
}
