package dev.likeness.flow;

import dev.likeness.core.AudioClip;
import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.core.Version;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.Gate;
import dev.likeness.flow.gate.SpeechGate;
import dev.likeness.provenance.AudibleNotice;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.CredentialSigner;
import dev.likeness.provenance.Disclosure;
import dev.likeness.provenance.DraftFacts;
import dev.likeness.provenance.DraftFile;
import dev.likeness.provenance.Examination;
import dev.likeness.provenance.Exported;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.Gated;
import dev.likeness.provenance.Labeller;
import dev.likeness.provenance.Preview;
import dev.likeness.provenance.ReviewDesk;
import dev.likeness.voice.Decimated;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Speech from a text to the exported file: gate, engine, notice, a person's word, signature. */
public final class SpeakRecipe implements AutoCloseable {
  static final String MAKER = "speak";

  private static final String NOTICE = "This voice was made with artificial intelligence.";

  private final Workshop workshop;
  private final SpeakRequest request;
  private final SpeechGate gate;
  private final SpokenText text;
  private final Labeller labeller;
  private final Gate looks;
  private final OwnVoices.@Nullable Cleared own;
  private final SpeechNotes notes;

  /**
   * Reads the text and holds it to the content gate; nothing is said yet.
   *
   * @throws FlowException BAD_REQUEST; UNSUITABLE where the persona has no voice of its own
   * @throws dev.likeness.consent.ConsentRefused where that may not be used; the refusal is logged
   * @throws dev.likeness.voice.speech.SpeechException where the text cannot be read out
   * @throws dev.likeness.provenance.GateRefused where it must not be said
   */
  public SpeakRecipe(Workshop workshop, SpeakRequest request) {
    this(workshop, request, BadgeSpec.DEFAULT);
  }

  /**
   * Likewise.
   *
   * @param badge under whose rules it is labelled; sound shows no badge
   */
  public SpeakRecipe(Workshop workshop, SpeakRequest request, BadgeSpec badge) {
    this.workshop = workshop;
    this.request = request;
    if (request.sentences()) {
      Results.requireFolder(request.out());
    } else {
      Results.requireSound(request.out());
    }
    own = own(workshop, request.persona());
    looks = workshop.gate();
    if (own != null) {
      looks.permit(own.clearance());
      workshop.prepare();
    }
    text =
        new SpokenText(
            workshop,
            request.text(),
            "a speech",
            request.voice(),
            own == null ? null : own.voice());
    notes = new SpeechNotes(workshop, request, text, own);
    gate = workshop.speechGate();
    labeller =
        own == null
            ? Labeller.ofVoice(badge, workshop.home().marks())
            : new Labeller(
                List.of(own.clearance()),
                own.clearance().nobody() ? Disclosure.GENERATED : Disclosure.MODIFIED,
                badge,
                workshop.home().marks());
  }

  private static OwnVoices.@Nullable Cleared own(Workshop workshop, @Nullable String persona) {
    if (persona == null) {
      return null;
    }
    OwnVoices.Cleared c = workshop.voices().cleared(persona);
    if (c == null) {
      throw new FlowException(
          Code.UNSUITABLE,
          "persona %s has no voice of its own yet; 'likeness persona voice %s --from ...' makes one"
              .formatted(persona, persona));
    }
    return c;
  }

  /** What its user should know before anything is said, in a sentence; null for nothing. */
  public @Nullable String warning() {
    return text.warning();
  }

  /**
   * What came of it.
   *
   * @param speech with times; the exported sound has the notice before it
   * @param notice seconds from the file's beginning to that of the speech
   */
  public record Result(String job, Exported exported, Speech speech, double notice) {}

  /**
   * Says the text, has it reviewed, and exports it.
   *
   * @throws FlowException NOT_APPROVED
   */
  public Result perform(Review review, Progress progress) {
    if (request.sentences()) {
      throw new IllegalArgumentException("sentence by sentence: use each");
    }
    return working(
        door -> {
          Result r = door.bring(text.say(0, 0, progress), request.out(), review, "");
          if (request.times() != null) {
            Folders.write(request.times(), Json.text(SpeechNotes.times(r.speech(), r.notice())));
          }
          return r;
        });
  }

  /** Where each sentence goes, in their order: {@code NAME-001.wav} in the folder NAME. */
  public List<Path> files() {
    if (!request.sentences()) {
      return List.of(request.out());
    }
    List<Path> all = new ArrayList<>();
    for (int i = 1; i <= text.sentences(); i++) {
      String name = request.out().toAbsolutePath().normalize().getFileName() + "-%03d.wav";
      all.add(request.out().resolve(name.formatted(i)));
    }
    return all;
  }

  /**
   * Says the text and lets each sentence out as soon as it is said: reviewed, labelled and signed
   * by itself, since it can be played by itself. What has left stays, whatever happens later.
   *
   * @param left is told of each sentence when its file is there
   * @throws FlowException NOT_APPROVED
   */
  public List<Result> each(Review review, Progress progress, Consumer<Result> left) {
    List<Path> files = files();
    Folders.make(request.out());
    return working(
        door -> {
          List<Result> all = new ArrayList<>();
          text.each(
              progress,
              s -> {
                String which = "%d of %d".formatted(s.number(), s.of());
                all.add(door.bring(s.speech(), files.get(s.number() - 1), review, which));
                left.accept(all.get(all.size() - 1));
              });
          return all;
        });
  }

  private <T> T working(Function<Door, T> work) {
    String id = id();
    Jobs jobs = workshop.jobs();
    Optional<String> before = jobs.rejection(id);
    Folders.remove(jobs.folder(id));
    Jobs.Entry entry =
        new Jobs.Entry(
            id,
            MAKER,
            text.sentences() == 1 ? "1 sentence" : text.sentences() + " sentences",
            request.out().toAbsolutePath().toString(),
            Jobs.State.RUNNING,
            workshop.clock().instant(),
            "");
    jobs.save(entry);
    workshop
        .audit()
        .append(
            new AuditEvent.JobStarted(
                id,
                MAKER,
                labeller.clearances(),
                text.digest(),
                Objects.requireNonNullElse(notes.rights(), "")));
    try {
      T made = work.apply(new Door(id, entry, before, ages(), notice()));
      jobs.tidy(id);
      return made;
    } catch (RuntimeException e) {
      jobs.find(id)
          .filter(j -> j.state() == Jobs.State.RUNNING)
          .ifPresent(j -> jobs.save(done(j, Jobs.State.FAILED, String.valueOf(e.getMessage()))));
      throw e;
    }
  }

  /** From sound to the exported file; the one way out. */
  private final class Door {
    private final String id;
    private final Jobs.Entry entry;
    private final Optional<String> before;
    private final List<Examination.Age> ages;
    private final AudibleNotice notice;

    Door(
        String id,
        Jobs.Entry entry,
        Optional<String> before,
        List<Examination.Age> ages,
        AudibleNotice notice) {
      this.id = id;
      this.entry = entry;
      this.before = before;
      this.ages = ages;
      this.notice = notice;
    }

    /**
     * @param which of the text's sentences it is; empty where it is all of them
     */
    Result bring(Speech said, Path to, Review review, String which) {
      Speech speech =
          request.telephone()
              ? new Speech(Decimated.of(said.clip()), said.phones(), said.words())
              : said;
      Jobs jobs = workshop.jobs();
      jobs.save(entry);
      DraftFile draft = labeller.sound(speech.clip(), notice, jobs.folder(id).resolve("draft.wav"));
      Examination seen =
          new Examination(
              List.of(),
              List.of(gate.again(request.text() + "\n" + text.said(), draft.digest())),
              ages,
              looks.policy().limits());
      Gated gated = new ContentGate(workshop.audit()).pass(draft, id, seen);
      Exporter exporter = workshop.exporter();
      if (review.looks()) {
        exporter.preview(labeller, Preview.of(Waveform.of(speech)), jobs.sheet(id));
      }
      QualityReport plain = notes.report(speech, which.isEmpty() ? text.sentences() : 1);
      QualityReport report = before.map(plain::with).orElse(plain);
      Folders.write(jobs.report(id), Json.text(report.toJson()));
      jobs.save(entry.with(Jobs.State.DRAFT, workshop.clock().instant(), "waits for approval"));
      DraftFacts facts = notes.facts(id, notice, report, which);
      ReviewDesk desk = new ReviewDesk(workshop.audit(), workshop.clock());
      Exported out =
          switch (review.ask(report, jobs.sheet(id))) {
            case Review.Answer.Approved a -> {
              var signer =
                  new CredentialSigner(
                      workshop.consents(), workshop.clock(), workshop.keys(), null);
              var reviewed = desk.approve(gated, facts, a.reviewer());
              Exported e = exporter.write(signer.sign(labeller.apply(reviewed)), to);
              jobs.save(done(entry, Jobs.State.DONE, "approved by " + a.reviewer().name()));
              yield e;
            }
            case Review.Answer.Rejected r -> {
              desk.reject(draft, facts, r.reviewer(), r.why());
              jobs.save(
                  done(
                      entry,
                      Jobs.State.REJECTED,
                      "rejected by " + r.reviewer().name() + ": " + r.why()));
              throw new FlowException(
                  Code.NOT_APPROVED,
                  "not approved by " + r.reviewer().name() + "; nothing was written");
            }
            case Review.Answer.Later l ->
                throw new FlowException(
                    Code.NOT_APPROVED,
                    "nothing was written: a person has to approve the draft first. Listen to %s,"
                            .formatted(draft.file())
                        + " then run the same command with --approve-as NAME");
          };
      double notified = (double) notice.like(speech.clip()).frames() / speech.clip().rate();
      return new Result(id, out, speech, notified);
    }
  }

  private Jobs.Entry done(Jobs.Entry e, Jobs.State state, String note) {
    return e.with(state, workshop.clock().instant(), note);
  }

  /** How old who is heard looks: of a voice alone nobody could tell. */
  private List<Examination.Age> ages() {
    if (own == null) {
      return List.of();
    }
    looks.persona(workshop.personas().load(own.voice().ref().name()), own.clearance());
    return looks.examine(List.of()).ages();
  }

  private AudibleNotice notice() {
    if (!request.spokenNotice()) {
      return AudibleNotice.RHYTHM;
    }
    AudioClip words = text.engine().say(SpeechText.read(NOTICE).get(0)).clip();
    return new AudibleNotice.Spoken(NOTICE, request.telephone() ? Decimated.of(words) : words);
  }

  private String id() {
    String all =
        String.join(
            "\n",
            MAKER,
            request.text(),
            own == null ? "" : own.voice().ref().toString(),
            text.engine().name(),
            text.engine().digest().hex(),
            request.spokenNotice() + " " + request.sentences() + " " + request.telephone(),
            Version.current());
    return MAKER + "-" + Digest.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
  }

  @Override
  public void close() {
    text.close();
  }
}
