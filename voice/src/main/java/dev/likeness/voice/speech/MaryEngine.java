package dev.likeness.voice.speech;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Digest;
import dev.likeness.voice.speech.Line.Piece;
import dev.likeness.voice.speech.Line.Spoken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import marytts.LocalMaryInterface;
import marytts.datatypes.MaryDataType;
import marytts.exceptions.MaryConfigurationException;
import marytts.htsengine.HMMData;
import marytts.htsengine.HMMVoice;
import marytts.modules.MaryModule;
import marytts.modules.ModuleRegistry;
import marytts.modules.Synthesis;
import marytts.modules.synthesis.Voice;
import marytts.server.Mary;
import marytts.server.Request;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/**
 * The packaged voice: MaryTTS 5.2 (Schröder et al. 2011) with the hidden semi-Markov voice "CMU
 * SLT" (US English, a woman, recorded for everybody's use in CMU ARCTIC), 48 kHz, on the CPU. It
 * tells the times of its sounds. MaryTTS keeps its state for the whole program, so engines take
 * turns.
 */
public final class MaryEngine implements SpeechEngine {
  private static final String VOICE = "cmu-slt-hsmm";
  private static final int RATE = 48_000;

  /** Whether MaryTTS starts all its modules at once, or each when a text first needs it. */
  private static final String WHEN = "server";

  private static final String WHEN_NEEDED = "commandline";
  private static final String SELF_TEST = "modules.poweronselftest";

  /** The voice's statistics. */
  private static final String FOLDER = "/marytts/voice/CmuSltHsmm/";

  private static final List<String> PARTS = List.of("dur.pdf", "lf0.pdf", "mgc.pdf", "str.pdf");

  /** How much longer or shorter than told the sound may be, seconds. */
  private static final double STRAY = .45;

  /** Likewise at another speed, as a share of it. */
  private static final double ROUNDED = .12;

  /** How fast loudness changes between words, seconds. */
  private static final double FADE = .02;

  private final HMMVoice voice;
  private final Timbre timbre;
  private final @Nullable Equaliser equaliser;

  /**
   * Starts the engine; takes about two seconds the first time.
   *
   * @throws SpeechException ENGINE
   */
  public MaryEngine() {
    this(Timbre.PLAIN);
  }

  /**
   * Likewise, with the voice changed. Pitch, formants and tempo are changed in the model's own
   * parameters, before there is any sound: nothing is cut and joined, and the times of the sounds
   * stay exact. Formants move by the warping of the mel-generalized cepstrum (Tokuda et al. 1994,
   * equation 2).
   *
   * @throws SpeechException ENGINE
   */
  public MaryEngine(Timbre timbre) {
    this.timbre = timbre;
    equaliser = timbre.bands().isEmpty() ? null : new Equaliser(timbre, RATE);
    voice = started();
  }

  /**
   * Begins to start the packaged voice on another thread, for whoever needs an engine soon; what
   * goes wrong is told by the engine.
   */
  public static void prepare() {
    Runnable work =
        () -> {
          try {
            started();
          } catch (SpeechException e) {
            // said again by whoever wants an engine
          }
        };
    Thread.ofPlatform().daemon().name("likeness-voice").start(work);
  }

  private static synchronized HMMVoice started() {
    try {
      if (Mary.currentState() == Mary.STATE_OFF) {
        startWhatIsNeeded();
      }
      new LocalMaryInterface().setVoice(VOICE);
      return Objects.requireNonNull((HMMVoice) Voice.getVoice(VOICE));
    } catch (MaryConfigurationException | IllegalArgumentException e) {
      throw notStarted(e);
    }
  }

  /**
   * Of MaryTTS's 25 modules a text of ours needs ten, which start when it comes; only the one that
   * knows the voices has to be there before.
   */
  private static void startWhatIsNeeded() {
    // stays, since the engine asks for it again when it starts another module
    System.setProperty(WHEN, WHEN_NEEDED);
    System.setProperty(SELF_TEST, "false");
    try {
      Mary.startup(false);
      for (MaryModule m : ModuleRegistry.getAllModules()) {
        if (m instanceof Synthesis && m.getState() == MaryModule.MODULE_OFFLINE) {
          m.startup();
        }
      }
    } catch (Exception e) { // the engine declares no narrower one
      throw notStarted(e);
    }
  }

  private static SpeechException notStarted(Exception e) {
    return new SpeechException(
        SpeechException.Code.ENGINE, "the packaged voice does not start: " + e.getMessage(), e);
  }

  @Override
  public String name() {
    return "MaryTTS 5.2.1, voice CMU SLT (HSMM)" + (plain() ? "" : ", changed");
  }

  @Override
  public String licence() {
    return "LGPL-3.0-only";
  }

  @Override
  public Digest digest() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (String part : PARTS) {
        try (InputStream in = MaryEngine.class.getResourceAsStream(FOLDER + part)) {
          all.write(Objects.requireNonNull(in, part).readAllBytes());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!plain()) {
      all.writeBytes(timbre.toString().getBytes(StandardCharsets.UTF_8));
    }
    return Digest.of(all.toByteArray());
  }

  private boolean plain() {
    return timbre.equals(Timbre.PLAIN);
  }

  @Override
  public int rate() {
    return RATE;
  }

  @Override
  public Speech say(Line line) {
    synchronized (MaryEngine.class) {
      Request r =
          new Request(
              MaryDataType.get("TOKENS"),
              MaryDataType.AUDIO,
              Locale.US,
              voice,
              effects(),
              "",
              1,
              new AudioFileFormat(AudioFileFormat.Type.WAVE, voice.dbAudioFormat(), -1));
      try {
        r.setInputData(MaryXml.of(line, timbre.tempo()));
        float[] samples = samples(r);
        return shaped(line, samples, r.getOutputData().getDocument());
      } catch (SpeechException e) {
        throw e;
      } catch (Exception e) { // the engine declares no narrower one
        throw new SpeechException(
            SpeechException.Code.ENGINE,
            "the packaged voice cannot say '%s': %s".formatted(line.text(), e.getMessage()),
            e);
      }
    }
  }

  /** Has it said in this engine's timbre, and leaves the model as it was. */
  private float[] samples(Request r) throws Exception {
    HMMData model = voice.getHMMData();
    double warp = model.getAlpha();
    double slope = (1 + warp) / (1 - warp) / timbre.formants();
    try {
      model.setAlpha((slope - 1) / (slope + 1));
      r.process();
      // the sound is made while it is read
      return samples(r.getOutputData().getAudio());
    } finally {
      model.setAlpha(warp);
    }
  }

  /** What MaryTTS changes by itself; it sets both anew for each request. */
  private String effects() {
    return plain()
        ? ""
        : String.format(
            Locale.ROOT,
            "F0Scale(f0Scale:%.4f;)+F0Add(f0Add:%.3f;)",
            timbre.range(),
            timbre.pitch());
  }

  /** 16 bits, one channel, as the voice's format is. */
  private static float[] samples(AudioInputStream in) throws IOException {
    byte[] b = new byte[(int) (in.getFrameLength() * in.getFormat().getFrameSize())];
    // the stream is made of parts, and ends a read at the end of each
    for (int at = 0, n; at < b.length && (n = in.read(b, at, b.length - at)) >= 0; at += n) {}
    float[] out = new float[b.length / 2];
    boolean big = in.getFormat().isBigEndian();
    for (int i = 0; i < out.length; i++) {
      int low = b[2 * i + (big ? 1 : 0)] & 255;
      out[i] = (short) (b[2 * i + (big ? 0 : 1)] << 8 | low) / 32768f;
    }
    return out;
  }

  /** The sound with its times, words as loud as they shall be. */
  private Speech shaped(Line line, float[] samples, Document said) {
    if (!plain()) {
      Ticks.soften(samples, RATE);
    }
    MaryTimes times = new MaryTimes(new ArrayList<>(), new ArrayList<>());
    times.walk(said.getDocumentElement());
    double length = (double) samples.length / RATE;
    // at another speed it rounds each part of a sound to 5 ms after it has told the times
    boolean rounded =
        timbre.tempo() != 1 || line.pieces().stream().anyMatch(p -> p.manner().rate() != 1);
    if (Math.abs(length - times.now()) > (rounded ? ROUNDED * length : STRAY)) {
      throw new SpeechException(
          SpeechException.Code.ENGINE,
          "'%s': %.2f s of sound for %.2f s of speech".formatted(line.text(), length, times.now()));
    }
    MaryTimes told = rounded ? times.scaled(length) : times;
    List<Phone> phones = told.phones();
    List<Speech.Word> words = told.words();
    if (length > told.now() + 1e-6) {
      phones.add(new Phone(Phone.SILENCE, told.now(), length, false));
    }
    List<Double> gains = gains(line);
    if (gains.stream().anyMatch(g -> g != 1) && gains.size() == words.size()) {
      weigh(samples, words, gains);
    }
    AudioClip clip = new AudioClip(RATE, 1, samples);
    return new Speech(equaliser == null ? clip : equaliser.on(clip), phones, words);
  }

  /** Each word at its own loudness, which glides from one to the next. */
  private static void weigh(float[] samples, List<Speech.Word> words, List<Double> gains) {
    double now = gains.get(0);
    int w = 0;
    double step = 1 - Math.exp(-1 / (FADE * RATE));
    for (int i = 0; i < samples.length; i++) {
      while (w + 1 < words.size() && (double) i / RATE >= words.get(w + 1).from() - FADE) {
        w++;
      }
      now += step * (gains.get(w) - now);
      double v = samples[i] * now;
      double over = Math.abs(v) - .8;
      samples[i] = (float) (over > 0 ? Math.signum(v) * (.8 + .2 * Math.tanh(over / .2)) : v);
    }
  }

  private static List<Double> gains(Line line) {
    List<Double> out = new ArrayList<>();
    for (Piece p : line.pieces()) {
      if (p instanceof Spoken s) {
        out.add(s.manner().gain());
      }
    }
    return out;
  }
}
