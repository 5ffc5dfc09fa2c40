package dev.likeness.flow.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.consent.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator's file makes the gate stricter, and nothing else. */
class GatePolicyTest {
  @TempDir private Path folder;

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("policy.json"), json);
  }

  @Test
  void withoutAFileTheBuiltInHolds() {
    assertThat(GatePolicy.read(folder.resolve("none.json"))).isEqualTo(GatePolicy.DEFAULT);
  }

  @Test
  void everythingCanBeStricter() throws IOException {
    GatePolicy p =
        GatePolicy.read(
            file(
                """
                {"format": "likeness-policy/1", "sexual": 0.5, "youngest": 25,
                 "youngest_attested": 21, "forbidden_words": ["Acme"],
                 "forbidden_uses": ["voice"], "forbidden_purposes": ["Werbung"]}
                """));
    assertThat(p.limits().sexual()).isEqualTo(.5);
    assertThat(p.limits().youngest()).isEqualTo(25);
    assertThat(p.limits().youngestAttested()).isEqualTo(21);
    assertThat(p.words()).containsExactly("Acme");
    assertThat(p.uses()).containsExactly(Use.VOICE);
    assertThat(p.purposes()).containsExactly("werbung");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sexual | 0.9",
        "sexual | 0",
        "sexual | \"off\"",
        "youngest | 18",
        "youngest | null",
        "youngest_attested | 12",
        "forbidden_words | \"all\"",
        "forbidden_words | [\"--\"]",
        "forbidden_uses | [\"dub\"]",
        "off | true",
        "format | \"likeness-policy/9\""
      })
  void whatIsLooserOrUnknownIsRejectedByName(String field, String value) throws IOException {
    String format = field.equals("format") ? "" : "\"format\": \"likeness-policy/1\", ";
    Path f = file("{%s\"%s\": %s}".formatted(format, field, value));
    assertThatThrownBy(() -> GatePolicy.read(f))
        .isInstanceOf(PolicyException.class)
        .hasMessageContaining("policy.json")
        .hasMessageContaining(field)
        .hasMessageContaining("stricter");
  }

  @Test
  void whatIsNoJsonIsSaidSo() throws IOException {
    Path broken = file("{");
    assertThatThrownBy(() -> GatePolicy.read(broken)).hasMessageContaining("is no JSON");
    Path list = file("[]");
    assertThatThrownBy(() -> GatePolicy.read(list)).hasMessageContaining("holds no JSON object");
  }
}
