package dev.likeness.provenance;

import dev.likeness.consent.CanonicalJson;
import dev.likeness.consent.Challenge;
import dev.likeness.consent.ChallengeAnswer;
import dev.likeness.consent.Clearance;
import dev.likeness.consent.Grant;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.PersonaRef;
import dev.likeness.consent.Revocation;
import dev.likeness.core.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the audit log tells of. It holds ids, digests and pseudonyms, never a picture or a key. What
 * is of a person is told apart, so that it can be forgotten.
 */
public sealed interface AuditEvent {
  /** The entry's body: {@code kind} and what belongs to it, nothing of a person. */
  ObjectNode toJson();

  /** What is of persons. */
  default List<Personal> personal() {
    return List.of();
  }

  /**
   * What belongs to one person, as members of the entry's body; lists of several persons are
   * joined.
   *
   * @param subject the person's pseudonym, as {@code likeness audit forget} takes it
   */
  record Personal(String subject, ObjectNode fields) {}

  /** Who is shown, on which grant. */
  private static List<Personal> cleared(List<Clearance> clearances) {
    List<Personal> all = new ArrayList<>();
    for (Clearance c : clearances) {
      ObjectNode o = CanonicalJson.object();
      o.putArray("clearances")
          .addObject()
          .put("grant", c.grantId())
          .put("use", c.use().word())
          .put("persona", c.persona().name());
      all.add(new Personal(c.subject(), o));
    }
    return all;
  }

  private static ObjectNode of(String kind) {
    return CanonicalJson.object().put("kind", kind);
  }

  /** A grant entered the ledger. */
  record GrantRecorded(Grant grant) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("grant").put("nobody", grant instanceof NobodyGrant);
    }

    @Override
    public List<Personal> personal() {
      ObjectNode o =
          CanonicalJson.object().put("grant", grant.id()).put("subject", grant.subject());
      return List.of(new Personal(grant.subject(), o));
    }
  }

  /**
   * A grant was revoked.
   *
   * @param subject whose grant it was
   */
  record Revoked(Revocation revocation, String subject) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("revocation")
          .put("by", revocation instanceof Revocation.BySubject ? "subject" : "operator");
    }

    @Override
    public List<Personal> personal() {
      ObjectNode o =
          CanonicalJson.object()
              .put("grant", revocation.grant())
              .put("subject", subject)
              .put("reason", revocation.reason());
      return List.of(new Personal(subject, o));
    }
  }

  /** A challenge took its one answer, good or bad. */
  record ChallengeAnswered(ChallengeAnswer answer) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      ObjectNode o =
          of("challenge").put("passed", answer.passed()).put("answer", answer.digest().hex());
      ArrayNode failed = o.putArray("failed");
      answer.scores().stream()
          .filter(s -> !s.passed())
          .map(ChallengeAnswer.Score::check)
          .forEach(failed::add);
      return o;
    }

    @Override
    public List<Personal> personal() {
      Challenge c = answer.challenge();
      ObjectNode o =
          CanonicalJson.object()
              .put("challenge", c.id())
              .put("subject", c.subject())
              .put("video", answer.video().hex());
      return List.of(new Personal(c.subject(), o));
    }
  }

  /**
   * A persona was made from pictures.
   *
   * @param subject whom it shows
   */
  record PersonaMade(PersonaRef persona, String subject) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("persona");
    }

    @Override
    public List<Personal> personal() {
      ObjectNode o =
          CanonicalJson.object()
              .put("persona", persona.name())
              .put("grant", persona.grantId())
              .put("subject", subject);
      ArrayNode a = o.putArray("pictures");
      persona.pictures().stream().map(Digest::hex).forEach(a::add);
      return List.of(new Personal(subject, o));
    }
  }

  /**
   * A persona got a voice of its own from recordings.
   *
   * @param voice the persona with the grant and the recordings that its voice stands on
   * @param subject whom it approximates
   */
  record VoiceMade(PersonaRef voice, String subject) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("voice");
    }

    @Override
    public List<Personal> personal() {
      ObjectNode o =
          CanonicalJson.object()
              .put("persona", voice.name())
              .put("grant", voice.grantId())
              .put("subject", subject);
      ArrayNode a = o.putArray("recordings");
      voice.pictures().stream().map(Digest::hex).forEach(a::add);
      return List.of(new Personal(subject, o));
    }
  }

  /**
   * A network has learnt from a persona's pictures how to correct its face.
   *
   * @param persona with the grant and the pictures that it stands on
   * @param refiner of the network's file
   * @param subject whom it shows
   */
  record RefinerMade(PersonaRef persona, Digest refiner, String subject) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("refiner").put("sha256", refiner.hex());
    }

    @Override
    public List<Personal> personal() {
      return List.of(
          new Personal(
              subject,
              CanonicalJson.object()
                  .put("persona", persona.name())
                  .put("grant", persona.grantId())
                  .put("subject", subject)));
    }
  }

  /**
   * A swap of a persona with one other person was learnt.
   *
   * @param swap of the network's file, under which what was said of the rights is forgotten
   * @param target of the footage that shows the other
   * @param rights by what right it is used, as for a job's target
   * @param subject whom the persona shows
   */
  record SwapLearnt(PersonaRef persona, Digest swap, Digest target, String rights, String subject)
      implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("learned_swap")
          .put("sha256", swap.hex())
          .put("target", target.hex())
          .put("rights_stated", !rights.isEmpty());
    }

    @Override
    public List<Personal> personal() {
      return List.of(
          new Personal(
              subject,
              CanonicalJson.object()
                  .put("persona", persona.name())
                  .put("grant", persona.grantId())
                  .put("subject", subject)),
          new Personal(swap.hex(), CanonicalJson.object().put("rights", rights)));
    }
  }

  /**
   * A job began or was taken up again.
   *
   * @param rights by what right the target is used; empty where nothing was stated. It may name
   *     people, and is forgotten under the job's id
   */
  record JobStarted(
      String job, String maker, List<Clearance> clearances, Digest target, String rights)
      implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("job")
          .put("job", job)
          .put("maker", maker)
          .put("target", target.hex())
          .put("rights_stated", !rights.isEmpty());
    }

    @Override
    public List<Personal> personal() {
      List<Personal> all = new ArrayList<>();
      if (!rights.isEmpty()) {
        all.add(new Personal(job, CanonicalJson.object().put("rights", rights)));
      }
      all.addAll(AuditEvent.cleared(clearances));
      return all;
    }
  }

  /** A person let a draft out. */
  record Approved(String job, Digest draft, String by, Reviewer.How how) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("approval")
          .put("job", job)
          .put("draft", draft.hex())
          .put("how", how.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public List<Personal> personal() {
      return List.of(new Personal(by, CanonicalJson.object().put("by", by)));
    }
  }

  /** A person kept a draft in. */
  record Rejected(String job, Digest draft, String by, String why) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("rejection").put("job", job).put("draft", draft.hex());
    }

    @Override
    public List<Personal> personal() {
      return List.of(new Personal(by, CanonicalJson.object().put("by", by).put("why", why)));
    }
  }

  /** A file is about to leave. Written before it does, so that nothing leaves unlogged. */
  record Exported(String job, Digest file, long bytes, String sourceType, String signature)
      implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("export")
          .put("job", job)
          .put("file", file.hex())
          .put("bytes", bytes)
          .put("digital_source_type", sourceType)
          .put("signature", signature);
    }
  }

  /** A stamped preview was written. */
  record Previewed(Digest file, String what, List<Clearance> clearances) implements AuditEvent {
    public Previewed {
      clearances = List.copyOf(clearances);
    }

    @Override
    public ObjectNode toJson() {
      return of("preview").put("file", file.hex()).put("what", what);
    }

    @Override
    public List<Personal> personal() {
      return AuditEvent.cleared(clearances);
    }
  }

  /**
   * Something was asked for and refused.
   *
   * @param what was asked for
   * @param reason the code of the refusal
   * @param subject of whom text and message tell; null where that is not known, and then they are
   *     forgotten under the word {@code refusals}
   */
  record Refused(String what, String reason, String message, @Nullable String subject)
      implements AuditEvent {
    public Refused(String what, String reason, String message) {
      this(what, reason, message, null);
    }

    @Override
    public ObjectNode toJson() {
      return of("refusal").put("reason", reason);
    }

    @Override
    public List<Personal> personal() {
      return List.of(
          new Personal(
              subject == null ? "refusals" : subject,
              CanonicalJson.object().put("what", what).put("message", message)));
    }
  }

  /**
   * A question was answered, or handed over to a person.
   *
   * @param from the collection of documents
   * @param outcome in a word
   * @param sources the places that were cited
   * @param question without secrets; forgotten, like the answer, under the word {@code questions}
   */
  record Answered(String from, String outcome, List<String> sources, String question, String answer)
      implements AuditEvent {
    public Answered {
      sources = List.copyOf(sources);
    }

    @Override
    public ObjectNode toJson() {
      ObjectNode o = of("answer").put("from", from).put("outcome", outcome);
      sources.forEach(o.putArray("sources")::add);
      return o;
    }

    @Override
    public List<Personal> personal() {
      return List.of(
          new Personal(
              "questions", CanonicalJson.object().put("question", question).put("answer", answer)));
    }
  }

  /**
   * A person's key was dropped: what entries tell of that person can be read no more.
   *
   * @param key its id, which tells nothing of the person
   */
  record Forgotten(String key) implements AuditEvent {
    @Override
    public ObjectNode toJson() {
      return of("forgotten").put("key", key);
    }
  }
}
