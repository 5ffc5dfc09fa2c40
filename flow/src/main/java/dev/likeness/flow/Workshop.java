package dev.likeness.flow;

import dev.likeness.consent.ChallengeAnswer;
import dev.likeness.consent.Challenges;
import dev.likeness.consent.ConsentRecord;
import dev.likeness.consent.ConsentRefused;
import dev.likeness.consent.Consents;
import dev.likeness.consent.Grant;
import dev.likeness.consent.Ledger;
import dev.likeness.consent.NobodyGrant;
import dev.likeness.consent.PersonGrant;
import dev.likeness.faces.FaceFinder;
import dev.likeness.flow.gate.Gate;
import dev.likeness.flow.gate.GatePolicy;
import dev.likeness.flow.gate.SpeechGate;
import dev.likeness.media.ApartDecoder;
import dev.likeness.media.Decoder;
import dev.likeness.models.ContentClassifier;
import dev.likeness.models.ModelCard;
import dev.likeness.models.ModelId;
import dev.likeness.models.Models;
import dev.likeness.models.SentenceEmbedder;
import dev.likeness.provenance.AuditEvent;
import dev.likeness.provenance.AuditLog;
import dev.likeness.provenance.ContentGate;
import dev.likeness.provenance.Exporter;
import dev.likeness.provenance.SigningKeys;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What recipes work with: the home, the clock, the ledger, the log, and the networks, which are
 * opened when the first recipe asks for them. For one thread at a time.
 */
public final class Workshop implements AutoCloseable {
  private static final List<ModelId> FACES =
      List.of(ModelId.FACE_DETECTOR_SHORT, ModelId.FACE_MESH, ModelId.IRIS, ModelId.MOBILE_FACE);

  /** What a swap uses besides: what lies over a face. */
  private static final List<ModelId> HANDS = List.of(ModelId.HAND_DETECTOR, ModelId.HAND_LANDMARKS);

  /** What the content gate looks with besides. */
  private static final List<ModelId> GATE =
      List.of(ModelId.SEXUAL_CONTENT, ModelId.FACE_ATTRIBUTES);

  private final Home home;
  private final Clock clock;
  private final SigningKeys keys;
  private @Nullable Models models;
  private @Nullable ApartDecoder apart;
  private @Nullable SentenceEmbedder sentences;
  private @Nullable FaceFinder finder;
  private @Nullable CompletableFuture<FaceFinder> opening;
  private @Nullable CompletableFuture<ContentClassifier> classifying;

  public Workshop(Home home, Clock clock) {
    this(home, clock, home.keys());
  }

  /**
   * @param keys that results are signed with, where they are not the home's own
   */
  public Workshop(Home home, Clock clock, SigningKeys keys) {
    this.home = home;
    this.clock = clock;
    this.keys = keys;
  }

  public SigningKeys keys() {
    return keys;
  }

  public Home home() {
    return home;
  }

  public Clock clock() {
    return clock;
  }

  public Ledger ledger() {
    return home.ledger();
  }

  public Consents consents() {
    return new Consents(ledger());
  }

  public Challenges challenges() {
    return Challenges.in(home.challenges(), home.operatorKey());
  }

  /**
   * Enters a grant in the ledger and the log, countersigned where it is a record.
   *
   * @return false when the ledger had it before
   */
  public boolean record(Grant grant) {
    Grant signed =
        switch (grant) {
          case PersonGrant p -> {
            requireOwnChallenge(p);
            yield p.countersign(home.operatorKey().pair());
          }
          case NobodyGrant n -> n;
        };
    boolean fresh = ledger().add(signed, clock);
    if (fresh) {
      audit().append(new AuditEvent.GrantRecorded(signed));
    }
    return fresh;
  }

  /**
   * Lets a grant stand on a passed challenge: one only, also where the note of it was removed, and
   * only on an answer that the log tells of.
   *
   * @throws ConsentRefused CHALLENGE where another stands on it, or it was not judged here
   */
  public void spend(String challenge, PersonGrant grant) {
    challenges().answer(challenge).ifPresent(this::requireJudged);
    boolean spent =
        ledger().read().grants().values().stream()
            .filter(g -> !g.id().equals(grant.id()))
            .filter(PersonGrant.class::isInstance)
            .flatMap(g -> ((PersonGrant) g).challenge().stream())
            .anyMatch(a -> a.challenge().id().equals(challenge));
    if (spent) {
      throw new ConsentRefused(
          ConsentRefused.Reason.CHALLENGE,
          "a recorded grant stands on challenge %s already; set a new one".formatted(challenge));
    }
    challenges().use(challenge, grant.id());
  }

  /** An operator vouches only for challenges that it set itself. */
  private void requireOwnChallenge(PersonGrant p) {
    ConsentRecord r = p.record().filter(x -> x.countersigned().isEmpty()).orElse(null);
    ChallengeAnswer a = r == null ? null : r.challenge().orElse(null);
    if (a != null && !challenges().answer(a.challenge().id()).equals(Optional.of(a))) {
      throw new ConsentRefused(
          ConsentRefused.Reason.CHALLENGE,
          "challenge %s was not set and judged here; whoever did so has to countersign the grant"
              .formatted(a.challenge().id()));
    }
    if (a != null) {
      requireJudged(a);
    }
  }

  /** Who has the operator's key can sign an answer, but not one that was judged: the log knows. */
  private void requireJudged(ChallengeAnswer a) {
    String digest = a.digest().hex();
    AtomicBoolean judged = new AtomicBoolean();
    audit()
        .read(
            e -> {
              if (e.body().path("kind").asString("").equals("challenge")
                  && e.body().path("answer").asString("").equals(digest)) {
                judged.set(true);
              }
            });
    if (!judged.get()) {
      throw new ConsentRefused(
          ConsentRefused.Reason.CHALLENGE,
          "the audit log does not tell that challenge %s was judged with this answer; set a new one"
              .formatted(a.challenge().id()));
    }
  }

  /** The one way out. */
  public Exporter exporter() {
    return new Exporter(consents(), audit(), clock, keys(), home.marks());
  }

  public AuditLog audit() {
    return home.audit(clock);
  }

  /**
   * The content gate for one job.
   *
   * @throws dev.likeness.flow.gate.PolicyException where the operator's policy cannot be used
   */
  public Gate gate() {
    GatePolicy policy = GatePolicy.read(home.policy());
    return new Gate(this::classifier, this::finder, policy, new ContentGate(audit()));
  }

  /**
   * The gate for texts that are to be said in somebody's voice.
   *
   * @throws dev.likeness.flow.gate.PolicyException as {@link #gate}
   */
  public SpeechGate speechGate() {
    return new SpeechGate(GatePolicy.read(home.policy()));
  }

  public Personas personas() {
    return new Personas(this);
  }

  public OwnVoices voices() {
    return new OwnVoices(this);
  }

  public Jobs jobs() {
    return new Jobs(home.jobs());
  }

  /** The networks in the jar; closed with this. */
  public synchronized Models models() {
    if (models == null) {
      models = new Models();
    }
    return models;
  }

  /** What English sentences mean; opened when it is first asked for, and closed with this. */
  public synchronized SentenceEmbedder sentences() {
    if (sentences == null) {
      sentences = models().sentences();
    }
    return sentences;
  }

  /** Begins to open the networks that every job needs, while the caller does something else. */
  void prepare() {
    if (finder == null && opening == null) {
      Models loaded = models();
      opening = CompletableFuture.supplyAsync(() -> new FaceFinder(loaded).withEmbedding());
    }
    prepareClassifier();
  }

  private void prepareFinder() {
    if (finder == null && opening == null) {
      Models loaded = models();
      opening = CompletableFuture.supplyAsync(() -> new FaceFinder(loaded));
    }
  }

  /**
   * Begins to start what looks at strangers' files: the process that decodes, and the networks that
   * find faces.
   */
  public void prepareLooking() {
    apart();
    if (apart != null) {
      apart.prepare();
    }
    prepareFinder();
  }

  private void prepareClassifier() {
    if (classifying == null) {
      Models loaded = models();
      classifying = CompletableFuture.supplyAsync(() -> new ContentClassifier(loaded));
    }
  }

  /** Finds faces; closed with this. */
  public FaceFinder finder() {
    if (finder == null) {
      prepareFinder();
      finder = opened(opening);
    }
    return finder;
  }

  /** What the content gate looks with, opened once for all jobs; closed with this. */
  private ContentClassifier classifier() {
    prepareClassifier();
    return opened(classifying);
  }

  private static <T> T opened(@Nullable CompletableFuture<T> opening) {
    try {
      return Objects.requireNonNull(opening).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : e;
    }
  }

  /** The cards of the networks that finding faces uses. */
  List<ModelCard> cards() {
    return FACES.stream().map(models()::card).toList();
  }

  /** The cards of the networks that a swap uses. */
  List<ModelCard> swapCards() {
    return Stream.concat(FACES.stream(), HANDS.stream()).map(models()::card).toList();
  }

  /** The cards of the networks that the content gate looks with. */
  List<ModelCard> gateCards() {
    return GATE.stream().map(models()::card).toList();
  }

  /** Decodes what comes from strangers, in a process of its own; closed with this. */
  public Decoder apart() {
    ApartDecoder a = apart;
    if (a == null) {
      a = new ApartDecoder();
      apart = a;
    }
    return a;
  }

  @Override
  public void close() {
    if (apart != null) {
      apart.close();
    }
    if (opening != null && !opening.isCompletedExceptionally()) {
      finder().close();
    }
    if (classifying != null && !classifying.isCompletedExceptionally()) {
      classifying.join().close();
    }
    if (models != null) {
      models.close();
    }
  }
}
