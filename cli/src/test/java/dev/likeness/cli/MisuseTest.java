package dev.likeness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What somebody is told who types something wrong. */
class MisuseTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "swop|there is no command 'swop'",
        "gan smaple|there is no command 'smaple'",
        "swap --bogus 3 --target a --out b|there is no option --bogus",
        "speak one two --out x.wav|'two' is one word too many",
        "gan sample --out x --seed x|--seed: 'x' is no whole number",
        "gan sample --out x --count 99999999999|--count: 99999999999 is too large",
        "gan mix --form-seed 1 --colour-seed 2 --out x.png --at 7|--at must be one of 8, 16",
        "gan train --data a --out b --lead 9 --codes 0|--lead draws pictures by their codes",
        "audit prove x|N: 'x' is no whole number",
        "swap --target a --out b --badge huge|--badge: 'huge' is none of small, standard, large",
        "swap --target a --out b --quality fine|--quality: 'fine' is no number",
        "swap --target a --out b --from soon|--from: 'soon' is no time",
        "swap --target a --out b --map zoe|--map takes WHO=PERSONA",
        "swap --target a --out b --map 1=zoe --map 1=ann|zoe and ann are both meant for one person",
        "adjust a.jpg --persona ann --out b.jpg --gaze-up 3|gaze-up must lie between -1 and 1",
      })
  void oneLineInTheUsersWords(String typed, String told) {
    Run run = Run.in(folder, null, typed.split(" ", -1));
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("likeness: " + told)
        .contains("--help")
        .doesNotContain("java.", "index 0", "null");
  }

  @Test
  void theNameAloneShowsWhatThereIs() {
    Run run = Run.of();
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Usage: likeness").contains("Start here", "  swap ");
  }

  private Run grant(String... more) {
    String[] first = {
      "consent", "grant", "--key", folder.resolve("a.key").toString(), "--adult-attested-by", "A"
    };
    String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return Run.in(folder.resolve("home"), null, all);
  }

  @Test
  void aGrantThatCannotBeIsRefusedBeforeAnythingIsRecorded() throws IOException {
    String picture = Files.write(folder.resolve("a.jpg"), new byte[] {1}).toString();
    String out = folder.resolve("a.grant").toString();
    String[][] cases = {
      {"--person", " ", "--uses", "swap", "--purpose", "x", "--out", out, picture},
      {"--person", "a", "--uses", "swap", "--purpose", " ", "--out", out, picture},
      {"--person", "a", "--uses", "swop", "--purpose", "x", "--out", out, picture},
      {
        "--person",
        "a",
        "--uses",
        "swap",
        "--purpose",
        "x",
        "--until",
        "soon",
        "--out",
        out,
        picture
      },
      {
        "--person",
        "a",
        "--uses",
        "swap",
        "--purpose",
        "x",
        "--until",
        "2020-01-31",
        "--out",
        out,
        picture
      },
      {"--person", "a", "--uses", "swap", "--purpose", "x", "--out", out + "/no/a.grant", picture},
      {"--person", "a", "--uses", "swap", "--purpose", "x", "--out", folder.toString(), picture},
    };
    for (String[] c : cases) {
      Run run = grant(c);
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).startsWith("likeness: ").doesNotContain("Exception", "java.");
    }
    assertThat(folder.resolve("a.grant")).doesNotExist();
    assertThat(Run.in(folder.resolve("home"), null, "consent", "list").out())
        .contains("No grants are recorded yet");
  }

  @Test
  void whatIsNoGrantIsSaidToBeNone() throws IOException {
    Path picture = Files.write(folder.resolve("a.jpg"), new byte[] {-1, -40, -1});
    Run run = Run.in(folder.resolve("home"), null, "consent", "show", picture.toString());
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).startsWith("likeness: " + picture + " is no grant that can be read");
  }

  private static OutputStream failing(String why) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(why);
      }
    };
  }

  private static Terminal terminal(ResultStream results, ByteArrayOutputStream err) {
    Terminal t = Terminal.system();
    return new Terminal(
        results.printer(),
        new java.io.PrintStream(err, true, StandardCharsets.UTF_8),
        null,
        false,
        t.environment(),
        t.directory(),
        t.stop());
  }

  @Test
  void aResultThatADiskHasNoRoomForIsNone() {
    ResultStream full = new ResultStream(failing("No space left on device"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal t = terminal(full, err);
    assertThat(Likeness.printed(full, t, Likeness.run(t, "--version"))).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("No space left on device");
    assertThat(Likeness.printed(full, t, ExitCode.TAMPERED)).isEqualTo(ExitCode.TAMPERED);
  }

  @Test
  void whoeverReadsMayStopToListen() {
    ResultStream pipe = new ResultStream(failing("Broken pipe"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal t = terminal(pipe, err);
    assertThat(Likeness.printed(pipe, t, Likeness.run(t, "--version"))).isEqualTo(ExitCode.OK);
    assertThat(err.size()).isZero();
  }

  @Test
  void timesMayBeginWithTheirPoint() {
    TimeConverter times = new TimeConverter();
    assertThat(times.convert(".5")).isEqualTo(.5);
    assertThat(times.convert("1:23.5")).isEqualTo(83.5);
  }

  /** A line that a terminal of 80 columns breaks cannot be copied. */
  @Test
  void examplesFitATerminal() {
    List<String> broken = new ArrayList<>();
    Commands.all(Terminal.system()).forEach((name, c) -> examples(c.get(), broken));
    assertThat(broken).isEmpty();
  }

  private static void examples(CommandLine c, List<String> broken) {
    for (String line : c.getCommandSpec().usageMessage().footer()) {
      line.lines().filter(l -> l.length() > 80).forEach(broken::add);
    }
    c.getSubcommands().values().forEach(s -> examples(s, broken));
  }

  /** What can be measured is told of in a page. */
  @Test
  void everyBenchIsInThePages() throws IOException {
    StringBuilder pages = new StringBuilder(Files.readString(Path.of("../README.md")));
    try (var docs = Files.newDirectoryStream(Path.of("../docs"), "*.md")) {
      for (Path page : docs) {
        pages.append(Files.readString(page));
      }
    }
    Objects.requireNonNull(Commands.all(Terminal.system()).get("bench"))
        .get()
        .getSubcommands()
        .values()
        .stream()
        .filter(c -> !c.getCommandSpec().usageMessage().hidden())
        .forEach(c -> assertThat(pages).contains("bench " + c.getCommandName()));
  }
}
