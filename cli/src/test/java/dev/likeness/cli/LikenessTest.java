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
  void aWrongWordIsAUsageErrorInTwoLines() {
    Run run = Run.of("swop");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("swop", "likeness --help");
  }
}
