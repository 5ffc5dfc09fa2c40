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
import dev.likeness.synthesis.Untouched;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.run.Who;
import dev.likeness.voice.speech.LipTrack;
import dev.likeness.voice.speech.Phone;
import dev.likeness.voice.speech.Speech;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One speech as a film of a portrait, from sound to the exported file. The persona's picture is
 * held as a film with the speech for its sound, in the cache; the maker paints on that film like on
 * any target, so chunks, resuming, gate and label are those of every maker.
 */
final class TalkFilm {
  private static final int FPS = 25;

  /** Frames in which a mouth that is to be shut shuts. */
  private static final int SOFT = 3;

  private final Portrayal portrayal;
  private final Frame picture;
  private final TalkRequest request;

  /**
   * @param portrayal of one film
   * @param picture the persona's, as large as the film
   */
  TalkFilm(Portrayal portrayal, Frame picture, TalkRequest request) {
    this.portrayal = portrayal;
    this.picture = picture;
    this.request = request;
  }

  /**
   * Renders it (or goes on rendering), has it reviewed, and exports it.
   *
   * @param text what the speech says
   * @param which of the text's sentences it is, "2 of 3"; empty where it is all of them
   * @param review null for a preview, of which nothing is returned
   * @throws FlowException NOT_APPROVED
   */
  SwapRecipe.@Nullable Result make(
      Utterance text, Speech speech, String which, @Nullable Review review, Progress progress) {
    Path folder =
        portrayal.folder(
            request.text(), text.sound(), which, picture.width() + "x" + picture.height());
    Path scene = scene(folder, speech, progress);
    portrayal.enter(scene, new Gate.Wanted.Largest(), progress);
    try (PortraitPainter painter =
        new PortraitPainter(portrayal.clearance(), motion(speech), null, portrayal.refiner())
            .holding(picture)) {
      return portrayal.perform(
          job(text, scene, which),
          new Who.Largest(),
          painter,
          about(text, which),
          folder,
          request.out(),
          request.resume(),
          review,
          progress);
    }
  }

  /**
   * Makes ready for looks at single frames of all of it.
   *
   * @param text what the speech says
   */
  TalkLook look(Utterance text, Speech speech, Progress progress) {
    HeldLook held = new HeldLook(portrayal, picture, FPS, progress);
    return new TalkLook(held, motion(speech), scene -> job(text, scene, ""));
  }

  private String about(Utterance text, String which) {
    String what =
        text.sentences() == 0
            ? "listens"
            : which.isEmpty()
                ? "says " + (text.sentences() == 1 ? "1 sentence" : text.sentences() + " sentences")
                : "says sentence " + which;
    return request.persona() + " " + what;
  }

  FaceMotion motion(Speech s) {
    int frames = frames(s);
    List<MouthShape> mouth = silent(LipTrack.of(s, FPS, frames));
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

  /** A mouth that is shut where it is to be, and gets there softly. */
  private List<MouthShape> silent(List<MouthShape> mouth) {
    List<MouthShape> all = new ArrayList<>(mouth);
    for (Untouched.Frames f : request.silent().ranges()) {
      int to = (int) Math.min(all.size() - 1, f.to() + SOFT);
      for (int i = (int) Math.max(0, f.from() - SOFT); i <= to; i++) {
        long off = Math.max(0, Math.max(f.from() - i, i - f.to()));
        all.set(i, shut(all.get(i), (float) off / (SOFT + 1)));
      }
    }
    return all;
  }

  /** So much of a shape; a mouth at rest is all 0. */
  private static MouthShape shut(MouthShape said, float much) {
    float[] v = said.values();
    for (int k = 0; k < v.length; k++) {
      v[k] *= much;
    }
    return MouthShape.of(v);
  }

  private static int frames(Speech s) {
    return (int) Math.ceil(s.clip().seconds() * FPS);
  }

  /** The picture held as a film with the speech; the same whenever it is made. */
  Path scene(Path folder, Speech speech, Progress progress) {
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

  Job job(Utterance text, Path scene, String which) {
    Map<String, String> settings = new LinkedHashMap<>();
    text.describe(settings);
    settings.put("head_motion", String.valueOf(request.amount()));
    if (!request.silent().ranges().isEmpty()) {
      settings.put("silent", request.silent().text());
    }
    settings.put("refiner_sha256", portrayal.persona().learnt());
    if (!which.isEmpty()) {
      settings.put("sentence", which);
    }
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
}
