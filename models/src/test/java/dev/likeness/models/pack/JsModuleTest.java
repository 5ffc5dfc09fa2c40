package dev.likeness.models.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Values out of browserified scripts. */
class JsModuleTest {
  private static byte[] script(String value) {
    return ("!function(t){\"object\"==typeof exports}({1:[function(t,e,a){e.exports="
            + value
            + "},{}]},{},[1])(1)});")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anObjectAsMinifiersWriteIt() {
    JsonNode o =
        JsModule.object(script("{a:{b:[.5,-.25,1e3,{}]},yes:!0,no:!1,\"k\":\"}!0{ \\\" ]\"}"));
    assertThat(o.path("a").path("b").get(0).asDouble()).isEqualTo(.5);
    assertThat(o.path("a").path("b").get(1).asDouble()).isEqualTo(-.25);
    assertThat(o.path("a").path("b").get(2).asInt()).isEqualTo(1000);
    assertThat(o.path("yes").booleanValue()).isTrue();
    assertThat(o.path("no").booleanValue()).isFalse();
    assertThat(o.path("k").asString()).isEqualTo("}!0{ \" ]");
  }

  @Test
  void bytesInBase64() {
    assertThat(JsModule.bytes(script("\"AQL/\""))).containsExactly(1, 2, 0xff);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a:[1", "{a:f(1)}", "[1]", "\"text\"", ""})
  void whatIsNoPlainObjectIsSaidSo(String value) {
    assertThatThrownBy(() -> JsModule.object(script(value)))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"A?==\"", "\"AQ", "{}"})
  void whatIsNoBase64IsSaidSo(String value) {
    assertThatThrownBy(() -> JsModule.bytes(script(value)))
        .isInstanceOf(PackException.class)
        .hasMessageContaining("script");
  }
}
