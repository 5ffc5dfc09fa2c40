package dev.likeness.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the studio keeps accounts and orders. */
final class StudioDatabase {
  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "postgres://USER:PASSWORD@HOST:PORT/NAME instead of a file of its own; the variable"
              + " LIKENESS_DATABASE says the same, and does not show the password to whoever lists"
              + " processes.")
  private @Nullable String database;

  @Nullable String url(Map<String, String> environment) {
    String named = database == null ? environment.getOrDefault("LIKENESS_DATABASE", "") : database;
    return named.isBlank() ? null : named;
  }
}
