package dev.likeness.flow;

import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.Use;
import dev.likeness.core.Frame;
import dev.likeness.core.Progress;
import dev.likeness.flow.gate.Gate;
import dev.likeness.flow.gate.GatePolicy;
import dev.likeness.media.VideoFormat;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.synthesis.Persona;
import dev.likeness.synthesis.run.Job;
import dev.likeness.voice.speech.MaryEngine;
import dev.likeness.voice.speech.Speech;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A portrait that says one text after another, each sentence a film of its own that has left by the
 * one door: cleared, held to the gate, approved, labelled and signed by itself, since it can be
 * played by itself. Every film begins and ends at rest, so that one goes on where the other
 * stopped. The persona is read and held to the gate once; whether it may be used is asked for each
 * film, and every picture that leaves is looked at. For one thread at a time.
 */
public final class TalkStream {
  /** The long side of the films, pixels. */
  public static final int SIDE = 256;

  /** Silence before and behind a sentence, seconds. */
  private static final double BEFORE = .12;

  private static final double BEHIND = .2;

  private static final String ENDING = ".mp4";

  private final Workshop workshop;
  private final String name;
  private @Nullable Ready ready;

  /** What the persona and its picture have passed, and under which policy. */
  private @Nullable Gate looked;

  /** A persona as it was when it was read, and its picture as large as the films. */
  private record Ready(Personas.Stored stored, FileTime learnt, Persona persona, Frame picture) {}

  /**
   * Nothing is read yet.
   *
   * @param name the persona's
   */
  public TalkStream(Workshop workshop, String name) {
    this.workshop = workshop;
    this.name = name;
  }

  /**
   * Makes sure that the persona may talk.
   *
   * @throws FlowException UNKNOWN
   * @throws ConsentRefused where it may not; the refusal is logged
   */
  public void require() {
    Production.clear(workshop, workshop.personas().show(name).ref(), Use.TALK);
  }

  /** Whether the persona is there and may talk; asked without a word in the log. */
  public boolean may() {
    try {
      workshop.consents().require(workshop.personas().show(name).ref(), Use.TALK, workshop.clock());
      return true;
    } catch (ConsentRefused | FlowException e) {
      return false;
    }
  }

  /**
   * Says a text.
   *
   * @param folder where the films go, numbered; made where it is missing
   * @param left is told of each film when it is there
   * @throws FlowException NOT_APPROVED, UNKNOWN
   * @throws ConsentRefused where the persona may not be used so; the refusal is logged
   * @throws dev.likeness.provenance.GateRefused where the text must not be said
   * @throws dev.likeness.voice.speech.SpeechException where it cannot be read out
   */
  public void each(
      String text, Path folder, Review review, Progress progress, Consumer<Path> left) {
    MaryEngine.prepare();
    Portrayal first = portrayal();
    Folders.make(folder);
    try (SpokenText spoken =
        new SpokenText(workshop, text, "a talking portrait", null, first.voice())) {
      spoken.each(
          progress,
          s -> {
            Path out = folder.resolve("%03d".formatted(s.number()) + ENDING);
            Speech speech = framed(s.speech(), spoken.engine().rate());
            String which = "%d of %d".formatted(s.number(), s.of());
            Portrayal p = s.number() == 1 ? first : portrayal();
            film(p, text, out).make(spoken, speech, which, review, progress);
            looked = p.gate();
            left.accept(out);
          });
    }
  }

  private static Speech framed(Speech said, int rate) {
    return Speech.join(List.of(Speech.silence(rate, BEFORE), said, Speech.silence(rate, BEHIND)));
  }

  /**
   * Listens: blinks and breathes, and says nothing.
   *
   * @param out a film
   * @throws FlowException as {@link #each}
   * @throws dev.likeness.consent.ConsentRefused likewise
   */
  public void listen(double seconds, Path out, Review review, Progress progress) {
    try (Silence silence = new Silence(seconds)) {
      Portrayal p = portrayal();
      film(p, "", out).make(silence, silence.timed(true, progress), "", review, progress);
      looked = p.gate();
    }
  }

  private Portrayal portrayal() {
    Persona persona = persona();
    Gate g = looked;
    boolean holds = g != null && g.policy().equals(GatePolicy.read(workshop.home().policy()));
    return new Portrayal(workshop, persona, Use.TALK, BadgeSpec.DEFAULT, true, holds ? g : null);
  }

  private TalkFilm film(Portrayal portrayal, String text, Path out) {
    TalkRequest like =
        new TalkRequest(
            name,
            text,
            out,
            BadgeSpec.DEFAULT,
            1,
            1,
            null,
            null,
            false,
            VideoFormat.DEFAULT_QUALITY,
            Job.CHUNK_SECONDS);
    return new TalkFilm(portrayal, ready().picture, like);
  }

  /** The persona as it is now. */
  Persona persona() {
    return ready().persona;
  }

  /** The persona, read again where it was made anew or something was learnt of it. */
  private Ready ready() {
    Personas.Stored stored = workshop.personas().show(name);
    FileTime learnt = workshop.personas().learnt(name);
    Ready r = ready;
    if (r == null || !r.stored.equals(stored) || !r.learnt.equals(learnt)) {
      Persona p = workshop.personas().load(name);
      Frame best = HeldScene.best(p).picture();
      double scale = Math.min(1, (double) SIDE / Math.max(best.width(), best.height()));
      r = new Ready(stored, learnt, p, best.shrunk(scale));
      ready = r;
      looked = null;
    }
    return Objects.requireNonNull(r);
  }
}
