package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkCommandTest {
  @TempDir private Path folder;

  private Run talk(String... args) {
    String[] all = new String[args.length + 5];
    String[] first = {"talk", "--persona", "ann", "--out", folder.resolve("out.mp4").toString()};
    System.arraycopy(first, 0, all, 0, 5);
    System.arraycopy(args, 0, all, 5, args.length);
    return Run.in(folder.resolve("home"), null, all);
  }

  private static void usage(Run run, String said) {
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(said);
  }

  @Test
  void aRecordingNeedsItsWordsAndTheRightToUseIt() {
    usage(talk("--speech", "a.wav", "--speech-rights", "mine"), "say what is said");
    usage(talk("--say", "Hello.", "--speech", "a.wav"), "--speech-rights");
    usage(talk("--say", "Hello.", "--speech-rights", "mine"), "belongs to --speech");
  }

  @Test
  void aTableSaysWhatIsSaid() throws IOException {
    Path table = folder.resolve("texts.csv");
    Files.writeString(table, "words\nHello.\n");
    usage(talk("--batch", table.toString(), "--say", "Hello."), "goes without --say");
    usage(
        talk("--batch", table.toString(), "--speech", "a.wav", "--speech-rights", "mine"),
        "goes without");
    usage(talk("--batch", table.toString(), "--approve-as", " "), "--approve-as needs");
    usage(talk("--batch", table.toString(), "--approve-as", "Ann"), "no column 'text'");
    Files.writeString(table, "text\nHello.\n");
    Run run = talk("--batch", table.toString(), "--approve-as", "Ann");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("ann");
  }
}
