package dev.likeness.voice.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherLanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "German     | Guten Tag.",
        "German     | Heute ist ein schöner Tag, und wir gehen mit dem Hund in den Wald.",
        "French     | Bonjour, je suis très heureux de vous voir aujourd'hui.",
        "Spanish    | Hola, buenos días. Hoy es un día muy bonito para los niños.",
        "Italian    | Ciao, oggi siamo molto contenti perché non piove.",
        "Portuguese | Olá, bom dia. Hoje eu não posso ficar com você, mas obrigado.",
        "Dutch      | Goede morgen. Het is vandaag een mooie dag voor een wandeling.",
        "Polish     | Dzień dobry, jestem dzisiaj bardzo zmęczony.",
        "Swedish    | Hej, jag har inte varit här idag men det är bra.",
        "Turkish    | Merhaba, bugün hava çok güzel ve ben mutluyum."
      })
  void aSentenceInAnotherLanguageIsNoticed(String language, String text) {
    assertThat(OtherLanguage.of(text)).isEqualTo(language);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Good morning. It is 10:30.",
        "Hello.",
        "Call John Smith tomorrow morning!",
        "Los Angeles, San Diego, Las Vegas and El Paso are cities.",
        "He said \"guten Tag\" and sat down at the table with them.",
        "Die-hard fans die in the den of Des Moines.",
        "Leonardo da Vinci, Oscar de la Renta, Vincent van Gogh",
        "Vitamin A, vitamin E, no sugar, no salt",
        "Bin set blue at F two now; lay red with P nine again",
        "<speak>We <emphasis>do</emphasis> want<break time=\"1s\"/> that.</speak>"
      })
  void englishIsLeftInPeace(String text) {
    assertThat(OtherLanguage.of(text)).isNull();
  }

  @Test
  void markupIsNoText() {
    assertThat(OtherLanguage.of("<speak>Ich <break time=\"1s\"/> bin <p>noch</p> hier.</speak>"))
        .isEqualTo("German");
  }
}
