package dev.likeness.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "My card is 4111 1111 1111 1111, please",
        "5500-0000-0000-0004",
        "account GB82 WEST 1234 5698 7654 32",
        "my password is hunter2",
        "PIN: 4711",
        "the one-time code is 123456",
        "Mein Passwort ist geheim",
        "verification code = 998877"
      })
  void whatIsSecretIsHidden(String text) {
    assertThat(Secrets.hide(text))
        .contains("[hidden]")
        .doesNotContainPattern("4111|5500|WEST|hunter2|4711|123456|geheim|998877");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ring 0117 555 0199 between 8 and 18",
        "It was opened on 12.05.2019 and cost 1 250 000 pounds",
        "Order 1234567890123 is late",
        "Where do I change my password?",
        "The code above the wheel"
      })
  void whatIsNotStays(String text) {
    assertThat(Secrets.hide(text)).isEqualTo(text);
  }
}
