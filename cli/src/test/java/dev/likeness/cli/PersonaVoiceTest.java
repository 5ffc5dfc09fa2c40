package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonaVoiceTest {
  @TempDir private Path folder;

  private void told(int code, String said, String... args) {
    Run run = Run.in(folder.resolve("home"), null, args);
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.err()).contains(said);
  }

  @Test
  void aVoiceNeedsRecordingsAndSomethingToStandOn() {
    told(ExitCode.USAGE, "--from FILE", "persona", "voice", "ann");
    told(ExitCode.USAGE, "or --remove", "persona", "voice", "ann", "--from", "a.wav", "--remove");
    told(ExitCode.USAGE, "--source", "persona", "voice", "ann", "--from", "a.wav", "--nobody");
    told(ExitCode.FAILED, "no persona ann", "persona", "voice", "ann", "--from", "a.wav");
    told(ExitCode.FAILED, "no persona ann", "persona", "voice", "ann", "--remove");
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedBeforeWork() {
    String out = folder.resolve("out").toString();
    told(ExitCode.USAGE, "needs --approve-as", "speak", "Hi.", "--out", out, "--sentences");
    told(
        ExitCode.USAGE,
        "no --times with --sentences",
        "speak",
        "Hi.",
        "--out",
        out,
        "--sentences",
        "--approve-as",
        "Ann",
        "--times",
        folder.resolve("t.json").toString());
    told(
        ExitCode.USAGE,
        "no --voice-command",
        "speak",
        "Hi.",
        "--out",
        folder.resolve("a.wav").toString(),
        "--persona",
        "ann",
        "--voice-command",
        "{out}",
        "--voice-rights",
        "mine");
    told(
        ExitCode.FAILED,
        "no persona ann",
        "speak",
        "Hi.",
        "--out",
        folder.resolve("a.wav").toString(),
        "--persona",
        "ann");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
