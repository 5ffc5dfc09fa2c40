package dev.likeness.cli;

import dev.likeness.flow.TrainSwapRecipe;
import dev.likeness.flow.TrainSwapRequest;
import dev.likeness.flow.Workshop;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Trains a swap of a persona with one other person. */
@Command(
    name = "swap",
    description = {
      "Learn to paint a persona on one other person, from films of both.",
      "",
      "What a swap is to do is asked with the answer known: the other's face is laid onto moments of"
          + " the persona's films. The last ones are held out; what gains nothing on them is not"
          + " kept. Swaps of that person then use it by themselves (--no-refine: without). Of the"
          + " other only numbers by which they are known again are kept: the part of the network"
          + " that could draw them goes when the training ends. Ctrl-C leaves a run that --resume"
          + " goes on with."
    },
    footer = {
      "",
      "@|bold Example|@",
      "  likeness train swap --persona ann --from ann.mp4 --target bob.mp4 \\",
      "      --rights \"Bob's agreement of 3 November\""
    })
final class TrainSwap extends Task {
  @Option(names = "--persona", paramLabel = "NAME", required = true, description = "Whose face.")
  private String persona = "";

  @Option(
      names = "--target",
      paramLabel = "CLIP",
      required = true,
      description = "A film of the person that it is to be painted on.")
  private Path target = Path.of("");

  @Option(
      names = "--rights",
      paramLabel = "TEXT",
      required = true,
      description = "By what right that film is used, for record and log.")
  private String rights = "";

  @Mixin private LearnOptions learn = new LearnOptions();

  TrainSwap(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    TrainSwapRequest request;
    try {
      request =
          new TrainSwapRequest(
              persona,
              learn.files().stream().map(this::path).toList(),
              path(target),
              rights,
              learn.steps(),
              learn.limit(),
              learn.seed(),
              learn.threads(),
              learn.resume());
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      TrainSwapRecipe.Result r =
          new TrainSwapRecipe(workshop, request, this::note).perform(progress);
      progress.close();
      ObjectNode o = object().put("persona", persona).put("kept", r.kept());
      o.put("moments", r.moments()).put("moments_target", r.others());
      print(LearnOptions.tell(this, o, r.kept(), r.best(), r.page()));
    }
  }
}
