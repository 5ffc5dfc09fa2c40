package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.Use;
import dev.likeness.core.Digest;
import dev.likeness.core.Frame;
import dev.likeness.core.MouthShape;
import dev.likeness.core.Progress;
import dev.likeness.core.Seed;
import dev.likeness.core.Timecode;
import dev.likeness.core.YuvFrame;
import dev.likeness.faces.Identity;
import dev.likeness.flow.gate.Gate;
import dev.likeness.flow.gate.SpeechGate;
import dev.likeness.media.Audio;
import dev.likeness.media.MediaInfo;
import dev.likeness.media.Muxer;
import dev.likeness.media.SegmentWriter;
import dev.likeness.media.VideoFormat;
import dev.likeness.media.VideoPicture;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.Labeller;
import dev.likeness.synthesis.FaceMotion;
import dev.likeness.synthesis.IdleMotion;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.PortraitPainter;
import dev.likeness.synthesis.View;
import dev.likeness.synthesis.run.Job;
import dev.likeness.synthesis.run.Maker;
import dev.likeness.synthesis.run.Role;
import dev.likeness.synthesis.run.Span;
import dev.likeness.synthesis.run.Who;
import dev.likeness.voice.speech.CommandEngine;
import dev.likeness.voice.speech.Line;
import dev.likeness.voice.speech.LipTrack;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Phone;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechEngine;
import dev.likeness.voice.speech.SpeechText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A talking portrait from the request to the exported file. The persona's best picture is held as a
 * film with the speech for its sound, in the cache; the maker paints on that film like on any
 * target, so chunks, resuming, gate and label are those of every maker.
 */
public final class TalkRecipe implements AutoCloseable {
  private static final String MAKER = "talk";
  private static final int FPS = 25;
  private static final int RATE = 48_000;

  /** Silence before and behind the speech, seconds. */
  private static final double BEFORE = .3;

  private static final double BEHIND = .35;

  private final Workshop workshop;
  private final TalkRequest request;
  private final Persona persona;
  private final Clearance clearance;
  private final List<Line> lines;
  private final SpeechEngine engine;
  private final Gate gate;
  private final Label label;
  private final Maker maker;

  /**
   * Checks the request, the consent and the text; nothing is rendered.
   *
   * @throws FlowException BAD_REQUEST, UNKNOWN
   * @throws ConsentRefused where the persona may not be used so; the refusal is logged
   * @throws dev.likeness.provenance.GateRefused where the text must not be said
   * @throws dev.likeness.voice.speech.SpeechException where it cannot be read out
   */
  public TalkRecipe(Workshop workshop, TalkRequest request) {
    this.workshop = workshop;
    this.request = request;
    Results.requireFilm(request.out());
    workshop.personas().show(request.persona());
    SpeechGate words = workshop.speechGate();
    lines = SpeechText.read(request.text());
    ContentGate door = new ContentGate(workshop.audit());
    words.require(request.text(), "a talking portrait", door);
    words.require(said(), "a talking portrait", door);
    workshop.prepare();
    persona = workshop.personas().load(request.persona());
    clearance = Production.clear(workshop, persona, Use.TALK);
    SpeakRequest.Brought own = request.voice();
    engine = own == null ? new MaryEngine() : new CommandEngine(own.command(), own.rights(), RATE);
    gate = workshop.gate();
    Disclosure disclosure = clearance.nobody() ? Disclosure.GENERATED : Disclosure.MODIFIED;
    label =
        new Label(
            new Labeller(List.of(clearance), disclosure, request.badge(), workshop.home().marks()),
            gate);
    maker = new Maker(workshop.finder(), workshop.cards());
  }

  private String said() {
    return String.join(" ", lines.stream().map(Line::text).toList());
  }

  /**
   * Makes the portrait talk: speaks, renders (or goes on rendering), has it reviewed, and exports.
   *
   * @throws FlowException NOT_APPROVED
   */
  public SwapRecipe.Result perform(Review review, Progress progress) {
    Speech speech = speech(progress);
    if (!speech.timed()) {
      throw new FlowException(
          FlowException.Code.UNSUITABLE,
          "%s does not tell when it says which sound, so lips cannot follow it; use the packaged"
                  .formatted(engine.name())
              + " voice");
    }
    View view = HeldScene.best(persona);
    Frame picture = HeldScene.picture(view.picture());
    Path scene = scene(picture, speech, progress);
    gate.permit(clearance);
    gate.persona(persona, clearance);
    gate.target(scene, List.of(new Gate.Wanted.Largest()), () -> {}, progress);
    try (PortraitPainter painter = new PortraitPainter(clearance, motion(speech))) {
      var plan = maker.plan(job(scene), List.of(new Role(new Who.Largest(), painter)), label);
      SwapRecipe.Result r =
          new Production(workshop, label, gate, maker)
              .perform(
                  new Production.Order(
                      plan,
                      MAKER,
                      request.persona() + " says " + lines.size() + " sentences",
                      request.out(),
                      request.resume(),
                      null,
                      this::embedding),
                  review,
                  progress);
      Folders.remove(Objects.requireNonNull(scene.getParent()));
      return r;
    }
  }

  private float[] embedding() {
    float[] sum = new float[0];
    for (View v : persona.views()) {
      sum = Identity.sum(sum, workshop.finder().embed(v.picture(), v.mesh()));
    }
    return sum;
  }

  private Speech speech(Progress progress) {
    List<Speech> parts = new ArrayList<>();
    parts.add(Speech.silence(engine.rate(), BEFORE));
    for (Line l : lines) {
      progress.checkStop();
      parts.add(engine.say(l));
      progress.report("Speaking", parts.size() - 1, lines.size());
    }
    parts.add(Speech.silence(engine.rate(), BEHIND));
    return Speech.join(parts);
  }

  private FaceMotion motion(Speech s) {
    int frames = frames(s);
    List<MouthShape> mouth = LipTrack.of(s.phones(), FPS, frames);
    List<Double> stresses = new ArrayList<>();
    List<Double> pauses = new ArrayList<>();
    for (Phone p : s.phones()) {
      if (p.stressed()) {
        stresses.add((p.from() + p.to()) / 2);
      }
      if (p.silent() && p.to() - p.from() > .15) {
        pauses.add(p.from());
      }
    }
    return IdleMotion.of(mouth, stresses, pauses, FPS, new Seed(request.seed()), request.amount());
  }

  private static int frames(Speech s) {
    return (int) Math.ceil(s.clip().seconds() * FPS);
  }

  /** The picture held as a film with the speech, in the cache; the same whenever it is made. */
  private Path scene(Frame picture, Speech speech, Progress progress) {
    Digest what =
        Digest.of(
            (request.text() + "\n" + engine.digest().hex() + "\n" + persona.ref().grantId())
                .getBytes(StandardCharsets.UTF_8));
    Path folder = workshop.home().cache().resolve("scene-" + what.hex().substring(0, 16));
    Folders.make(folder);
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
    settings.put("text_sha256", Digest.of(request.text().getBytes(StandardCharsets.UTF_8)).hex());
    settings.put("voice", engine.name());
    settings.put("voice_sha256", engine.digest().hex());
    settings.put("head_motion", String.valueOf(request.amount()));
    SpeakRequest.Brought own = request.voice();
    if (own != null) {
      settings.put("voice_rights", own.rights());
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

  @Override
  public void close() {
    engine.close();
  }
}
