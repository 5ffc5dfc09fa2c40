package dev.likeness.flow;

import dev.likeness.consent.Clearance;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.ConsentRefused.Reason;
import dev.likeness.consent.FileDigest;
import dev.likeness.consent.Grant;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.Use;
import dev.likeness.core.AudioClip;
import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.media.Audio;
import dev.likeness.media.CutOff;
import dev.likeness.media.Media;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.voice.Listener;
import dev.likeness.voice.TextFollower;
import dev.likeness.voice.VoiceFit;
import dev.likeness.voice.VoiceMeter;
import dev.likeness.voice.VoiceProfile;
import dev.likeness.voice.speech.MaryEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The personas' own voices: figures of each that the packaged voice is brought near to. The
 * recordings have to be named in a grant that covers the use {@code voice}, as pictures are in one
 * that covers a swap; nothing of them but figures is kept.
 */
public final class OwnVoices {
  /** Of each recording no more is measured, seconds. */
  static final double MOST = 120;

  /** Less voice than this does not tell what somebody sounds like, seconds. */
  static final double LEAST = 4;

  private static final double ENOUGH = 15;

  /** So much of a recording is listened to for whether it is speech, seconds. */
  private static final double LISTENED = 12;

  /** A voice that ranges further may be two, semitones. */
  private static final double WIDE = 14;

  private static final double TELEPHONE = 5000;

  private final Workshop workshop;

  OwnVoices(Workshop workshop) {
    this.workshop = workshop;
  }

  /** What a voice stands on, beside the persona's own grant. */
  public sealed interface Basis {
    /** The persona's grant names the recordings. */
    record PersonasGrant() implements Basis {}

    /** Another grant by the same person does; it is entered in the ledger. */
    record Other(Grant grant) implements Basis {}

    /** The statement that nobody real is heard, for a persona who does not exist. */
    record Nobody(String source, String statedBy) implements Basis {}
  }

  /**
   * Measures recordings and fits the packaged voice to them. A voice that the persona had is
   * replaced.
   *
   * @param files sounds, or videos whose sound is meant
   * @throws FlowException UNKNOWN, BAD_REQUEST, UNSUITABLE
   * @throws ConsentRefused where no grant covers the voice and these files, before anything is read
   */
  public OwnVoice make(String name, List<Path> files, Basis basis, Progress progress) {
    Personas.Stored persona = workshop.personas().show(name);
    Set<Digest> digests = new LinkedHashSet<>();
    List<Path> distinct = new ArrayList<>();
    for (Path f : files) {
      if (digests.add(FileDigest.of(f))) {
        distinct.add(f);
      }
    }
    if (distinct.isEmpty()) {
      throw new FlowException(Code.BAD_REQUEST, "a voice needs at least one recording");
    }
    Clearance c = cleared(persona.ref(), distinct, List.copyOf(digests), basis);
    workshop.gate().permit(c);
    List<String> remarks = new ArrayList<>();
    VoiceMeter meter = measured(distinct, remarks, progress);
    VoiceProfile wanted = meter.profile();
    remark(wanted, remarks);
    VoiceFit fit = VoiceFit.to(meter, progress);
    OwnVoice made =
        new OwnVoice(
            c.persona(),
            distinct.stream().map(f -> f.getFileName().toString()).toList(),
            wanted,
            fit,
            plain(),
            workshop.clock().instant().toString(),
            remarks);
    // the grant may have ended while it was measured
    workshop.consents().recheck(c, workshop.clock());
    Folders.write(file(name), Json.text(OwnVoiceFile.toJson(made)));
    workshop.audit().append(new AuditEvent.VoiceMade(c.persona(), c.subject()));
    return OwnVoiceFile.read(file(name));
  }

  private Clearance cleared(PersonaRef persona, List<Path> files, List<Digest> of, Basis basis) {
    Grant own = workshop.ledger().read().grants().get(persona.grantId());
    if (own == null) {
      // says what is missing
      Production.clear(workshop, persona, Use.VOICE);
      throw new IllegalStateException("a grant that the ledger does not hold");
    }
    Grant grant =
        switch (basis) {
          case Basis.PersonasGrant p -> own;
          case Basis.Other o -> o.grant();
          case Basis.Nobody n ->
              NobodyGrant.of(
                  own.subject(), n.source(), n.statedBy(), workshop.clock().instant(), of);
        };
    boolean nobody = own instanceof NobodyGrant;
    if (nobody != (grant instanceof NobodyGrant) || !grant.subject().equals(own.subject())) {
      throw new ConsentRefused(
          Reason.OUT_OF_SCOPE,
          nobody
              ? "persona %s shows nobody real, so no real person's voice is put to it; take a recording of nobody (--nobody --source TEXT)"
                  .formatted(persona.name())
              : "persona %s shows %s, and only a grant by that person covers a voice for it"
                  .formatted(persona.name(), own.subject()));
    }
    PersonaRef ref = new PersonaRef(persona.name(), grant.id(), of);
    GrantCheck.pictures(grant, ref, files);
    if (!grant.uses().contains(Use.VOICE)) {
      throw new ConsentRefused(
          Reason.OUT_OF_SCOPE,
          "grant %s covers %s, not voice; ask %s for one that does"
              .formatted(
                  grant.id(),
                  String.join(", ", grant.uses().stream().map(Use::word).toList()),
                  grant.subject()));
    }
    GrantCheck.usable(workshop, grant);
    workshop.record(grant);
    return Production.clear(workshop, ref, Use.VOICE);
  }

  private VoiceMeter measured(List<Path> files, List<String> remarks, Progress progress) {
    VoiceMeter meter = new VoiceMeter();
    try (TextFollower ear = new TextFollower()) {
      for (int i = 0; i < files.size(); i++) {
        progress.checkStop();
        progress.report("Measuring", i, files.size());
        Path f = files.get(i);
        AudioClip clip = sound(f);
        if (clip.seconds() > MOST) {
          clip = first(clip, MOST);
          remarks.add("of %s the first %.0f s were measured".formatted(f.getFileName(), MOST));
        }
        if (!ear.hears(first(clip, LISTENED))) {
          throw unsuitable(f, "holds no speech that can be heard in its first %.0f s", LISTENED);
        }
        meter.add(clip);
      }
    }
    if (meter.voiced() < LEAST) {
      throw unsuitable(
          files.get(0),
          (files.size() > 1 ? "and the others hold" : "holds")
              + " %.1f s of voice; at least %.0f s are needed, half a minute is better",
          meter.voiced(),
          LEAST);
    }
    return meter;
  }

  private static AudioClip sound(Path f) {
    if (Media.probe(f).sound() == null) {
      throw unsuitable(f, "has no sound; give recordings of the voice");
    }
    CutOff.of(f)
        .ifPresent(
            why -> {
              throw unsuitable(f, "%s", why);
            });
    return Audio.read(f, Listener.RATE, 1, MOST)
        .orElseThrow(() -> unsuitable(f, "has no sound; give recordings of the voice"));
  }

  private static FlowException unsuitable(Path f, String why, Object... values) {
    return new FlowException(Code.UNSUITABLE, f + " " + String.format(Locale.ROOT, why, values));
  }

  private static AudioClip first(AudioClip c, double seconds) {
    int n = (int) Math.min(c.frames(), seconds * c.rate());
    return new AudioClip(c.rate(), 1, java.util.Arrays.copyOf(c.samples(), n));
  }

  private static void remark(VoiceProfile p, List<String> remarks) {
    if (p.voiced() < ENOUGH) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "only %.1f s of voice: more makes it surer (half a minute)",
              p.voiced()));
    }
    if (p.limit() < TELEPHONE) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "the recordings hold little above %.0f Hz: what is higher stays the packaged voice's",
              p.limit()));
    }
    if (p.range() > WIDE) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "its pitch ranges over %.0f semitones: are these recordings of one person?",
              p.range()));
    }
  }

  private static Digest plain() {
    try (MaryEngine e = new MaryEngine()) {
      return e.digest();
    }
  }

  private Path file(String name) {
    return workshop.home().personas().resolve(name).resolve("voice.json");
  }

  /**
   * The persona's own voice; empty where it has none.
   *
   * @throws FlowException UNKNOWN, IO
   */
  public Optional<OwnVoice> find(String name) {
    workshop.personas().show(name);
    return Files.exists(file(name)) ? Optional.of(OwnVoiceFile.read(file(name))) : Optional.empty();
  }

  /** What tells the persona's voice from any other; empty where it has none of its own. */
  String key(String name) {
    return find(name).map(v -> v.ref().grantId() + " " + v.fit().timbre()).orElse("");
  }

  /**
   * Takes the persona's own voice away; the ledger keeps its grant.
   *
   * @throws FlowException UNKNOWN where it has none
   */
  public void remove(String name) {
    if (find(name).isEmpty()) {
      throw new FlowException(Code.UNKNOWN, "persona " + name + " has no voice of its own");
    }
    try {
      Files.delete(file(name));
    } catch (java.io.IOException e) {
      throw Folders.failed("removed", file(name), e);
    }
  }

  /**
   * A persona's own voice, cleared to be used.
   *
   * @param clearance for the voice
   */
  record Cleared(OwnVoice voice, Clearance clearance) {}

  /**
   * The persona's own voice for something that it is to say; null where it has none.
   *
   * @throws ConsentRefused where the voice may not be used; the refusal is logged
   */
  @Nullable Cleared cleared(String name) {
    OwnVoice v = find(name).orElse(null);
    if (v == null) {
      return null;
    }
    if (!v.engine().equals(plain())) {
      throw new FlowException(
          Code.UNSUITABLE,
          "the voice of persona %s was fitted to another packaged voice; make it again with 'likeness persona voice'"
              .formatted(name));
    }
    return new Cleared(v, Production.clear(workshop, v.ref(), Use.VOICE));
  }
}
