package dev.likeness.flow.desk;

import dev.likeness.core.Progress;
import dev.likeness.flow.QualityReport;
import dev.likeness.flow.Review;
import dev.likeness.flow.SpeakRecipe;
import dev.likeness.flow.SpeakRequest;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Reviewer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says answers: through the one door, sentence by sentence, each labelled and signed; who approves
 * gave the word beforehand. For one thread at a time.
 */
public final class OutLoud {
  private final Workshop workshop;
  private final Review review;
  private final @Nullable String persona;

  /**
   * @param approved the person who lets out whatever the documents say, as the record states it
   * @param persona in whose own voice; null for the packaged one
   */
  public OutLoud(Workshop workshop, String approved, @Nullable String persona) {
    this.workshop = workshop;
    this.persona = persona;
    Reviewer reviewer = new Reviewer(approved, Reviewer.How.NAMED);
    review =
        new Review() {
          @Override
          public Answer ask(QualityReport report, Path sheet) {
            return new Answer.Approved(reviewer);
          }

          @Override
          public boolean looks() {
            return false;
          }
        };
  }

  /**
   * Says a text, a file for each sentence.
   *
   * @param folder where they go, {@code NAME-001.wav} in the folder NAME
   * @param left is told of each when it is there
   * @throws dev.likeness.provenance.GateRefused where it must not be said
   */
  public void each(String text, Path folder, Consumer<Path> left) {
    SpeakRequest r = new SpeakRequest(text, folder, false, null, persona, null, true);
    try (SpeakRecipe recipe = new SpeakRecipe(workshop, r, BadgeSpec.DEFAULT)) {
      recipe.each(review, Progress.NONE, s -> left.accept(s.exported().file()));
    }
  }

  /**
   * Says a text for a telephone: one file of 16 kHz, with the notice in words before it.
   *
   * @throws dev.likeness.provenance.GateRefused where it must not be said
   */
  public Path telephone(String text, Path file) {
    SpeakRequest r = new SpeakRequest(text, file, true, null, persona, null, false, true);
    try (SpeakRecipe recipe = new SpeakRecipe(workshop, r, BadgeSpec.DEFAULT)) {
      return recipe.perform(review, Progress.NONE).exported().file();
    }
  }
}
