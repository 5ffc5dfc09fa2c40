package dev.likeness.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceEmbedderTest {
  @Test
  void pieceNumbersAreThoseOfTheOriginalTokenizer() {
    WordPieces p =
        new WordPieces(
            List.of(
                "[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "cafe", "!", "don", "'", "t"));
    assertThat(p.of("Unaffable  Café!", 16)).containsExactly(1, 3, 4, 5, 6, 7, 2);
    assertThat(p.of("don't", 16)).containsExactly(1, 8, 9, 10, 2);
    assertThat(p.of("xyz un\u200daffable", 16)).containsExactly(1, 0, 3, 4, 5, 2);
    assertThat(p.of("un un un un", 4)).as("cut").containsExactly(1, 3, 3, 2);
    assertThat(p.of("", 4)).containsExactly(1, 2);
  }

  @Test
  void whatMeansTheSameLiesNear() {
    try (Models models = new Models();
        SentenceEmbedder e = models.sentences()) {
      float[] asked = e.of("What is the name of the wifi?");
      float[] said = e.of("The wireless network is called BellwaterGuest.");
      float[] other = e.of("Guide dogs are allowed everywhere; other animals wait outside.");
      assertThat(FaceEmbedder.cosine(asked, asked)).isGreaterThan(.9999f);
      assertThat(FaceEmbedder.cosine(asked, said)).isGreaterThan(.35f);
      assertThat(FaceEmbedder.cosine(asked, other)).isLessThan(.15f);
      assertThat(models.openSessions()).isOne();
    }
  }

  @Test
  void closingModelsClosesItToo() {
    Models models = new Models();
    models.sentences();
    models.close();
    assertThat(models.openSessions()).isZero();
  }
}
