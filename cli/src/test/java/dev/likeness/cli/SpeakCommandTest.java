package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeakCommandTest {
  @TempDir private Path folder;

  private Run speak(String text, Path out) {
    return Run.in(
        folder.resolve("home"), null, "speak", text, "--out", "" + out, "--approve-as", "Ann");
  }

  @Test
  void aTextThatIsNotEnglishIsReadOutWithANoteOnStandardError() {
    Path out = folder.resolve("de.wav");
    Run run = speak("Das ist ein Hund.", out);
    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).contains("Note: the text seems to be in German");
    assertThat(out).exists();
    assertThat(speak("That is a dog.", folder.resolve("en.wav")).err()).doesNotContain("Note");
  }
}
