package dev.likeness.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CanonicalJsonTest {
  @Test
  void sortsByUtf16UnitsLikeTheExampleOfRfc8785() {
    ObjectNode o =
        CanonicalJson.read(
            "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew\",\"1\":"
                + "\"One\",\"\\ud83d\\ude00\":\"Emoji\",\"\\u0080\":\"Control\",\"\\u00f6\":\"o\"}");
    assertThat(CanonicalJson.write(o))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"o\",\"€\":"
                + "\"Euro Sign\",\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Hebrew\"}");
  }

  @Test
  void escapesOnlyWhatMustBe() {
    ObjectNode o = CanonicalJson.object().put("s", "€$\u000f\nA'B\"\\\"/\u007f");
    assertThat(CanonicalJson.write(o)).isEqualTo("{\"s\":\"€$\\u000f\\nA'B\\\"\\\\\\\"/\u007f\"}");
  }

  @Test
  void writesNestedValuesWithoutSpace() {
    assertThat(CanonicalJson.write(CanonicalJson.read(" {\"b\" : [1, -2, {}, [] ], \"a\":null }")))
        .isEqualTo("{\"a\":null,\"b\":[1,-2,{},[]]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":1.5}", "{\"a\":9007199254740992}", "{\"a\":\"\\ud800\"}"})
  void refusesWhatHasNoOneSpelling(String json) {
    assertThatThrownBy(() -> CanonicalJson.write(CanonicalJson.read(json)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"a\":1,\"a\":2}", "{} {}", "{'a':1}", "{\"a\":01}"})
  void refusesWhatIsNoJsonObject(String text) {
    assertThatThrownBy(() -> CanonicalJson.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesBrokenUtf8() {
    byte[] bytes = "{\"a\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> CanonicalJson.read(bytes)).hasMessageContaining("UTF-8");
  }
}
