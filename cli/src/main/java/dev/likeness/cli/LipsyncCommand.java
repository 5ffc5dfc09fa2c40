package dev.likeness.cli;

import dev.likeness.flow.LipsyncRecipe;
import dev.likeness.flow.LipsyncRequest;
import dev.likeness.flow.SwapRecipe;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts new words into a persona's own video. */
@Command(
    name = "lipsync",
    sortOptions = false,
    description = {
      "Put new words into a persona's own video.",
      "",
      "The video is cut to the length of the speech, or carried on by playing its end back and forth;"
          + " only mouth and jaw are drawn anew. The grant must cover lip-sync, and the video must show"
          + " the persona; a person must approve the result before it is written; it bears a visible"
          + " badge, an invisible mark and a signature. Texts that claim an office or ask for money,"
          + " codes or votes are refused."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness lipsync ann.mp4 --persona ann --say \"Good morning.\" --out new.mp4"
    })
final class LipsyncCommand extends Task {
  @Option(
      names = "--persona",
      paramLabel = "NAME",
      required = true,
      description = "Who is seen in the video.")
  private String persona = "";

  @Parameters(arity = "0..1", paramLabel = "VIDEO", description = "The person's own video.")
  private @Nullable Path video;

  @Option(names = "--target", paramLabel = "VIDEO", description = "The same.")
  private @Nullable Path target;

  @Option(names = "--say", paramLabel = "TEXT", description = "What is said; plain or SSML.")
  private @Nullable String text;

  @Option(names = "--file", paramLabel = "FILE", description = "Take the text from a UTF-8 file.")
  private @Nullable Path file;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the result goes: .mp4 .mov .mkv .webm.")
  private Path out = Path.of("");

  @Option(
      names = "--approve-as",
      paramLabel = "NAME",
      description = "Approve the result as this person, without being asked.")
  private @Nullable String approveAs;

  @Option(
      names = "--rights",
      paramLabel = "TEXT",
      description = "By what right the video is used; stands in record and report.")
  private @Nullable String rights;

  @Option(
      names = "--resume",
      description = "Go on with the same job where it was stopped, with the same result.")
  private boolean resume;

  @Mixin private Overwrite overwrite = new Overwrite();

  @ArgGroup(heading = "%n@|bold How it is written|@%n", exclusive = false)
  private SwapWriting writing = new SwapWriting();

  LipsyncCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    LipsyncRequest request = request();
    overwrite.checked(request.out());
    overwrite.checked(Exporter.recordOf(request.out()));
    try (Workshop workshop = workshop();
        ProgressLine progress = progress();
        LipsyncRecipe recipe = new LipsyncRecipe(workshop, request)) {
      TerminalReview review = new TerminalReview(terminal(), progress, approveAs);
      SwapRecipe.Result r = recipe.perform(review, progress);
      progress.close();
      say("Written: " + out);
      say("Record:  " + r.exported().record());
      say("Signed:  " + r.exported().signature().state());
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
  }

  private LipsyncRequest request() {
    if ((text == null) == (file == null)) {
      throw usage("give the text with --say TEXT, or --file FILE");
    }
    if (approveAs != null && approveAs.isBlank()) {
      throw usage("--approve-as needs the name of the person who approves");
    }
    try {
      String said = file == null ? String.valueOf(text) : Files.readString(path(file));
      return new LipsyncRequest(
          persona,
          path(video()),
          said,
          path(out),
          writing.badge(this),
          writing.quality(this),
          writing.chunk(this),
          rights == null || rights.isBlank() ? null : rights,
          resume);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw usage("the text cannot be read from " + file + " as UTF-8: " + e.getMessage());
    }
  }

  private Path video() {
    if (video != null && target == null) {
      return video;
    }
    if (target != null && video == null) {
      return target;
    }
    throw usage("give the person's own video, once");
  }
}
