package dev.likeness.flow.desk;

import dev.likeness.consent.ConsentRefused;
import dev.likeness.core.Progress;
import dev.likeness.flow.QualityReport;
import dev.likeness.flow.Review;
import dev.likeness.flow.SpeakRecipe;
import dev.likeness.flow.SpeakRequest;
import dev.likeness.flow.TalkStream;
import dev.likeness.flow.Workshop;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.Reviewer;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Says answers: through the one door, sentence by sentence, each labelled and signed; who approves
 * gave the word beforehand. A persona says them in its own voice where it has one, and shows its
 * face in films of them where its grant covers talking. For one thread at a time.
 */
public final class OutLoud {
  /** How long somebody listens in one film, seconds. */
  private static final double LISTENS = 6;

  private final Workshop workshop;
  private final Review review;
  private final @Nullable String persona;
  private final @Nullable TalkStream stream;

  /**
   * @param approved the person who lets out whatever the documents say, as the record states it
   * @param persona who says it; null for the packaged voice alone
   */
  public OutLoud(Workshop workshop, String approved, @Nullable String persona) {
    this.workshop = workshop;
    this.persona = persona;
    stream = persona == null ? null : new TalkStream(workshop, persona);
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

  /** Whether there is a face to be shown: a persona's whose grant covers talking. */
  public boolean shows() {
    return stream != null && stream.may();
  }

  /**
   * Makes sure that the persona may be seen or heard, where there is one.
   *
   * @throws dev.likeness.flow.FlowException UNKNOWN
   * @throws ConsentRefused where it may not; the refusal is logged
   */
  void require() {
    if (stream != null && voice() == null) {
      stream.require();
    }
  }

  /** In whose own voice; null for the packaged one. */
  private @Nullable String voice() {
    return persona == null || workshop.voices().find(persona).isEmpty() ? null : persona;
  }

  /**
   * Says a text, a file for each sentence.
   *
   * @param folder where they go, {@code NAME-001.wav} in the folder NAME
   * @param left is told of each when it is there
   * @throws dev.likeness.provenance.GateRefused where it must not be said
   */
  public void each(String text, Path folder, Consumer<Path> left) {
    SpeakRequest r = new SpeakRequest(text, folder, false, null, voice(), null, true);
    try (SpeakRecipe recipe = new SpeakRecipe(workshop, r, BadgeSpec.DEFAULT)) {
      recipe.each(review, Progress.NONE, s -> left.accept(s.exported().file()));
    }
  }

  /**
   * Says a text before a camera, a small film (MP4) for each sentence.
   *
   * @param folder where they go; made where it is missing
   * @param left is told of each when it is there
   * @throws dev.likeness.provenance.GateRefused where it must not be said
   * @throws ConsentRefused where the persona may not be shown so
   */
  public void films(String text, Path folder, Consumer<Path> left) {
    face().each(text, folder, review, Progress.NONE, left);
  }

  /**
   * Films the persona while it listens.
   *
   * @param out an MP4
   * @throws ConsentRefused where the persona may not be shown so
   */
  public void listens(Path out) {
    face().listen(LISTENS, out, review, Progress.NONE);
  }

  private TalkStream face() {
    if (stream == null) {
      throw new IllegalStateException("no persona has a face here");
    }
    return stream;
  }

  /**
   * Says a text for a telephone: one file of 16 kHz, with the notice in words before it.
   *
   * @throws dev.likeness.provenance.GateRefused where it must not be said
   */
  public Path telephone(String text, Path file) {
    SpeakRequest r = new SpeakRequest(text, file, true, null, voice(), null, false, true);
    try (SpeakRecipe recipe = new SpeakRecipe(workshop, r, BadgeSpec.DEFAULT)) {
      return recipe.perform(review, Progress.NONE).exported().file();
    }
  }
}
