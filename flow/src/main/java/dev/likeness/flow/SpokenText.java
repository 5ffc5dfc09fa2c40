package dev.likeness.flow;

import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.SpeechGate;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.GateRefused;
import dev.likeness.voice.Decimated;
import dev.likeness.voice.TextFollower;
import dev.likeness.voice.speech.CommandEngine;
import dev.likeness.voice.speech.Line;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.OtherLanguage;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechEngine;
import dev.likeness.voice.speech.SpeechStream;
import dev.likeness.voice.speech.SpeechText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A text that may be said, and the voice that says it. */
final class SpokenText implements Utterance {
  /** About twenty minutes of speech: what is held in memory at once. */
  private static final int LONGEST = 20_000;

  private static final int RATE = 48_000;

  /** Silence before and behind what lips follow, seconds. */
  private static final double BEFORE = .3;

  private static final double BEHIND = .35;

  private final String text;
  private final String what;
  private final ContentGate door;
  private final Set<String> wary;
  private final List<Line> lines;
  private final SpeechEngine engine;
  private final SpeakRequest.@Nullable Brought brought;
  private final @Nullable OwnVoice own;

  /** The language that an English voice would read wrongly; null where there is none. */
  private final @Nullable String foreign;

  /**
   * Reads the text and holds it to the content gate, then starts the voice.
   *
   * @param what the text is for, in the log and in messages
   * @param brought a voice of the user's own; null for the packaged one
   * @param own a persona's own voice, which is cleared; null for the packaged one as it is
   * @throws FlowException BAD_REQUEST where it is too long
   * @throws dev.likeness.voice.speech.SpeechException where it cannot be read out
   * @throws dev.likeness.provenance.GateRefused where it must not be said
   */
  SpokenText(
      Workshop workshop,
      String text,
      String what,
      SpeakRequest.@Nullable Brought brought,
      @Nullable OwnVoice own) {
    if (text.length() > LONGEST) {
      throw new FlowException(
          Code.BAD_REQUEST,
          "the text has %d characters, and %d are said at a time; give it in parts"
              .formatted(text.length(), LONGEST));
    }
    this.text = text;
    this.what = what;
    this.brought = brought;
    this.own = own;
    foreign = brought == null ? OtherLanguage.of(text) : null;
    SpeechGate gate = workshop.speechGate();
    lines = SpeechText.read(text);
    door = new ContentGate(workshop.audit());
    gate.require(text, what, door);
    gate.require(said(), what, door);
    wary = gate.wary();
    engine =
        brought == null
            ? own == null ? new MaryEngine() : new MaryEngine(own.fit().timbre())
            : new CommandEngine(brought.command(), brought.rights(), RATE);
  }

  /** As it is read out. */
  String said() {
    return String.join(" ", lines.stream().map(Line::text).toList());
  }

  @Override
  public int sentences() {
    return lines.size();
  }

  @Override
  public @Nullable String warning() {
    return foreign == null
        ? null
        : "the text seems to be in "
            + foreign
            + ", and the voice reads everything as English; it will sound wrong";
  }

  SpeechEngine engine() {
    return engine;
  }

  /** Whose voice it is, as records say it. */
  String voice() {
    return own == null ? engine.name() : own.describe();
  }

  Digest digest() {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String sound() {
    return engine.digest().hex();
  }

  @Override
  public void describe(Map<String, String> settings) {
    settings.put("text_sha256", digest().hex());
    if (foreign != null) {
      settings.put("text_language", "seems to be " + foreign + ", read out as English");
    }
    settings.put("voice", voice());
    settings.put("voice_sha256", engine.digest().hex());
    if (own != null) {
      settings.put("voice_engine", engine.name());
      settings.put(
          "voice_recordings_sha256",
          String.join(" ", own.ref().pictures().stream().map(Digest::hex).toList()));
    }
    if (brought != null) {
      settings.put("voice_rights", brought.rights());
    }
  }

  /**
   * Says it.
   *
   * @param before seconds of silence first
   * @param behind likewise at the end
   */
  Speech say(double before, double behind, Progress progress) {
    List<Speech> parts = new ArrayList<>();
    parts.add(Speech.silence(engine.rate(), before));
    each(progress, s -> parts.add(s.speech()));
    parts.add(Speech.silence(engine.rate(), behind));
    return Speech.join(parts);
  }

  /** Says it, and hands out each sentence as soon as it is said. */
  void each(Progress progress, Consumer<SpeechStream.Sentence> heard) {
    progress.checkStop();
    SpeechStream.each(
        engine,
        lines,
        s -> {
          requireSaid(s);
          heard.accept(s);
          progress.report("Speaking", s.number(), s.of());
          progress.checkStop();
        });
  }

  /**
   * A voice that is brought along is a program that may say anything: it is listened to, and what
   * is another sentence, or has a word in it that the gate is wary of, does not go out. Other words
   * that were exchanged are not noticed.
   */
  private void requireSaid(SpeechStream.Sentence s) {
    if (brought == null) {
      return;
    }
    try (TextFollower follower = new TextFollower(wary)) {
      String why = follower.strays(Decimated.of(s.speech().clip()), List.of(s.line()));
      if (why != null) {
        throw door.refused(
            what,
            new GateRefused(
                GateRefused.Reason.UNHEARD_TEXT,
                "the voice '%s' does not say sentence %d: %s; what goes out must be what was read"
                    .formatted(engine.name(), s.number(), why)));
      }
    }
  }

  @Override
  public Speech timed(boolean nobody, Progress progress) {
    Speech s = say(BEFORE, BEHIND, progress);
    if (!s.timed()) {
      throw new FlowException(
          Code.UNSUITABLE,
          "%s does not tell when it says which sound, so lips cannot follow it; use the packaged"
                  .formatted(engine.name())
              + " voice");
    }
    return s;
  }

  @Override
  public void close() {
    engine.close();
  }
}
