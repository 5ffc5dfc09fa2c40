package dev.likeness.cli;

import dev.likeness.core.Version;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The {@code likeness} command. */
@Command(
    name = "likeness",
    mixinStandardHelpOptions = true,
    versionProvider = Likeness.VersionText.class,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Makes, labels and verifies synthetic media.",
      "",
      "It puts one consenting person's face on another's video, and lets no result out"
          + " without consent, a person's review, a visible label, a signature and a record of how it was made."
    },
    footer = {
      "",
      "@|bold Examples|@",
      "  likeness demo --out demo",
      "  likeness persona add ann --from ann1.jpg ann2.jpg --grant ann.grant",
      "  likeness swap --persona ann --target scene.mp4 --out new.mp4",
      "  likeness faces scene.mp4 --overlay faces.mp4",
      "  likeness verify new.mp4",
      "",
      "Every command explains itself: likeness COMMAND --help",
      "Everything is kept under LIKENESS_HOME (default ~/.likeness).",
      "Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 130 stopped; verify has more."
    })
public final class Likeness {
  /** How long a stopped command may take to leave a tidy, resumable job. */
  private static final long TIDY_MILLIS = 1800;

  private static final Logger INDEX_LOG = Logger.getLogger("org.apache.lucene");

  private record Group(String title, List<String> commands) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group("Start here", List.of("demo", "studio")),
          new Group("People", List.of("persona", "consent")),
          new Group(
              "Make",
              List.of("swap", "lipsync", "reenact", "talk", "adjust", "speak", "gan", "style")),
          new Group("Learn", List.of("train")),
          new Group("Answer", List.of("know", "answer", "dialogue", "tutor")),
          new Group("Look", List.of("faces", "models")),
          new Group("Check", List.of("verify", "verify-report", "verify-text", "gate")),
          new Group("Keep track", List.of("jobs", "audit", "keys")),
          new Group("Measure", List.of("judge", "bench")));

  private Likeness() {}

  static final class VersionText implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"likeness " + Version.current() + " (Java ${java.version}, ${os.name})"};
    }
  }

  public static void main(String[] args) {
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
    Terminal terminal = Terminal.system(results);
    CountDownLatch done = new CountDownLatch(1);
    // Ctrl-C begins the JVM's shutdown: ask the work to end, give it a moment to tidy up.
    Thread stopper =
        new Thread(
            () -> {
              terminal.stop().set(true);
              try {
                if (!done.await(TIDY_MILLIS, TimeUnit.MILLISECONDS)) {
                  terminal.err().println("likeness: stopped");
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "stopper");
    Runtime.getRuntime().addShutdownHook(stopper);
    int code = ExitCode.FAILED;
    try {
      // Lucene tells at each start that it could count faster with an incubating module.
      INDEX_LOG.setLevel(Level.SEVERE);
      // PDFBox keeps a list of the machine's fonts, in the user's home where nobody says otherwise.
      System.setProperty("pdfbox.fontcache", System.getProperty("java.io.tmpdir"));
      code = printed(results, terminal, run(terminal, args));
    } finally {
      done.countDown();
    }
    if (!terminal.stop().get()) {
      Runtime.getRuntime().removeShutdownHook(stopper);
      System.exit(code);
    }
  }

  /** Runs one command line; what {@code main} does apart from the process. */
  static int run(Terminal terminal, String... args) {
    if (args.length == 0) {
      // whoever types the name alone asks what there is
      commandLine(terminal).usage(terminal.err());
      return ExitCode.USAGE;
    }
    return guarded(terminal, () -> commandLine(terminal, args).execute(args));
  }

  /** A result that could not be printed is none. */
  static int printed(ResultStream results, Terminal terminal, int code) {
    terminal.out().flush();
    String lost = results.lost();
    if (lost == null) {
      return code;
    }
    terminal.err().println("likeness: the result could not be printed (" + lost + ")");
    return code == ExitCode.OK ? ExitCode.FAILED : code;
  }

  /** Says what to do where something is too large for the memory that Java may use. */
  static int guarded(Terminal terminal, IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (OutOfMemoryError e) {
      terminal
          .err()
          .printf(
              "likeness: %d MB are too little memory for this: take a smaller picture or film, or"
                  + " allow more with LIKENESS_JAVA_OPTS=-Xmx4g%n",
              Runtime.getRuntime().maxMemory() >> 20);
      if (terminal.debug()) {
        e.printStackTrace(terminal.err());
      }
      return ExitCode.FAILED;
    }
  }

  private static CommandLine commandLine(Terminal t, String... args) {
    CommandLine root = new CommandLine(new Likeness());
    Commands.addTo(root, t, args);
    root.setOut(new java.io.PrintWriter(t.out(), true));
    root.setErr(new java.io.PrintWriter(t.err(), true));
    Errors errors = new Errors(t);
    root.setExecutionExceptionHandler(errors);
    root.setParameterExceptionHandler(errors);
    root.setExecutionStrategy(new CommandLine.RunLast());
    root.setUsageHelpAutoWidth(true);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setAbbreviatedOptionsAllowed(false);
    root.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Likeness::groups);
    root.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
    return root;
  }

  /** The list of commands under their headings. */
  private static String groups(Help help) {
    StringBuilder b = new StringBuilder();
    for (Group g : GROUPS) {
      StringBuilder lines = new StringBuilder();
      for (String name : g.commands) {
        Help sub = help.subcommands().get(name);
        if (sub != null) {
          String[] about = sub.commandSpec().usageMessage().description();
          lines.append("  %-13s  %s%n".formatted(name, about.length == 0 ? "" : about[0]));
        }
      }
      if (!lines.isEmpty()) {
        b.append(help.colorScheme().ansi().string("%n@|bold %s|@%n".formatted(g.title)));
        b.append(lines);
      }
    }
    return b.toString();
  }
}
