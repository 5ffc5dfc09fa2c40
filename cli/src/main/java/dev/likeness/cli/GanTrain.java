package dev.likeness.cli;

import dev.likeness.core.Seed;
import dev.likeness.flow.Workshop;
import dev.likeness.flow.gan.TrainRecipe;
import dev.likeness.flow.gan.TrainRequest;
import dev.likeness.models.net.Precision;
import dev.likeness.synthesis.duel.Augment;
import dev.likeness.synthesis.duel.Collector;
import dev.likeness.synthesis.duel.Collector.Framing;
import dev.likeness.synthesis.duel.DuelSettings;
import dev.likeness.synthesis.duel.Lead;
import dev.likeness.synthesis.duel.NetSize;
import dev.likeness.synthesis.duel.Training;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a generator. */
@Command(
    name = "train",
    description = {
      "Train a generator from a folder of pictures.",
      "",
      "The pictures are looked at first: what cannot be read, is there twice, or shows something"
          + " else than the rest is named and left out; faces are aligned. Folders within the folder"
          + " are classes. Use only pictures that you may use: those of real people need their grant."
          + " A page in the run's folder shows curves and samples. Ctrl-C leaves a run that"
          + " --resume goes on with; a killed one loses two minutes at most."
    },
    footer = {
      "",
      "@|bold Example|@",
      "  likeness gan train --data pictures --out mine.safetensors --size 64 \\",
      "      --steps 4000"
    })
final class GanTrain extends Task {
  private static final DuelSettings USUAL = DuelSettings.usual(64);

  @Option(names = "--data", paramLabel = "DIR", description = "The pictures.")
  private @Nullable Path data;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The generator's file (safetensors).")
  private Path out = Path.of("");

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Where the run is kept (default: FILE with .run).")
  private @Nullable Path run;

  @Option(names = "--resume", description = "Go on with the run that is there.")
  private boolean resume;

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description = "Begin with the weights of this run, which may be of smaller pictures.")
  private @Nullable Path from;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "How many in all (default: ${DEFAULT-VALUE}).")
  private long steps = 5000;

  @Option(names = "--seed", paramLabel = "N", description = "Where all chance comes from.")
  private long seed = 7;

  @Option(names = "--title", paramLabel = "TEXT", description = "What to call the generator.")
  private String title = "";

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Under which its pictures may be used (default: as the training pictures).")
  private String licence = "as the training pictures";

  @ArgGroup(exclusive = false, heading = "%nHow:%n")
  private How how = new How();

  /** How it is trained. */
  static final class How {
    @Option(
        names = "--size",
        paramLabel = "PIXELS",
        description = "Side of the pictures: 16, 32, 64, 128 or 256 (default: 64).")
    private int size = 64;

    @Option(
        names = "--framing",
        description = "auto, faces (aligned crops) or centre (squares) (default: auto).")
    private Framing framing = Framing.AUTO;

    @Option(
        names = "--even",
        paramLabel = "SHARE",
        description = {
          "How far the features of faces are brought to where they lie on average, 0 to 1:",
          "sharper from few pictures; what is drawn gets a shape of its own again (default: 1)."
        })
    private double even = 1;

    @Option(
        names = "--soften",
        paramLabel = "SHARE",
        description = "How far what lies around faces goes out of focus, 0 to 1 (default: 1).")
    private double soften = 1;

    @Option(
        names = "--held-out",
        paramLabel = "SHARE",
        description = {
          "So many of the pictures are not learnt from: how much less real they look to the",
          "discriminator says what it knows by heart (default: ${DEFAULT-VALUE})."
        })
    private double held = .1;

    @Option(names = "--no-mirror", description = "Never exchange left and right.")
    private boolean oneWay;

    @Option(
        names = "--augment",
        paramLabel = "SHARE",
        description =
            "How strongly pictures are changed before they are judged, 0 to 1 (default: 1).")
    private double augment = 1;

    @Option(
        names = "--width",
        paramLabel = "X",
        description = "Channels against the usual, .1 to 4 (default: 1).")
    private double width = 1;

    @Option(
        names = "--codes",
        paramLabel = "N",
        description = {
          "Principal components that the picture is laid from before the networks add what sums",
          "cannot say; 0: none (default: ${DEFAULT-VALUE})."
        })
    private int codes = USUAL.size().codes();

    @Option(names = "--batch", paramLabel = "N", description = "Pictures a step (default: 16).")
    private int batch = 16;

    @Option(
        names = "--rate",
        paramLabel = "X",
        description = "The generator's step size (default: ${DEFAULT-VALUE}).")
    private double rate = USUAL.rate();

    @Option(
        names = "--sharpness",
        paramLabel = "X",
        description = "The discriminator's step size against it (default: ${DEFAULT-VALUE}).")
    private double sharpness = USUAL.sharpness();

    @Option(
        names = "--lead",
        paramLabel = "N",
        description = {
          "Steps in which the generator only learns to draw the pictures softly, before the duel",
          "(default: 0)."
        })
    private int lead = USUAL.lead().steps();

    @Option(
        names = "--hold",
        paramLabel = "X",
        description = {
          "How strongly it is held to the pictures in the duel; 0 with --lead 0: not at all",
          "(default: ${DEFAULT-VALUE})."
        })
    private double hold = USUAL.lead().hold();

    @Option(
        names = "--penalty",
        paramLabel = "X",
        description = "Weight of the gradient penalty (default: ${DEFAULT-VALUE}).")
    private double penalty = USUAL.penalty();

    @Option(
        names = "--memory",
        paramLabel = "N",
        description = "In so many pictures the averaged generator forgets half (default: 5000).")
    private double memory = 5000;

    @Option(
        names = "--precision",
        description = "full or half (default: whichever is quicker on this processor).")
    private @Nullable Precision precision;

    @Option(
        names = "--threads",
        paramLabel = "N",
        description = "Of the processor (default: all). Another number gives other last digits.")
    private int threads = Runtime.getRuntime().availableProcessors();
  }

  GanTrain(Terminal terminal) {
    super(terminal);
  }

  @Override
  void run() {
    if (data == null && !resume) {
      throw usage("--data DIR is needed, or --resume");
    }
    Path file = path(out);
    Path folder = run == null ? file.resolveSibling(file.getFileName() + ".run") : path(run);
    TrainRequest request;
    try {
      request = request(file, folder);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
    try (Workshop workshop = workshop();
        ProgressLine progress = progress()) {
      new TrainRecipe(workshop, request, this::note).perform(progress);
      progress.close();
      say("Generator: " + file);
      print(object().put("model", file.toString()).put("run", folder.toString()));
    }
  }

  private Lead lead() {
    Lead usual = USUAL.lead();
    return how.lead == 0 && how.hold == 0
        ? Lead.NONE
        : new Lead(how.lead, how.batch / 2, how.hold, usual.rate());
  }

  private TrainRequest request(Path file, Path folder) {
    if (!(how.augment >= 0 && how.augment <= 1)) {
      throw usage("--augment " + how.augment + " is not in 0–1");
    }
    if (!(how.held >= 0 && how.held <= .5)) {
      throw usage("--held-out " + how.held + " is not in 0–.5");
    }
    if (how.lead > 0 && how.codes == 0) {
      // led from chance codes, it would learn the pictures' mean
      throw usage("--lead draws pictures by their codes, and with --codes 0 they have none");
    }
    if (steps < 1 || how.threads < 1) {
      throw usage("--steps and --threads from 1 on");
    }
    Augment u = Augment.USUAL;
    double a = how.augment;
    DuelSettings settings =
        new DuelSettings(
            new NetSize(how.size, USUAL.size().latent(), how.width, 0, how.codes),
            how.batch,
            how.rate,
            how.sharpness,
            lead(),
            how.penalty,
            Math.max(1, how.batch / 8),
            how.memory,
            new Augment(a * u.colour(), a * u.move(), a * u.zoom(), a * u.hole()),
            how.precision == null ? Training.quicker(how.threads) : how.precision);
    return new TrainRequest(
        data == null ? folder : path(data),
        file,
        folder,
        settings,
        steps,
        new Seed(seed),
        how.framing,
        new Collector.Faces(how.even, how.soften),
        !how.oneWay,
        how.held,
        how.threads,
        from == null ? null : path(from),
        resume,
        title.isBlank() ? String.valueOf(file.getFileName()) : title,
        licence);
  }
}
