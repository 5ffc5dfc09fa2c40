package dev.likeness.cli;

import dev.likeness.flow.RefineRecipe;
import dev.likeness.flow.RefineRequest;
import dev.likeness.flow.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Trains a persona's refiner. */
@Command(
    name = "refine",
    description = {
      "Learn how a persona's face looks where warping one picture of it gives itself away.",
      "",
      "Each moment of the persona's films is a lesson: its picture is warped there, and the moment"
          + " itself is the answer. The last ones are held out; what gains nothing on them is not"
          + " kept. Reenact and talk then use it by themselves (--no-refine: without), swaps with"
          + " --refine. Ctrl-C leaves a run that --resume goes on with; a killed one loses a minute at most."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness train refine --persona ann --from ann.mp4",
      "  likeness train refine --persona ann --from ann.mp4 --minutes 10"
    })
final class TrainRefine extends Task {
  @Option(names = "--persona", paramLabel = "NAME", required = true, description = "Whose face.")
  private String persona = "";

  @Mixin private LearnOptions learn = new LearnOptions();

  TrainRefine(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    RefineRequest request;
    try {
      request =
          new RefineRequest(
              persona,
              learn.files().stream().map(this::path).toList(),
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
      RefineRecipe.Result r = new RefineRecipe(workshop, request, this::note).perform(progress);
      progress.close();
      ObjectNode o = object().put("persona", persona).put("kept", r.kept());
      print(LearnOptions.tell(this, o.put("moments", r.moments()), r.kept(), r.best(), r.page()));
    }
  }
}
