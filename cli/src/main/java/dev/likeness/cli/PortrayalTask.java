package dev.likeness.cli;

import dev.likeness.flow.SwapRecipe;
import dev.likeness.provenance.Exporter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the commands have in common that make one persona talk or move. */
abstract class PortrayalTask extends Task {
  @Option(names = "--persona", paramLabel = "NAME", required = true, description = "Who is seen.")
  private String persona = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "Where the result goes: .mp4 .mov .mkv .webm; where a picture is adjusted .png .jpg"
              + " .webp.")
  private Path out = Path.of("");

  @Mixin private Approval approval = new Approval();

  @Option(
      names = "--resume",
      description = "Go on with the same job where it was stopped, with the same result.")
  private boolean resume;

  @Mixin private Overwrite overwrite = new Overwrite();

  @ArgGroup(heading = "%n@|bold How it is written|@%n", exclusive = false)
  private SwapWriting writing = new SwapWriting();

  PortrayalTask(Terminal terminal) {
    super(terminal);
  }

  final String persona() {
    return persona;
  }

  final Path out() {
    return path(out);
  }

  final boolean resume() {
    return resume;
  }

  final SwapWriting writing() {
    return writing;
  }

  final boolean overwrites() {
    return overwrite.on();
  }

  /** Makes sure, before any work, who approves. */
  final void requireReviewer() {
    approval.check(this);
  }

  /** Makes sure, before any work, who approves and that nothing is replaced that shall stay. */
  final void requirePlace() {
    requireReviewer();
    overwrite.checked(out());
    overwrite.checked(Exporter.recordOf(out()));
  }

  final TerminalReview review(ProgressLine progress) {
    return approval.review(this, progress);
  }

  /** Tells what came of it. */
  final void tell(SwapRecipe.Result r, TerminalReview review) {
    say("Written: " + out);
    say("Record:  " + r.exported().record());
    signed(r.exported().signature());
    print(
        object()
            .put("out", r.exported().file().toString())
            .put("sha256", r.exported().digest().hex())
            .put("record", r.exported().record().toString())
            .put("manifest", r.exported().signature().manifest())
            .put("job", r.job())
            .put("frames", r.frames())
            .set("report", review.report().toJson()));
  }

  /** Tells where the look is. */
  final void tellPreview() {
    say("Preview: " + out);
    print(object().put("preview", out().toString()));
  }

  static @Nullable String stated(@Nullable String rights) {
    return rights == null || rights.isBlank() ? null : rights;
  }
}
