package dev.likeness.consent;

import dev.likeness.core.Digest;
import dev.likeness.core.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Grants and revocations as JSON files, as {@code docs/consent.md} describes them. */
public final class GrantFormat {
  private static final long LARGEST = 1 << 20;

  private GrantFormat() {}

  /**
   * Reads a grant's file. Its signature is not judged here but by ledger and {@link Consents}.
   *
   * @throws ConsentException FORMAT, naming file and field; IO
   */
  public static Grant read(Path file) {
    try {
      return grant(load(file));
    } catch (IllegalArgumentException e) {
      throw new ConsentException(
          ConsentException.Code.FORMAT,
          "%s is no grant that can be read (%s)".formatted(file, e.getMessage()),
          e);
    }
  }

  /** Reads a revocation's file; errors as in {@link #read}. */
  public static Revocation readRevocation(Path file) {
    try {
      return revocation(load(file));
    } catch (IllegalArgumentException e) {
      throw new ConsentException(
          ConsentException.Code.FORMAT,
          "%s is no revocation that can be read (%s)".formatted(file, e.getMessage()),
          e);
    }
  }

  /** Writes a grant for people to read; beside and renamed. */
  public static void write(Grant grant, Path file) {
    store(grant.stored(), file);
  }

  /** Writes a revocation likewise. */
  public static void write(Revocation revocation, Path file) {
    store(revocation.toJson(), file);
  }

  /**
   * The grant in a JSON object; its signature is not judged here.
   *
   * @throws IllegalArgumentException naming the field that is wrong
   */
  public static Grant grant(ObjectNode json) {
    if (json.has("payload")) {
      return ConsentRecord.read(json);
    }
    Fields f = new Fields("", json);
    f.constant("format", Grant.FORMAT);
    String kind = f.text("kind");
    Grant g =
        switch (kind) {
          case "person" -> person(f);
          case "nobody" -> nobody(f);
          default -> throw f.wrong("kind", "needs 'person' or 'nobody', not '" + kind + "'");
        };
    f.end();
    return g;
  }

  private static PersonGrant person(Fields f) {
    Fields adult = f.object("adult");
    Fields key = f.object("key");
    key.constant("kty", "OKP");
    key.constant("crv", "Ed25519");
    PersonGrant g =
        new PersonGrant(
            f.text("id"),
            new GrantTerms(
                f.text("subject"),
                f.text("granted_by"),
                uses(f),
                f.list("purposes", p -> p),
                f.time("issued"),
                f.time("expiry"),
                f.digests("pictures"),
                new AdultAttestation(adult.flag("attested"), adult.text("by")),
                guardian(f)),
            new SubjectKey(key.text("x")),
            f.text("signature"));
    adult.end();
    key.end();
    return g;
  }

  private static Optional<Guardian> guardian(Fields f) {
    if (!f.has("guardian")) {
      return Optional.empty();
    }
    Fields g = f.object("guardian");
    Fields key = g.object("key");
    key.constant("kty", "OKP");
    key.constant("crv", "Ed25519");
    Guardian out =
        new Guardian(
            g.text("name"), g.text("relation"), new SubjectKey(key.text("x")), g.text("signature"));
    key.end();
    g.end();
    return Optional.of(out);
  }

  /** In a canonical order, so that a text has one reading and a reading one text. */
  private static Set<Use> uses(Fields f) {
    List<Use> uses = f.list("uses", Use::ofWord);
    if (uses.isEmpty() || !uses.equals(List.copyOf(EnumSet.copyOf(uses)))) {
      throw f.wrong("uses", "needs each once, in the order swap, reenact, lip-sync, talk, voice");
    }
    return EnumSet.copyOf(uses);
  }

  private static NobodyGrant nobody(Fields f) {
    f.constant("statement", NobodyGrant.STATEMENT);
    return new NobodyGrant(
        f.text("id"),
        f.text("subject"),
        f.text("source"),
        f.text("stated_by"),
        f.time("issued"),
        f.digests("pictures"));
  }

  static Revocation revocation(ObjectNode json) {
    Fields f = new Fields("", json);
    f.constant("format", Revocation.FORMAT);
    String by = f.text("by");
    Revocation r =
        switch (by) {
          case "subject" ->
              new Revocation.BySubject(
                  f.text("grant"), f.time("at"), f.text("reason"), f.text("signature"));
          case "operator" ->
              new Revocation.ByOperator(
                  f.text("grant"), f.time("at"), f.text("reason"), f.text("operator"));
          default -> throw f.wrong("by", "needs 'subject' or 'operator', not '" + by + "'");
        };
    f.end();
    return r;
  }

  static ObjectNode toJson(PersonGrant g) {
    ObjectNode o = head("person", g);
    GrantTerms t = g.terms();
    o.put("granted_by", t.grantedBy());
    ArrayNode uses = o.putArray("uses");
    t.uses().forEach(u -> uses.add(u.word()));
    ArrayNode purposes = o.putArray("purposes");
    t.purposes().forEach(purposes::add);
    o.put("expiry", t.expiry().toString());
    o.putObject("adult").put("attested", t.adult().attested()).put("by", t.adult().by());
    put(o, g.key());
    t.guardian()
        .ifPresent(
            d ->
                put(
                        o.putObject("guardian").put("name", d.name()).put("relation", d.relation()),
                        d.key())
                    .put("signature", d.signature()));
    o.put("signature", g.signature());
    return o;
  }

  private static ObjectNode put(ObjectNode o, SubjectKey key) {
    o.putObject("key").put("kty", "OKP").put("crv", "Ed25519").put("x", key.x());
    return o;
  }

  static ObjectNode toJson(NobodyGrant g) {
    return head("nobody", g)
        .put("statement", NobodyGrant.STATEMENT)
        .put("source", g.source())
        .put("stated_by", g.statedBy());
  }

  private static ObjectNode head(String kind, Grant g) {
    ObjectNode o =
        CanonicalJson.object()
            .put("format", Grant.FORMAT)
            .put("kind", kind)
            .put("id", g.id())
            .put("subject", g.subject())
            .put("issued", g.issued().toString());
    ArrayNode pictures = o.putArray("pictures");
    g.pictures().stream().map(Digest::hex).forEach(pictures::add);
    return o;
  }

  static ObjectNode toJson(Revocation r) {
    ObjectNode o =
        CanonicalJson.object()
            .put("format", Revocation.FORMAT)
            .put("grant", r.grant())
            .put("at", r.at().toString())
            .put("reason", r.reason());
    return switch (r) {
      case Revocation.BySubject s -> o.put("by", "subject").put("signature", s.signature());
      case Revocation.ByOperator p -> o.put("by", "operator").put("operator", p.operator());
    };
  }

  private static ObjectNode load(Path file) {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IllegalArgumentException("is larger than " + LARGEST + " bytes");
      }
      return CanonicalJson.read(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new ConsentException(
          ConsentException.Code.IO, "cannot read " + file + ": " + Trouble.of(e), e);
    }
  }

  private static void store(ObjectNode json, Path file) {
    try {
      PrivateFiles.replace(file, CanonicalJson.pretty(json).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ConsentException(
          ConsentException.Code.IO, "cannot write " + file + ": " + Trouble.of(e), e);
    }
  }
}
