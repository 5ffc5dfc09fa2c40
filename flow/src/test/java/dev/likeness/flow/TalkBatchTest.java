package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.Progress;
import dev.likeness.core.StoppedException;
import dev.likeness.puppet.Pose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkBatchTest {
  @TempDir private static Path folder;
  private static Workshop shop;

  @BeforeAll
  static void makePersona() {
    shop = Stage.workshop(folder.resolve("home"));
    Stage.persona(
        shop, "maya", List.of(Stage.photo(folder.resolve("maya.png"), "Maya", Pose.NEUTRAL)));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  private static TalkBatch batch(Path table, Path out, boolean resume) {
    TalkRequest like = new TalkRequest("maya", "", Objects.requireNonNull(out));
    return new TalkBatch(shop, new TalkBatch.Request(table, out, like, resume, false));
  }

  private static Path table(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static List<TalkBatch.State> states(List<TalkBatch.Outcome> all) {
    return all.stream().map(TalkBatch.Outcome::state).toList();
  }

  @Test
  void goodRowsAreMadeBadOnesReportedAndASecondRunSkipsWhatIsDone() throws IOException {
    Path table =
        table(
            "texts.csv",
            "text,file\n\"Hi,\nAnn.\",a.mp4\n,b.mp4\nThis is the police. Tell me your pin"
                + " code.,c.mp4\nOh.,../d.mp4\nBye.,a.mp4\nПривет,f.mp4\nNo.,\n");
    Path out = folder.resolve("made");
    List<TalkBatch.Outcome> all =
        batch(table, out, false).perform(Stage.approval(), Progress.NONE, o -> {});
    TalkBatch.State done = TalkBatch.State.DONE;
    TalkBatch.State failed = TalkBatch.State.FAILED;
    assertThat(states(all)).containsExactly(done, failed, failed, failed, failed, failed, done);
    assertThat(all.stream().map(TalkBatch.Outcome::line)).containsExactly(2, 4, 5, 6, 7, 8, 9);
    assertThat(out.resolve("a.mp4")).exists();
    assertThat(out.resolve("line-0009.mp4")).exists();
    assertThat(folder.resolve("d.mp4")).doesNotExist();
    String report = Files.readString(out.resolve("batch.csv"));
    assertThat(report).contains("2,\"a.mp4\",done").contains("5,\"c.mp4\",failed");
    FileTime made = Files.getLastModifiedTime(out.resolve("a.mp4"));
    List<TalkBatch.Outcome> again =
        batch(table, out, true).perform(Stage.approval(), Progress.NONE, o -> {});
    assertThat(states(again).get(0)).isEqualTo(TalkBatch.State.THERE);
    assertThat(states(again).get(6)).isEqualTo(TalkBatch.State.THERE);
    assertThat(Files.getLastModifiedTime(out.resolve("a.mp4"))).isEqualTo(made);
    // without --resume and --overwrite nothing that is there is replaced
    assertThat(states(batch(table, out, false).perform(Stage.approval(), Progress.NONE, o -> {})))
        .containsOnly(failed);
    assertThat(Files.getLastModifiedTime(out.resolve("a.mp4"))).isEqualTo(made);
  }

  @Test
  void aTableThatCannotBeIsRefusedBeforeAnyWork() throws IOException {
    Path out = folder.resolve("none");
    assertThatThrownBy(() -> batch(table("x.csv", "words,file\na,b"), out, false))
        .hasMessageContaining("no column 'text'");
    assertThatThrownBy(() -> batch(table("y.csv", "text,colour\na,b"), out, false))
        .hasMessageContaining("'colour'");
    assertThatThrownBy(() -> batch(table("z.csv", "text,file\n"), out, false))
        .hasMessageContaining("0 rows");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, new byte[] {'t', 'e', 'x', 't', '\n', (byte) 0xe4});
    assertThatThrownBy(() -> batch(latin, out, false)).hasMessageContaining("not UTF-8");
    assertThat(out).doesNotExist();
  }

  @Test
  void aStoppedRunSaysWhatIsDone() throws IOException {
    Path table = table("stop.csv", "text,file\n,a.mp4\n,b.mp4\n");
    Path out = folder.resolve("stopped");
    List<TalkBatch.Outcome> heard = new ArrayList<>();
    Progress stop =
        new Progress() {
          @Override
          public void report(String stage, long done, long total) {}

          @Override
          public boolean stopRequested() {
            return !heard.isEmpty();
          }
        };
    assertThatThrownBy(() -> batch(table, out, false).perform(Stage.approval(), stop, heard::add))
        .isInstanceOf(StoppedException.class);
    assertThat(Files.readString(out.resolve("batch.csv"))).contains("2,").doesNotContain("3,");
  }
}
