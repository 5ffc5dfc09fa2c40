package dev.likeness.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A file that a command can also write its result to. */
final class OutFile {
  @Option(names = "--out", paramLabel = "FILE", description = "Also write the result here.")
  private @Nullable Path out;

  @Mixin private Overwrite overwrite = new Overwrite();

  /**
   * Where it goes, if anywhere; a name that is taken is refused.
   *
   * @throws dev.likeness.flow.FlowException EXISTS
   */
  Optional<Path> checked(Task task) {
    return Optional.ofNullable(out).map(f -> overwrite.file(task.path(f)));
  }
}
