package dev.likeness.flow;

import dev.likeness.core.Digest;
import dev.likeness.core.Progress;
import dev.likeness.core.Version;
import dev.likeness.flow.FlowException.Code;
import dev.likeness.flow.gate.SpeechGate;
import dev.likeness.provenance.AudibleNotice;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.BadgeSpec;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.CredentialSigner;
import dev.likeness.provenance.DraftFacts;
import dev.likeness.provenance.DraftFile;
import dev.likeness.provenance.Examination;
import dev.likeness.provenance.Exported;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.GateLimits;
import dev.likeness.provenance.Gated;
import dev.likeness.provenance.Labeller;
import dev.likeness.provenance.Machine;
import dev.likeness.provenance.Preview;
import dev.likeness.provenance.ReviewDesk;
import dev.likeness.voice.speech.Phone;
import dev.likeness.voice.speech.Speech;
import dev.likeness.voice.speech.SpeechText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Speech from a text to the exported file: gate, engine, notice, a person's word, signature. */
public final class SpeakRecipe implements AutoCloseable {
  private static final String MAKER = "speak";

  private static final String NOTICE = "This voice was made with artificial intelligence.";

  private final Workshop workshop;
  private final SpeakRequest request;
  private final SpeechGate gate;
  private final SpokenText text;
  private final Labeller labeller;

  /**
   * Reads the text and holds it to the content gate; nothing is said yet.
   *
   * @throws FlowException BAD_REQUEST
   * @throws dev.likeness.voice.speech.SpeechException where the text cannot be read out
   * @throws dev.likeness.provenance.GateRefused where it must not be said
   */
  public SpeakRecipe(Workshop workshop, SpeakRequest request) {
    this.workshop = workshop;
    this.request = request;
    Results.requireSound(request.out());
    text = new SpokenText(workshop, request.text(), "a speech", request.voice());
    gate = workshop.speechGate();
    labeller = Labeller.ofVoice(BadgeSpec.DEFAULT, workshop.home().marks());
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
    String id = id();
    Jobs jobs = workshop.jobs();
    Folders.remove(jobs.folder(id));
    Jobs.Entry entry =
        new Jobs.Entry(
            id,
            MAKER,
            text.sentences() + " sentences",
            request.out().toAbsolutePath().toString(),
            Jobs.State.RUNNING,
            workshop.clock().instant(),
            "");
    jobs.save(entry);
    workshop
        .audit()
        .append(
            new AuditEvent.JobStarted(
                id, MAKER, List.of(), text.digest(), Objects.requireNonNullElse(rights(), "")));
    try {
      Speech speech = text.say(0, 0, progress);
      AudibleNotice notice = notice();
      DraftFile draft = labeller.sound(speech.clip(), notice, jobs.folder(id).resolve("draft.wav"));
      Examination seen =
          new Examination(
              List.of(),
              List.of(gate.again(request.text() + "\n" + text.said(), draft.digest())),
              List.of(),
              GateLimits.DEFAULT);
      Gated gated = new ContentGate(workshop.audit()).pass(draft, id, seen);
      Exporter exporter =
          new Exporter(
              workshop.consents(),
              workshop.audit(),
              workshop.clock(),
              workshop.keys(),
              workshop.home().marks());
      exporter.preview(labeller, Preview.of(Waveform.of(speech)), jobs.sheet(id));
      QualityReport report = report(speech);
      Folders.write(jobs.report(id), Json.text(report.toJson()));
      jobs.save(entry.with(Jobs.State.DRAFT, workshop.clock().instant(), "waits for approval"));
      DraftFacts facts = facts(id, notice, report);
      ReviewDesk desk = new ReviewDesk(workshop.audit(), workshop.clock());
      Exported out =
          switch (review.ask(report, jobs.sheet(id))) {
            case Review.Answer.Approved a -> {
              var signer =
                  new CredentialSigner(
                      workshop.consents(), workshop.clock(), workshop.keys(), null);
              var reviewed = desk.approve(gated, facts, a.reviewer());
              Exported e = exporter.write(signer.sign(labeller.apply(reviewed)), request.out());
              jobs.save(done(entry, Jobs.State.DONE, "approved by " + a.reviewer().name()));
              yield e;
            }
            case Review.Answer.Rejected r -> {
              desk.reject(draft, facts, r.reviewer(), r.why());
              jobs.save(done(entry, Jobs.State.REJECTED, "rejected by " + r.reviewer().name()));
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
      double before = (double) notice.like(speech.clip()).frames() / speech.clip().rate();
      if (request.times() != null) {
        Folders.write(request.times(), Json.text(times(speech, before)));
      }
      jobs.tidy(id);
      return new Result(id, out, speech, before);
    } catch (RuntimeException e) {
      jobs.find(id)
          .filter(j -> j.state() == Jobs.State.RUNNING)
          .ifPresent(j -> jobs.save(done(j, Jobs.State.FAILED, String.valueOf(e.getMessage()))));
      throw e;
    }
  }

  private Jobs.Entry done(Jobs.Entry e, Jobs.State state, String note) {
    return e.with(state, workshop.clock().instant(), note);
  }

  private AudibleNotice notice() {
    return request.spokenNotice()
        ? new AudibleNotice.Spoken(NOTICE, text.engine().say(SpeechText.read(NOTICE).get(0)).clip())
        : AudibleNotice.RHYTHM;
  }

  private @Nullable String rights() {
    SpeakRequest.Brought own = request.voice();
    return own == null ? null : own.rights();
  }

  private String id() {
    String all =
        String.join(
            "\n",
            MAKER,
            request.text(),
            text.engine().name(),
            text.engine().digest().hex(),
            String.valueOf(request.spokenNotice()),
            Version.current());
    return MAKER + "-" + Digest.of(all.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 16);
  }

  private QualityReport report(Speech s) {
    Map<String, Double> f = new LinkedHashMap<>();
    List<String> remarks = new ArrayList<>();
    f.put("seconds", s.clip().seconds());
    f.put("sentences", (double) text.sentences());
    f.put("words", (double) s.words().size());
    f.put("words_per_minute", 60 * s.words().size() / Math.max(.1, s.clip().seconds()));
    double peak = 0;
    for (float v : s.clip().samples()) {
      peak = Math.max(peak, Math.abs(v));
    }
    f.put("peak", peak);
    if (!s.timed()) {
      remarks.add("the voice tells no times: lips can only follow its sound");
    }
    if (peak < .02) {
      remarks.add("it can hardly be heard");
    }
    return new QualityReport(f, remarks);
  }

  private DraftFacts facts(String id, AudibleNotice notice, QualityReport report) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("voice", text.engine().name());
    settings.put("notice", notice.describe());
    Map<String, String> quality = new LinkedHashMap<>();
    report.figures().forEach((k, v) -> quality.put(k, String.valueOf(Math.round(v * 1e3) / 1e3)));
    return new DraftFacts(
        id,
        MAKER,
        workshop.clock().instant(),
        List.of(new DraftFacts.Input("text", "text", text.digest())),
        settings,
        0,
        List.of(
            new DraftFacts.Model(
                text.engine().name(),
                Version.current(),
                text.engine().licence(),
                text.engine().digest())),
        Map.of("likeness", Version.current()),
        Machine.describe(),
        rights(),
        quality);
  }

  /** When which sound and word is said, seconds from the file's beginning. */
  static ObjectNode times(Speech s, double before) {
    ObjectNode o = Json.object();
    o.put("unit", "seconds from the beginning of the file");
    ArrayNode phones = o.putArray("phones");
    for (Phone p : s.phones()) {
      phones
          .addObject()
          .put("arpabet", p.symbol())
          .put("from", rounded(p.from() + before))
          .put("to", rounded(p.to() + before))
          .put("stressed", p.stressed());
    }
    ArrayNode words = o.putArray("words");
    for (Speech.Word w : s.words()) {
      words
          .addObject()
          .put("text", w.text())
          .put("from", rounded(w.from() + before))
          .put("to", rounded(w.to() + before));
    }
    return o;
  }

  private static double rounded(double seconds) {
    return Math.round(seconds * 1e4) / 1e4;
  }

  @Override
  public void close() {
    text.close();
  }
}
