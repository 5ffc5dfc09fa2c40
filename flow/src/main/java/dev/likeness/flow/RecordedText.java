package dev.likeness.flow;

import dev.likeness.consent.FileDigest;
import dev.likeness.core.AudioClip;
import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.SpeechGate;
import dev.likeness.media.Audio;
import dev.likeness.media.CutOff;
import dev.likeness.media.Media;
import dev.likeness.media.MediaInfo;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.GateRefused;
import dev.likeness.voice.Listener;
import dev.likeness.voice.TextFollower;
import dev.likeness.voice.speech.Line;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A recording and the words that are said in it. The words are what the gate for texts reads, so
 * they are followed through the sound: where they are not what a real person is heard to say, the
 * recording is refused. Of people who do not exist the words count as stated.
 */
final class RecordedText implements Utterance {
  /** What is held in memory at once, seconds. */
  private static final double LONGEST = 600;

  /** The sound track of a made video. */
  private static final int RATE = 48_000;

  private final String text;
  private final String what;
  private final Recording recording;
  private final List<Line> lines;
  private final ContentGate door;
  private final Set<String> wary;
  private final String digest;
  private String heard = "not followed";

  /**
   * Reads the text and holds it to the content gate; looks whether there is sound at all.
   *
   * @throws FlowException BAD_REQUEST, UNSUITABLE
   * @throws dev.likeness.media.MediaException where the file is missing or no medium
   * @throws dev.likeness.voice.speech.SpeechException where the text cannot be read
   * @throws GateRefused where it must not be said
   */
  RecordedText(Workshop workshop, String text, String what, Recording recording) {
    this.text = text;
    this.what = what;
    this.recording = recording;
    SpeechGate gate = workshop.speechGate();
    door = new ContentGate(workshop.audit());
    lines = SpeechText.read(text);
    gate.require(text, what, door);
    gate.require(said(), what, door);
    wary = gate.wary();
    MediaInfo.Sound sound = Media.probe(recording.file()).sound();
    if (sound == null) {
      throw unsuitable("has no sound; give a recording of the words");
    }
    if (sound.seconds() > LONGEST + 1) {
      throw tooLong();
    }
    CutOff.of(recording.file())
        .ifPresent(
            why -> {
              throw unsuitable(why);
            });
    digest = FileDigest.of(recording.file()).hex();
  }

  private String said() {
    return String.join(" ", lines.stream().map(Line::text).toList());
  }

  private FlowException unsuitable(String why) {
    return new FlowException(Code.UNSUITABLE, recording.file() + " " + why);
  }

  private FlowException tooLong() {
    return unsuitable(
        "is longer than %.0f minutes, which is what can be said at a time; give it in parts"
            .formatted(LONGEST / 60));
  }

  @Override
  public int sentences() {
    return lines.size();
  }

  @Override
  public String sound() {
    return digest;
  }

  @Override
  public void describe(Map<String, String> settings) {
    settings.put("text_sha256", Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex());
    settings.put("speech_sha256", digest);
    settings.put("speech_rights", recording.rights());
    settings.put("speech_text", heard);
  }

  @Override
  public Speech timed(boolean nobody, Progress progress) {
    progress.report("Listening", 0, 2);
    AudioClip clip = read(Listener.RATE);
    try (TextFollower follower = new TextFollower(wary)) {
      TextFollower.Followed f = follower.follow(clip, lines);
      progress.report("Listening", 1, 2);
      if (!f.speech()) {
        throw unsuitable("holds no speech that can be heard; give a recording of the words");
      }
      if (!f.fits() && !nobody) {
        throw door.refused(
            what,
            new GateRefused(
                GateRefused.Reason.UNHEARD_TEXT,
                ("the text is not what %s says: %s. In a real person's mouth only words go that can"
                        + " be read; give the words as they are said, and a clear recording of at"
                        + " least 16 kHz")
                    .formatted(recording.file(), f.why())));
      }
      heard = f.fits() ? "followed through the sound" : "as stated; the sound differs: " + f.why();
      AudioClip full = read(RATE);
      progress.report("Listening", 2, 2);
      return new Speech(full, f.phones(), f.words());
    }
  }

  private AudioClip read(int rate) {
    AudioClip clip =
        Audio.read(recording.file(), rate, 1, LONGEST + 1)
            .orElseThrow(() -> unsuitable("has no sound; give a recording of the words"));
    // what the header says of its length need not be true
    if (clip.seconds() > LONGEST + 1) {
      throw tooLong();
    }
    return clip;
  }

  @Override
  public void close() {}
}
