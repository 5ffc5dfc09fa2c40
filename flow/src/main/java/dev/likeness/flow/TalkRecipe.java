package dev.likeness.flow;

import dev.likeness.consent.Use;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A talking portrait from the request to the exported file, as {@link TalkFilm} makes it. */
public final class TalkRecipe implements FrameLook {
  private final TalkRequest request;
  private final Utterance text;
  private final Portrayal portrayal;
  private @Nullable TalkLook glimpse;

  /**
   * Checks the request, the consent and the text; nothing is rendered.
   *
   * @throws FlowException BAD_REQUEST, UNKNOWN
   * @throws dev.likeness.consent.ConsentRefused where the persona may not be used so; the refusal
   *     is logged
   * @throws dev.likeness.provenance.GateRefused where the text must not be said
   * @throws dev.likeness.voice.speech.SpeechException where it cannot be read out
   */
  public TalkRecipe(Workshop workshop, TalkRequest request) {
    this.request = request;
    Results.requireFilm(request.out());
    if (own(request)) {
      MaryEngine.prepare();
    }
    portrayal = new Portrayal(workshop, request.persona(), Use.TALK, request.badge(), own(request));
    if (!request.refine()) {
      portrayal.plain();
    }
    text =
        Utterance.of(
            workshop,
            request.text(),
            "a talking portrait",
            request.voice(),
            portrayal.voice(),
            request.recording());
  }

  private static boolean own(TalkRequest r) {
    return r.voice() == null && r.recording() == null;
  }

  /** What its user should know before anything is said, in a sentence; null for nothing. */
  public @Nullable String warning() {
    return text.warning();
  }

  /**
   * Makes the portrait talk: speaks, renders (or goes on rendering), has it reviewed, and exports.
   *
   * @throws FlowException NOT_APPROVED; UNSUITABLE where the voice tells no times
   */
  public SwapRecipe.Result perform(Review review, Progress progress) {
    return Objects.requireNonNull(make(review, progress));
  }

  /**
   * Makes it small and stamped, for a look: nobody is asked, and it leaves as a preview. The recipe
   * is used up by it.
   *
   * @throws FlowException BAD_REQUEST where the result is no .mp4; UNSUITABLE
   */
  public void preview(Progress progress) {
    Results.requirePreviewFilm(request.out());
    portrayal.preview();
    make(null, progress);
  }

  private SwapRecipe.@Nullable Result make(@Nullable Review review, Progress progress) {
    Speech speech = text.timed(portrayal.clearance().nobody(), progress);
    return film().make(text, speech, "", review, progress);
  }

  private TalkFilm film() {
    Frame picture = portrayal.sized(HeldScene.picture(HeldScene.best(portrayal.persona())));
    return new TalkFilm(portrayal, picture, request);
  }

  @Override
  public Seen look(long frame, Path out, Progress progress) {
    TalkLook g = glimpse;
    if (g == null) {
      Speech speech = text.timed(portrayal.clearance().nobody(), progress);
      g = film().look(text, speech, progress);
      glimpse = g;
    }
    return g.look(frame, out, progress);
  }

  @Override
  public void close() {
    if (glimpse != null) {
      glimpse.close();
      glimpse = null;
    }
    text.close();
  }
}
