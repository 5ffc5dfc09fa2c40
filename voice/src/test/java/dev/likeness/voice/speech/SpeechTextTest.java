package dev.likeness.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.voice.speech.Line.Pause;
import dev.likeness.voice.speech.Line.Spoken;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeechTextTest {
  private static String read(String text) {
    return SpeechText.read(text).stream().map(Line::text).collect(Collectors.joining(" | "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          It costs $12.50 today.             > It costs twelve dollars and fifty cents today.
          €1,200 or £3 million               > one thousand two hundred euros or three million pounds
          on 3 May 1984                      > on may third, nineteen eighty four
          May 3rd, 2024                      > may third, twenty twenty four
          2024-12-01                         > december first, twenty twenty four
          5/6/2005                           > may sixth, two thousand five
          in 1907                            > in nineteen oh seven
          the 1990s                          > the nineteen nineties
          at 10:30                           > at ten thirty
          at 9:05 pm                         > at nine oh five PM
          at 7:00                            > at seven o'clock
          the 21st of 3                      > the twenty first of three
          3.14 and -5                        > three point one four and minus five
          about 12%                          > about twelve percent
          1/2 and 3/4 cup                    > one half and three quarters cup
          5 km at 20 km/h                    > five kilometers at twenty kilometers per hour
          1 kg                               > one kilogram
          call 555 123 4567                  > call five five five one two three four five six seven
          Dr. Smith vs. Mr. Jones            > doctor Smith versus mister Jones
          pages 3-5                          > pages three to five
          mail a.b@example.com               > mail a dot b at example dot com
          1,000,000 people                   > one million people
          Müller & Søn                       > Muller and Son
          """)
  void writtenThingsAreReadOut(String text, String said) {
    assertThat(read(text).replaceAll("[.!?]$", "").replaceAll("P M", "PM"))
        .isEqualTo(said.replaceAll("[.]$", ""));
  }

  @Test
  void sentencesEndWhereTheyEnd() {
    assertThat(read("Dr. Smith came at 3.30 p.m. He left! Why? J. R. Brown knows."))
        .isEqualTo(
            "doctor Smith came at three point three zero P M. | He left! | Why? | J R Brown knows.");
  }

  @Test
  void acronymsAreSpelledAndWordsInCapitalsAreNot() {
    List<Line.Piece> p = SpeechText.read("The EU and NASA use HTML").get(0).pieces();
    List<String> letters =
        p.stream()
            .filter(x -> x instanceof Spoken s && s.letter())
            .map(x -> ((Spoken) x).text())
            .toList();
    assertThat(letters).containsExactly("E", "U", "H", "T", "M", "L");
  }

  @Test
  void longTextWithoutPointsComesInParts() {
    assertThat(SpeechText.read("word ".repeat(500))).hasSizeGreaterThan(4);
  }

  @Test
  void ssmlSetsMannerPausesAndReadings() {
    List<Line> lines =
        SpeechText.read(
            """
            <speak>One <break time="700ms"/> two.
              <prosody rate="slow" pitch="+10%" volume="loud">Three.</prosody>
              <s>Code <say-as interpret-as="characters">A1</say-as></s>
              <sub alias="World Wide Web">WWW</sub>
            </speak>
            """);
    assertThat(lines.stream().map(Line::text))
        .containsExactly("One two.", "Three.", "Code A one", "World Wide Web");
    assertThat(lines.get(0).pieces()).filteredOn(Pause.class::isInstance).hasSize(1);
    Line.Manner m = lines.get(1).pieces().get(0).manner();
    assertThat(m.rate()).isEqualTo(.8);
    assertThat(m.pitch()).isEqualTo(1.1);
    assertThat(m.gain()).isEqualTo(1.5);
  }

  @Test
  void badMarkupIsToldWithItsPlace() {
    assertThatThrownBy(
            () -> SpeechText.read("<speak>\n<prosody rate=\"quick\">x</prosody></speak>"))
        .isInstanceOf(SpeechException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("quick");
    assertThatThrownBy(() -> SpeechText.read("<speak>a <b>c</b></speak>"))
        .hasMessageContaining("<b> is not known");
    assertThatThrownBy(() -> SpeechText.read("<speak>a <s>c</speak>"))
        .hasMessageContaining("line 1")
        .hasMessageContaining("not well-formed");
    assertThatThrownBy(
            () ->
                SpeechText.read(
                    "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><speak>&y;</speak>"))
        .isInstanceOf(SpeechException.class);
  }

  @Test
  void otherScriptsAndNothingAreRefused() {
    assertThatThrownBy(() -> SpeechText.read("Hello\nпривет"))
        .isInstanceOf(SpeechException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("привет");
    assertThatThrownBy(() -> SpeechText.read(" … !! "))
        .isInstanceOf(SpeechException.class)
        .hasMessageContaining("nothing");
  }
}
