package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The statement that a persona shows no real person, and where its pictures come from. There is
 * nobody who could sign it; the ledger keeps who stated it.
 *
 * @param source where the pictures come from, such as "made with …, CC0"
 * @param statedBy the operator who says so
 */
public record NobodyGrant(
    String id,
    String subject,
    String source,
    String statedBy,
    Instant issued,
    List<Digest> pictures)
    implements Grant {
  /** What the statement says, in the words that go into the records. */
  public static final String STATEMENT = "no real person";

  private static final Set<Use> ALL = Collections.unmodifiableSet(EnumSet.allOf(Use.class));

  public NobodyGrant {
    Texts.requireId("id", id);
    Texts.require("subject", subject);
    Texts.require("source", source);
    Texts.require("stated_by", statedBy);
    issued = issued.truncatedTo(ChronoUnit.SECONDS);
    pictures = GrantTerms.requirePictures(pictures);
  }

  /** The statement with an id that follows from its text. */
  public static NobodyGrant of(
      String subject, String source, String statedBy, Instant issued, List<Digest> pictures) {
    NobodyGrant bare = new NobodyGrant("none", subject, source, statedBy, issued, pictures);
    String text = CanonicalJson.write(bare.toJson());
    String hex = Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    return new NobodyGrant(
        "nobody-" + hex.substring(0, 20), subject, source, statedBy, issued, pictures);
  }

  @Override
  public Set<Use> uses() {
    return ALL;
  }

  @Override
  public List<String> purposes() {
    return List.of(STATEMENT);
  }

  @Override
  public Optional<Instant> ends() {
    return Optional.empty();
  }

  @Override
  public ObjectNode toJson() {
    return GrantFormat.toJson(this);
  }
}
