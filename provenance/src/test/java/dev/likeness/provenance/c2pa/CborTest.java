package dev.likeness.provenance.c2pa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {
  private static String hex(Object value) {
    return HexFormat.of().formatHex(Cbor.encode(value));
  }

  private static Object decode(String hex) throws IOException {
    return Cbor.decode(HexFormat.of().parseHex(hex));
  }

  /** From RFC 8949, appendix A. */
  @ParameterizedTest
  @CsvSource({
    "0,00",
    "23,17",
    "24,1818",
    "100,1864",
    "1000,1903e8",
    "1000000,1a000f4240",
    "1000000000000,1b000000e8d4a51000",
    "-1,20",
    "-100,3863",
    "-1000,3903e7"
  })
  void wholeNumbersAsTheStandardShowsThem(long n, String hex) throws IOException {
    assertThat(hex(n)).isEqualTo(hex);
    assertThat(decode(hex)).isEqualTo(n);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    CborMap m =
        new CborMap()
            .put("text", "Bienen & Blüten")
            .put(-7, List.of(true, false, Cbor.Simple.NULL, 1.5))
            .put("bytes", new byte[] {1, 2})
            .put("when", new Cbor.Tagged(0, "2026-11-23T08:00:00Z"));
    CborMap back = Cbor.decodeMap(Cbor.encode(m));
    assertThat(back.text("text")).isEqualTo("Bienen & Blüten");
    assertThat(back.bytes("bytes")).containsExactly(1, 2);
    assertThat(back.list(-7)).hasToString("[true, false, NULL, 1.5]");
    assertThat(Cbor.encode(back)).isEqualTo(Cbor.encode(m));
  }

  @Test
  void keysAreSortedByTheirBytes() {
    assertThat(hex(new CborMap().put("b", 1).put("aa", 2).put(10, 3).put(-1, 4).put("a", 5)))
        .isEqualTo("a50a0320046161056162016261" + "6102");
  }

  @Test
  void readsIndefiniteLengthsAndHalfFloats() throws IOException {
    assertThat(decode("9f0102ff")).isEqualTo(List.of(1L, 2L));
    assertThat(decode("7f6161616200ff".replace("00", ""))).isEqualTo("ab");
    assertThat(decode("bf6161f5ff")).hasToString("{a=true}");
    assertThat(decode("f93e00")).isEqualTo(1.5);
    assertThat(decode("1bffffffffffffffff")).hasToString("18446744073709551615");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "18",
        "ff",
        "1c",
        "5f6161ff",
        "9f01",
        "a16161",
        "a1f501",
        "a2616101616102",
        "0000",
        "5bffffffffffffffff00",
        "9bffffffffffffffff",
        "bb7fffffffffffffff",
        "9a7fffffff",
        "61ff",
        "dfffffff",
        "5a7fffffff00",
        "f8ff",
        "c0"
      })
  void refusesWhatIsNotWellFormed(String hex) {
    assertThatThrownBy(() -> decode(hex)).isInstanceOf(Malformed.class);
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    assertThatThrownBy(() -> decode("81".repeat(5000) + "00"))
        .isInstanceOf(Malformed.class)
        .hasMessageContaining("deep");
  }
}
