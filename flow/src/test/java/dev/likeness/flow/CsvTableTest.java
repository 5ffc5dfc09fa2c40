package dev.likeness.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {
  private static List<Integer> lines(CsvTable t) {
    return t.rows().stream().map(CsvTable.Row::line).toList();
  }

  @Test
  void quotedLineBreaksCountAndStayInTheText() {
    CsvTable t =
        CsvTable.read(
            "text,file\n\"One,\ntwo\r\nthree \"\"four\"\"\",a.mp4\n\nFive,b.mp4\r\nSix,c.mp4");
    assertThat(t.names()).containsExactly("text", "file");
    assertThat(t.rows().get(0).cell("text")).isEqualTo("One,\ntwo\nthree \"four\"");
    assertThat(lines(t)).containsExactly(2, 6, 7);
    assertThat(t.rows()).allMatch(r -> r.fault() == null);
    assertThat(t.rows().get(2).cell("file")).isEqualTo("c.mp4");
  }

  @Test
  void whatIsWrongStandsWithItsRowAndTheOthersAreRead() {
    CsvTable t =
        CsvTable.read("text,file\nfine,a.mp4\nlonely\n\"two\nlines\"y,b.mp4\na,b,c\nlast,c.mp4");
    assertThat(lines(t)).containsExactly(2, 3, 4, 6, 7);
    assertThat(t.rows().get(0).fault()).isNull();
    assertThat(t.rows().get(1).fault()).contains("1 cells where 2 are named");
    assertThat(t.rows().get(2).fault()).contains("behind a closing quote");
    assertThat(t.rows().get(3).fault()).contains("3 cells where 2 are named");
    assertThat(t.rows().get(4).fault()).isNull();
  }

  @Test
  void aQuoteThatNeverEndsDoesNotSwallowTheRest() {
    CsvTable t = CsvTable.read("text,file\n\"open,b.mp4\nlast,c.mp4\n");
    assertThat(lines(t)).containsExactly(2, 3);
    assertThat(t.rows().get(0).fault()).contains("does not end");
    assertThat(t.rows().get(1).cell("text")).isEqualTo("last");
  }

  @Test
  void semicolonsTabsAndAMarkOfByteOrderAreRead() {
    assertThat(CsvTable.read("\uFEFFText;File\na, b;c").rows().get(0).cell("text"))
        .isEqualTo("a, b");
    assertThat(CsvTable.read("text\tfile\na\tb").rows().get(0).cell("file")).isEqualTo("b");
    assertThat(CsvTable.read("").names()).isEmpty();
    assertThat(CsvTable.read("text").rows()).isEmpty();
  }
}
