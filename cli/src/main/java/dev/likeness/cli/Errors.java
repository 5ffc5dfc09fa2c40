package dev.likeness.cli;

import dev.likeness.consent.ConsentRefused;
import dev.likeness.core.StoppedException;
import dev.likeness.core.Trouble;
import dev.likeness.flow.FlowException;
import dev.likeness.provenance.GateRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one clear message and an exit code. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Terminal terminal;

  Errors(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine at = e.getCommandLine();
    terminal.err().println("likeness: " + Misuse.said(e));
    UnmatchedArgumentException.printSuggestions(e, at.getErr());
    terminal.err().println("See: " + at.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine at, ParseResult parsed) {
    if (e instanceof ParameterException p) {
      return handleParseException(p, new String[0]);
    }
    terminal.err().println("likeness: " + message(e));
    if (terminal.debug()) {
      e.printStackTrace(terminal.err());
    }
    return exitCode(e);
  }

  private static int exitCode(Exception e) {
    return switch (e) {
      case StoppedException s -> ExitCode.STOPPED;
      case ConsentRefused r -> ExitCode.REFUSED;
      case GateRefused g -> ExitCode.REFUSED;
      case FlowException f ->
          switch (f.code()) {
            case NOT_APPROVED, UNSUITABLE -> ExitCode.REFUSED;
            case BAD_REQUEST -> ExitCode.USAGE;
            case UNKNOWN, EXISTS, IO -> ExitCode.FAILED;
          };
      default -> ExitCode.FAILED;
    };
  }

  private static String message(Exception e) {
    if (e instanceof UncheckedIOException u && u.getCause() != null) {
      return message(u.getCause());
    }
    String said = e.getMessage() == null ? "" : e.getMessage();
    return switch (e) {
      case IOException x -> Trouble.of(x);
      default ->
          said.isEmpty() || e instanceof NullPointerException || e instanceof ClassCastException
              ? "unexpected %s%s; run again with LIKENESS_DEBUG=1 to see where"
                  .formatted(e.getClass().getSimpleName(), said.isEmpty() ? "" : " (" + said + ")")
              : said;
    };
  }
}
