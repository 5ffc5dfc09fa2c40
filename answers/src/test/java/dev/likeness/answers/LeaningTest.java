package dev.likeness.answers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaningTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Students may keep them for eight weeks.",
        "You can renew it online.",
        "Bring it back before noon."
      })
  void aPronounInTheFirstClauseMeansSomethingBefore(String sentence) {
    assertThat(Leaning.points(sentence)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Press the button and hold it for three seconds.",
        "If you have lost a book, report it at once.",
        "The lift makes it possible for everybody.",
        "Students may keep films for a week.",
        "Items from the shelf are lent."
      })
  void oneThatTheSentenceExplainsItselfDoesNot(String sentence) {
    assertThat(Leaning.points(sentence)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"It is free.", "In this case a card is needed.", "Sie ist umsonst."})
  void whatBeginsWithAPointerLeans(String sentence) {
    assertThat(Leaning.begins(sentence)).isTrue();
  }
}
