package dev.likeness.flow;

import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Use;
import dev.likeness.core.MouthShape;
import dev.likeness.core.Picture;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.flow.gate.Gate;
import dev.likeness.flow.mend.MendNote;
import dev.likeness.media.Audio;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.VideoFormat;
import dev.likeness.synthesis.FaceMotion;
import dev.likeness.synthesis.KeptAreas;
import dev.likeness.synthesis.LipPainter;
import dev.likeness.synthesis.MouthViews;
import dev.likeness.synthesis.run.Base;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Played;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.run.Who;
import dev.likeness.voice.speech.LipTrack;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import java.nio.file.Files;
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
public final class LipsyncRecipe implements FrameLook {
  /** Of a single frame so many before and after it are looked at, too. */
  private static final int AROUND = 12;

  private final Workshop workshop;
  private final LipsyncRequest request;
  private final Portrayal portrayal;
  private final Utterance text;
  private @Nullable Ready ready;

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

  /** What its user should know before anything is said, in a sentence; null for nothing. */
  public @Nullable String warning() {
    return text.warning();
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
    float[] who = enter(progress);
    MediaInfo.Video video = Media.probe(request.target()).video();
    double scale = video == null ? 1 : portrayal.scale(video.width(), video.height());
    String digest = FileDigest.of(request.target()).hex();
    String left = request.untouched().text();
    Path folder =
        left.isEmpty()
            ? portrayal.folder(digest, request.text(), text.sound())
            : portrayal.folder(digest, request.text(), text.sound(), left);
    Ready r = ready(who, folder, fps(video), scale, progress);
    try (LipPainter painter = painter(r)) {
      Path corrected = request.alignments();
      Base base = corrected == null ? null : MendNote.read(workshop.home(), corrected);
      return portrayal.perform(
          job(r.played),
          whom(r),
          painter,
          request.persona() + " in " + request.target().getFileName(),
          folder,
          request.out(),
          request.resume(),
          new Portrayal.Mended(base, request.saveAlignments()),
          review,
          progress);
    }
  }

  private float[] enter(Progress progress) {
    float[] who = portrayal.embedding();
    portrayal.enter(request.target(), new Gate.Wanted.Like(who), progress);
    return who;
  }

  private Who whom(Ready r) {
    return new Who.Like("persona " + request.persona(), r.who);
  }

  private LipPainter painter(Ready r) {
    return new LipPainter(portrayal.clearance(), r.motion, r.mouths, request.untouched(), kept());
  }

  private static int fps(MediaInfo.@Nullable Video video) {
    return video == null || !(video.fps() > 0) ? 25 : (int) Math.max(1, Math.round(video.fps()));
  }

  private static FaceMotion motion(Speech speech, int fps, int frames) {
    List<FaceMotion.State> states = new ArrayList<>();
    for (MouthShape m : LipTrack.of(speech, fps, frames)) {
      states.add(new FaceMotion.State(m, 0, 0, 0, 0, 0));
    }
    return new FaceMotion(states);
  }

  /** Which frame of a video is shown in a frame of what is made of it. */
  public static long filmed(Path video, long frame) {
    MediaInfo.Video v = Media.probe(video).video();
    return v == null ? frame : Played.source(v, fps(v), frame);
  }

  /** What all frames need. */
  private record Ready(
      float[] who, MouthViews mouths, FaceMotion motion, Played played, Path folder) {
    long frames() {
      return played.frames();
    }
  }

  @Override
  public Seen look(long frame, Path out, Progress progress) {
    Ready r = ready;
    if (r == null) {
      float[] who = enter(progress);
      int fps = fps(Media.probe(request.target()).video());
      r = ready(who, portrayal.lookFolder(), fps, 1, progress);
      ready = r;
    }
    if (frame >= r.frames()) {
      throw new FlowException(
          FlowException.Code.BAD_REQUEST,
          "the speech ends before frame %d: the film has %d, counted from 0"
              .formatted(frame, r.frames()));
    }
    long from = Math.max(0, frame - AROUND);
    portrayal.show(painted(frame, from, progress), out);
    return new Seen(
        r.frames(),
        from == 0
            ? ""
            : "the face was followed from %d frames before on: in the draft, which follows it from"
                    .formatted(AROUND)
                + " the beginning, lips may lie a hair's breadth elsewhere");
  }

  /**
   * A frame before label and encoder.
   *
   * @param from where the face begins to be followed; from 0 on it is as the draft has it
   */
  Picture painted(long frame, long from, Progress progress) {
    Ready r = Objects.requireNonNull(ready);
    try (LipPainter painter = painter(r)) {
      return portrayal.painted(job(r.played), whom(r), painter, frame, from, progress);
    }
  }

  /**
   * Speaks, and looks for mouths meanwhile.
   *
   * @param folder holds the sound; removed where this fails
   */
  private Ready ready(float[] who, Path folder, int fps, double scale, Progress progress) {
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
    return new Ready(
        who,
        mouths,
        motion(spoken.speech, fps, frames),
        new Played(fps, frames, scale, spoken.sound),
        folder);
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

  /** What was painted by hand to stay the film's, beside the corrected faces. */
  private KeptAreas kept() {
    Path corrected = request.alignments();
    try {
      return corrected == null ? KeptAreas.NONE : KeptAreas.read(KeptAreas.beside(corrected));
    } catch (IllegalArgumentException e) {
      throw new FlowException(FlowException.Code.BAD_REQUEST, String.valueOf(e.getMessage()), e);
    }
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
    Path corrected = request.alignments();
    if (corrected != null && Files.exists(KeptAreas.beside(corrected))) {
      settings.put(Job.KEPT, FileDigest.of(KeptAreas.beside(corrected)).hex());
    }
    return new Job(
        Use.LIP_SYNC,
        request.target(),
        Span.ALL,
        corrected,
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
    if (ready != null) {
      Folders.remove(ready.folder);
      ready = null;
    }
    text.close();
  }
}
