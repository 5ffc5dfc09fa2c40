package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LikenessTest {
  @Test
  void helpNamesTheExitCodes() {
    Run run = Run.of("--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Usage: likeness", "Exit codes: 0 done");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void helpListsEveryCommand() {
    picocli.CommandLine all =
        new picocli.CommandLine(picocli.CommandLine.Model.CommandSpec.create());
    Commands.addTo(all, Terminal.system(), "--help");
    String help = Run.of("--help").out();
    all.getSubcommands()
        .forEach(
            (name, command) -> {
              if (!command.getCommandSpec().usageMessage().hidden()) {
                assertThat(help).contains("\n  " + name + " ");
              }
            });
  }

  @Test
  void whatIsTooLargeForTheMemoryIsSaidInOneLine() {
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            System.out,
            new java.io.PrintStream(err, true, java.nio.charset.StandardCharsets.UTF_8),
            null,
            false,
            java.util.Map.of(),
            java.nio.file.Path.of(""),
            new java.util.concurrent.atomic.AtomicBoolean());
    int code =
        Likeness.guarded(
            terminal,
            () -> {
              throw new OutOfMemoryError("Java heap space");
            });
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(java.nio.charset.StandardCharsets.UTF_8))
        .contains("too little memory", "-Xmx4g")
        .hasLineCount(1);
  }

  @Test
  void aWrongWordIsAUsageErrorInTwoLines() {
    Run run = Run.of("swop");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("swop", "likeness --help");
  }

  @Test
  void aCommandIsFoundByItsNameAlone() {
    java.util.Map<String, java.util.function.Supplier<picocli.CommandLine>> all =
        Commands.all(Terminal.system());
    assertThat(all).hasSizeGreaterThan(25);
    all.forEach((name, c) -> assertThat(c.get().getCommandName()).isEqualTo(name));

    picocli.CommandLine one =
        new picocli.CommandLine(picocli.CommandLine.Model.CommandSpec.create());
    Commands.addTo(one, Terminal.system(), "verify", "no.jpg");
    assertThat(one.getSubcommands()).containsOnlyKeys("verify");
    picocli.CommandLine every =
        new picocli.CommandLine(picocli.CommandLine.Model.CommandSpec.create());
    Commands.addTo(every, Terminal.system(), "verfy");
    assertThat(every.getSubcommands().keySet()).isEqualTo(all.keySet());
    assertThat(Run.of("verfy").err()).contains("verify");
  }
}
