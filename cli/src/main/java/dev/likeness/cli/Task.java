package dev.likeness.cli;

import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.Signed;
import dev.likeness.provenance.SigningKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all commands have: a terminal, {@code --json}, {@code --help}. A command prints results to
 * out (as text, or as one JSON value with {@code --json}) and everything else to err, throws what
 * goes wrong, and leaves exit codes to {@link Errors}.
 */
abstract class Task implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Print the result as JSON, for machines.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  private int code = ExitCode.OK;

  /** Whether there were no keys to sign with when the work began. */
  private boolean keyless;

  @SuppressWarnings("NullAway.Init") // picocli sets spec before call()
  Task(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Does the work. */
  abstract void run();

  /** What the command returns when it has run, in place of {@link ExitCode#OK}. */
  final void exit(int with) {
    code = with;
  }

  final int code() {
    return code;
  }

  @Override
  public final Integer call() {
    try {
      run();
    } finally {
      tellOfKeys();
    }
    return code;
  }

  /** What a test certificate means is told once: by the command that made it. */
  private void tellOfKeys() {
    if (keyless && signingKeys().exist() && signingKeys().test()) {
      note(SigningKeys.WARNING);
    }
  }

  /** How a result is signed, in a line. */
  final void signed(Signed.Signature signature) {
    say(
        "Signed:  "
            + (signature.test()
                ? "with a test certificate (likeness keys show)"
                : signature.note()));
  }

  final Terminal terminal() {
    return terminal;
  }

  final boolean json() {
    return json;
  }

  final Workshop workshop() {
    Home home = Home.of(terminal.environment());
    keyless |= !home.keys().exist();
    return new Workshop(home, Clock.systemUTC());
  }

  final SigningKeys signingKeys() {
    return Home.of(terminal.environment()).keys();
  }

  final ProgressLine progress() {
    return ProgressLine.on(terminal);
  }

  /** A path as the user wrote it, seen from where they are. */
  final Path path(Path given) {
    return terminal.directory().resolve(given).normalize();
  }

  /** A result, for people. */
  final void say(String line) {
    if (!json) {
      terminal.out().println(line);
    }
  }

  /** Something by the way, for people. */
  final void note(String line) {
    terminal.err().println(line);
  }

  /** What a user should know before something is made; null for nothing. */
  final void warn(@Nullable String what) {
    if (what != null) {
      note("Note: " + what);
    }
  }

  /** The result, for machines. */
  final void print(JsonNode result) {
    if (json) {
      terminal
          .out()
          .println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result));
    }
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  /** The options do not go together. */
  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
