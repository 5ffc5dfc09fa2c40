package dev.likeness.consent;

import dev.likeness.consent.ConsentRefused.Reason;
import dev.likeness.core.Digest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The grants and revocations of this installation, in a {@link HashChain} that only grows.
 * Thread-safe, and safe among processes.
 */
public final class Ledger {
  private final HashChain chain;

  private Ledger(HashChain chain) {
    this.chain = chain;
  }

  /** The ledger in this file; it comes into being with the first grant. */
  public static Ledger at(Path file) {
    return new Ledger(HashChain.at(file));
  }

  /** Whether a grant can be used, as far as the grant itself and the ledger say. */
  public enum Status {
    VALID,
    NOT_YET_VALID,
    EXPIRED,
    REVOKED,
    BAD_SIGNATURE
  }

  /**
   * What the ledger holds at one moment, in the order of recording.
   *
   * @param grants by id
   * @param revocations by id of the grant
   */
  public record Book(Map<String, Grant> grants, Map<String, Revocation> revocations) {
    public Book {
      grants = Collections.unmodifiableMap(new LinkedHashMap<>(grants));
      revocations = Collections.unmodifiableMap(new LinkedHashMap<>(revocations));
    }

    /** How a grant of this book stands at a moment. */
    public Status status(Grant grant, Instant now) {
      if (grant instanceof PersonGrant p && !p.signatureValid()) {
        return Status.BAD_SIGNATURE;
      }
      if (revocations.containsKey(grant.id())) {
        return Status.REVOKED;
      }
      if (now.isBefore(grant.issued())) {
        return Status.NOT_YET_VALID;
      }
      return now.isBefore(grant.ends().orElse(Instant.MAX)) ? Status.VALID : Status.EXPIRED;
    }

    /**
     * A picture of somebody who gave a grant for it, whatever became of that, shows somebody.
     *
     * @throws ConsentRefused SOMEBODY
     */
    void requireNobody(List<Digest> pictures) {
      for (Grant g : grants.values()) {
        if (g instanceof PersonGrant && shared(g, pictures)) {
          throw new ConsentRefused(
              Reason.SOMEBODY,
              "grant %s is %s's, for the same picture: it shows a real person, and only with their grant is anything made of it"
                  .formatted(g.id(), g.subject()));
        }
      }
    }

    /**
     * What one key has taken back, another does not give: a stranger could have made it. A passed
     * challenge shows that it is the person.
     *
     * @throws ConsentRefused REVOKED
     */
    private void requireNotTakenBack(PersonGrant grant) {
      if (grant.challenge().filter(ChallengeAnswer::passed).isPresent()) {
        return;
      }
      for (Grant g : grants.values()) {
        if (g instanceof PersonGrant p
            && revocations.containsKey(p.id())
            && !p.key().equals(grant.key())
            && shared(p, grant.pictures())) {
          throw new ConsentRefused(
              Reason.REVOKED,
              "grant %s for the same picture was revoked, and %s is signed with another key; sign it with that of %s, or let %s answer a challenge"
                  .formatted(p.id(), grant.id(), p.id(), grant.subject()));
        }
      }
    }

    private static boolean shared(Grant g, List<Digest> pictures) {
      return g.pictures().stream().anyMatch(pictures::contains);
    }
  }

  /**
   * Records a grant.
   *
   * @return false when the ledger already holds this very grant
   * @throws ConsentRefused BAD_SIGNATURE or NOT_ADULT; SOMEBODY where it is stated of a picture
   *     that a person gave a grant for; REVOKED where another key gives what was taken back
   * @throws ConsentException CONFLICT when the id stands for another grant; CHAIN_BROKEN, BUSY, IO
   */
  public boolean add(Grant grant, Clock clock) {
    if (grant instanceof PersonGrant p) {
      requireSound(p);
    }
    return append(
        clock,
        book -> {
          Grant known = book.grants.get(grant.id());
          if (known != null && !same(known, grant)) {
            throw new ConsentException(
                ConsentException.Code.CONFLICT,
                "the ledger holds another grant under the id " + grant.id() + "; sign one anew");
          }
          if (known != null) {
            return null;
          }
          switch (grant) {
            case PersonGrant p -> book.book().requireNotTakenBack(p);
            case NobodyGrant n -> book.book().requireNobody(n.pictures());
          }
          return body("grant", grant.stored());
        });
  }

  /**
   * Records a revocation; from then on the grant clears nothing.
   *
   * @return false when the grant was revoked before
   * @throws ConsentRefused NO_GRANT when there is no such grant; BAD_SIGNATURE when it claims to be
   *     the subject's and is not signed with the grant's key
   */
  public boolean revoke(Revocation revocation, Clock clock) {
    return append(
        clock,
        book -> {
          Grant grant = book.grants.get(revocation.grant());
          if (grant == null) {
            throw new ConsentRefused(
                Reason.NO_GRANT,
                "the ledger holds no grant "
                    + revocation.grant()
                    + "; 'likeness consent list' shows what it holds");
          }
          requireAuthority(revocation, grant);
          return book.revocations.containsKey(grant.id())
              ? null
              : body("revocation", revocation.toJson());
        });
  }

  /**
   * Reads and checks the whole ledger.
   *
   * @throws ConsentException CHAIN_BROKEN when it has been changed, FORMAT when an entry is of a
   *     kind that this version does not know
   */
  public Book read() {
    Pages pages = new Pages();
    chain.read(pages::take);
    return pages.book();
  }

  /** Says whether the chain is whole, and if not, where it is broken. */
  public HashChain.State verify() {
    return chain.verify();
  }

  private static boolean same(Grant a, Grant b) {
    return a instanceof PersonGrant p && b instanceof PersonGrant q ? p.sameAs(q) : a.equals(b);
  }

  /** Decides from what is there what to add; null adds nothing. */
  private interface Decision {
    @Nullable ObjectNode body(Pages book);
  }

  private boolean append(Clock clock, Decision decision) {
    Pages pages = new Pages();
    Supplier<@Nullable ObjectNode> body = () -> decision.body(pages);
    return chain.append(pages::take, body, clock).isPresent();
  }

  private static ObjectNode body(String kind, ObjectNode content) {
    ObjectNode o = CanonicalJson.object().put("kind", kind);
    o.set(kind, content);
    return o;
  }

  private static void requireSound(PersonGrant p) {
    if (!p.signatureValid()) {
      throw new ConsentRefused(
          Reason.BAD_SIGNATURE,
          "the signature of grant "
              + p.id()
              + " is not that of the depicted person over this text; it was changed after signing,"
              + " or signed with another key");
    }
    if (p.terms().guardian().isPresent() && !p.guarded()) {
      throw new ConsentRefused(
          Reason.BAD_SIGNATURE,
          "the signature of the guardian in grant %s is not theirs over this text, or they have the key of %s"
              .formatted(p.id(), p.subject()));
    }
    if (!p.terms().adult().attested() && !p.guarded()) {
      throw new ConsentRefused(
          Reason.NOT_ADULT,
          "grant %s neither attests that %s is an adult nor bears a guardian's signature; without that it is not recorded"
              .formatted(p.id(), p.subject()));
    }
  }

  private static void requireAuthority(Revocation revocation, Grant grant) {
    if (revocation instanceof Revocation.BySubject s
        && !(grant instanceof PersonGrant p && p.key().verifies(s.signedText(), s.signature()))) {
      throw new ConsentRefused(
          Reason.BAD_SIGNATURE,
          "the revocation of "
              + grant.id()
              + " is not signed with the key of that grant; the operator can revoke it with a"
              + " reason instead");
    }
  }

  /** A book being filled. */
  private static final class Pages {
    final Map<String, Grant> grants = new LinkedHashMap<>();
    final Map<String, Revocation> revocations = new LinkedHashMap<>();

    void take(HashChain.Entry e) {
      String kind = e.body().path("kind").asString("");
      try {
        switch (kind) {
          case "grant" -> {
            Grant g = GrantFormat.grant(content(e, kind));
            grants.putIfAbsent(g.id(), g);
          }
          case "revocation" -> {
            Revocation r = GrantFormat.revocation(content(e, kind));
            revocations.putIfAbsent(r.grant(), r);
          }
          case "repair" -> {
            // the chain's own note that it removed a torn line
          }
          default -> throw new IllegalArgumentException("is of unknown kind '" + kind + "'");
        }
      } catch (IllegalArgumentException x) {
        throw new ConsentException(
            ConsentException.Code.FORMAT,
            "entry " + e.sequence() + " of the ledger: " + x.getMessage(),
            x);
      }
    }

    Book book() {
      return new Book(grants, revocations);
    }

    private static ObjectNode content(HashChain.Entry e, String kind) {
      if (e.body().get(kind) instanceof ObjectNode o) {
        return o;
      }
      throw new IllegalArgumentException(kind + ": is missing");
    }
  }
}
