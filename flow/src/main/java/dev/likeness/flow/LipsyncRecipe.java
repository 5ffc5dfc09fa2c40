package dev.likeness.flow;

import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Use;
import dev.likeness.core.MouthShape;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.Audio;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoFormat;
import dev.likeness.synthesis.FaceMotion;
import dev.likeness.synthesis.LipPainter;
import dev.likeness.synthesis.MouthViews;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Played;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.run.Who;
import dev.likeness.voice.speech.LipTrack;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lip-sync from the request to the exported file: the person's own video, brought to the length of
 * the speech, with new words. Whoever is seen in it has to be the persona.
 */
public final class LipsyncRecipe implements AutoCloseable {
  private final Workshop workshop;
  private final LipsyncRequest request;
  private final Portrayal portrayal;
  private final Utterance text;

  /**
   * Checks the request, the consent and the text; nothing is rendered.
   *
   * @throws FlowException BAD_REQUEST, UNKNOWN
   * @throws dev.likeness.consent.ConsentRefused where the persona may not be used so; the refusal
   *     is logged
   * @throws dev.likeness.provenance.GateRefused where the text must not be said
   * @throws dev.likeness.voice.speech.SpeechException where it cannot be read out
   */
  public LipsyncRecipe(Workshop workshop, LipsyncRequest request) {
    this.workshop = workshop;
    this.request = request;
    Results.requirePlace(request.target(), request.out());
    Results.requireFilm(request.out());
    if (request.recording() == null) {
      MaryEngine.prepare();
    }
    portrayal =
        new Portrayal(
            workshop,
            request.persona(),
            Use.LIP_SYNC,
            request.badge(),
            request.recording() == null);
    text =
        Utterance.of(
            workshop, request.text(), "a lip-sync", null, portrayal.voice(), request.recording());
  }

  /**
   * Speaks, renders (or goes on rendering), has the result reviewed, and exports it.
   *
   * @throws FlowException UNSUITABLE where the video shows no face or another person; NOT_APPROVED
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
    float[] who = portrayal.embedding();
    portrayal.enter(request.target(), new Gate.Wanted.Like(who), progress);
    MediaInfo.Video video = Media.probe(request.target()).video();
    int fps = video == null || !(video.fps() > 0) ? 25 : (int) Math.max(1, Math.round(video.fps()));
    double scale = video == null ? 1 : portrayal.scale(video.width(), video.height());
    String digest = FileDigest.of(request.target()).hex();
    String left = request.untouched().text();
    Path folder =
        left.isEmpty()
            ? portrayal.folder(digest, request.text(), text.sound())
            : portrayal.folder(digest, request.text(), text.sound(), left);
    // the voice needs none of the networks that look at the video
    CompletableFuture<Spoken> speaking =
        CompletableFuture.supplyAsync(() -> speak(folder, quiet(progress)));
    MouthViews mouths;
    boolean found = false;
    try {
      mouths = new OwnMouths(workshop, request.persona(), request.target(), who).find(progress);
      found = true;
    } finally {
      // whatever happens, nobody uses the voice any more when this returns
      speaking.exceptionally(e -> null).join();
      if (!found) {
        Folders.remove(folder);
      }
    }
    Spoken spoken = Desk.joined(speaking);
    int frames = (int) Math.ceil(spoken.speech.clip().seconds() * fps);
    List<FaceMotion.State> states = new ArrayList<>();
    for (MouthShape m : LipTrack.of(spoken.speech, fps, frames)) {
      states.add(new FaceMotion.State(m, 0, 0, 0, 0, 0));
    }
    FaceMotion motion = new FaceMotion(states);
    try (LipPainter painter =
        new LipPainter(portrayal.clearance(), motion, mouths, request.untouched())) {
      return portrayal.perform(
          job(new Played(fps, frames, scale, spoken.sound)),
          new Who.Like("persona " + request.persona(), who),
          painter,
          request.persona() + " in " + request.target().getFileName(),
          folder,
          request.out(),
          request.resume(),
          review,
          progress);
    }
  }

  /** Ends where that one does, and reports nothing beside it. */
  private static Progress quiet(Progress progress) {
    return new Progress() {
      @Override
      public void report(String stage, long done, long total) {}

      @Override
      public boolean stopRequested() {
        return progress.stopRequested();
      }
    };
  }

  /** What is said, and the file that holds its sound. */
  private record Spoken(Speech speech, Path sound) {}

  private Spoken speak(Path folder, Progress progress) {
    Speech speech = text.timed(portrayal.clearance().nobody(), progress);
    Path sound = folder.resolve("speech.wav");
    Audio.writeWav(speech.clip(), sound);
    return new Spoken(speech, sound);
  }

  private Job job(Played played) {
    Map<String, String> settings = new LinkedHashMap<>();
    text.describe(settings);
    if (!request.untouched().ranges().isEmpty()) {
      settings.put("untouched", request.untouched().text());
    }
    return new Job(
        Use.LIP_SYNC,
        request.target(),
        Span.ALL,
        null,
        new VideoFormat(VideoFormat.forFile(request.out()).codec(), request.quality()),
        Results.ending(request.out()),
        request.chunkSeconds(),
        new Seed(0),
        settings,
        request.rights(),
        played);
  }

  @Override
  public void close() {
    text.close();
  }
}
