package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The permission that a persona stands on: given by a person, or the recorded statement that the
 * persona shows nobody.
 */
public sealed interface Grant permits PersonGrant, NobodyGrant {
  /** The value of {@code format} in files of this version. */
  String FORMAT = "likeness-grant/1";

  /** What ledger and records call it. */
  String id();

  /** The pseudonym of who is depicted. */
  String subject();

  Set<Use> uses();

  /** What it is for, in words; shown and recorded, not judged by the machine. */
  List<String> purposes();

  /** Valid from. */
  Instant issued();

  /** Valid until, exclusive; empty where it does not end by itself. */
  Optional<Instant> ends();

  /** SHA-256 digests of the reference pictures' files. */
  List<Digest> pictures();

  /** The JSON form, as {@code docs/consent.md} describes it. */
  ObjectNode toJson();

  /** The JSON of its file and of its entry in the ledger, from which it can be read again. */
  default ObjectNode stored() {
    return toJson();
  }
}
