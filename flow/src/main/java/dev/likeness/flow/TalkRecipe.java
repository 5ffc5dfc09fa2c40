package dev.likeness.flow;

import dev.likeness.consent.Use;
import dev.likeness.core.Frame;
import dev.likeness.core.MouthShape;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.flow.gate.Gate;
import dev.likeness.media.Audio;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.synthesis.FaceMotion;
import dev.likeness.synthesis.IdleMotion;
import dev.likeness.synthesis.PortraitPainter;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.run.Who;
import dev.likeness.voice.speech.LipTrack;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Phone;
import dev.likeness.voice.speech.Speech;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A talking portrait from the request to the exported file. The persona's best picture is held as a
 * film with the speech for its sound, in the cache; the maker paints on that film like on any
 * target, so chunks, resuming, gate and label are those of every maker.
 */
public final class TalkRecipe implements AutoCloseable {
  private static final int FPS = 25;

  private final TalkRequest request;
  private final Utterance text;
  private final Portrayal portrayal;

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
    Frame picture =
        portrayal.sized(HeldScene.picture(HeldScene.best(portrayal.persona()).picture()));
    Path folder = portrayal.folder(request.text(), text.sound());
    Path scene = scene(folder, picture, speech, progress);
    portrayal.enter(scene, new Gate.Wanted.Largest(), progress);
    try (PortraitPainter painter =
        new PortraitPainter(portrayal.clearance(), motion(speech), null, portrayal.refiner())) {
      return portrayal.perform(
          job(scene),
          new Who.Largest(),
          painter,
          request.persona() + " says " + text.sentences() + " sentences",
          folder,
          request.out(),
          request.resume(),
          review,
          progress);
    }
  }

  private FaceMotion motion(Speech s) {
    int frames = frames(s);
    List<MouthShape> mouth = LipTrack.of(s, FPS, frames);
    List<Double> stresses = new ArrayList<>();
    List<IdleMotion.Pause> pauses = new ArrayList<>();
    for (Phone p : s.phones()) {
      if (p.stressed()) {
        stresses.add((p.from() + p.to()) / 2);
      }
      if (p.silent() && p.to() - p.from() > .15) {
        pauses.add(new IdleMotion.Pause(p.from(), p.to()));
      }
    }
    return IdleMotion.of(mouth, stresses, pauses, FPS, new Seed(request.seed()), request.amount());
  }

  private static int frames(Speech s) {
    return (int) Math.ceil(s.clip().seconds() * FPS);
  }

  /** The picture held as a film with the speech; the same whenever it is made. */
  private Path scene(Path folder, Frame picture, Speech speech, Progress progress) {
    Path silent = folder.resolve("silent.mp4");
    Path sound = folder.resolve("speech.wav");
    Path scene = folder.resolve(request.persona() + ".mp4");
    Audio.writeWav(speech.clip(), sound);
    YuvFrame yuv = YuvFrame.of(picture, YuvFrame.Matrix.BT709, false);
    MediaInfo.Video track = MediaInfo.Video.made(picture.width(), picture.height(), FPS);
    int frames = frames(speech);
    try (SegmentWriter writer =
        SegmentWriter.create(silent, new VideoFormat(VideoFormat.Codec.H264, .9), track)) {
      for (int i = 0; i < frames; i++) {
        progress.checkStop();
        writer.write(new VideoPicture(i, new Timecode(i, 1, FPS), 1, yuv));
      }
      writer.finish();
    }
    Muxer.join(List.of(silent), sound, scene, Muxer.Options.MADE);
    return scene;
  }

  private Job job(Path scene) {
    Map<String, String> settings = new LinkedHashMap<>();
    text.describe(settings);
    settings.put("head_motion", String.valueOf(request.amount()));
    settings.put("refiner_sha256", portrayal.persona().learnt());
    return new Job(
        Use.TALK,
        scene,
        Span.ALL,
        null,
        new VideoFormat(VideoFormat.forFile(request.out()).codec(), request.quality()),
        Results.ending(request.out()),
        request.chunkSeconds(),
        new Seed(request.seed()),
        settings,
        "the persona's own picture, under its grant");
  }

  @Override
  public void close() {
    text.close();
  }
}
