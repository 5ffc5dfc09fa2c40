package dev.likeness.provenance.c2pa;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one validation works on and has found out so far. */
final class Session {
  final ManifestStore store;
  final Trust trust;
  final Instant now;

  /** The file that the active manifest is about; null where only manifests are looked at. */
  final @Nullable FileChannel file;

  /** Where the file is; null where nothing can lie beside it. */
  final @Nullable Path path;

  /** What the store takes of the file. */
  final List<Range> embedded;

  final Map<String, Claim> claims = new LinkedHashMap<>();
  final Map<String, SignerInfo> signers = new LinkedHashMap<>();
  private final Map<Jumbf.Super, Map<String, byte[]>> hashes = new IdentityHashMap<>();
  private long hashed;
  private int asked;
  private int stamped;

  Session(
      ManifestStore store,
      Trust trust,
      Instant now,
      @Nullable FileChannel file,
      @Nullable Path path,
      List<Range> embedded) {
    this.store = store;
    this.trust = trust;
    this.now = now;
    this.file = file;
    this.path = path;
    this.embedded = embedded;
  }

  /** The box that a reference leads to, seen from a manifest. */
  Optional<Jumbf.Super> resolve(Manifest from, String uri) {
    return Uris.parse(uri)
        .flatMap(
            t ->
                (t.manifest().isEmpty() ? Optional.of(from) : store.manifest(t.manifest()))
                    .flatMap(m -> m.at(t.path())));
  }

  /** The hash of a box, computed once. */
  byte[] hash(Jumbf.Super box, String algorithm) throws Malformed {
    Map<String, byte[]> own = hashes.computeIfAbsent(box, b -> new HashMap<>());
    byte[] known = own.get(algorithm);
    if (known != null) {
      return known;
    }
    hashed += box.to() - box.from();
    if (hashed > Limits.HASHED_IN_STORE) {
      throw new Malformed("manifests that refer to each other too often");
    }
    MessageDigest d = Io.digest(algorithm);
    d.update(box.store(), box.from(), box.to() - box.from());
    byte[] hash = d.digest();
    own.put(algorithm, hash);
    return hash;
  }

  /**
   * Answers about revocation for a signature: its own, and those that manifests added later
   * (section 18.19). Not more than {@link Limits#ANSWERS} are given for all signatures together.
   */
  List<byte[]> answers(Cose.Signature cose) {
    List<byte[]> out = new ArrayList<>(cose.ocsp());
    for (Manifest m : store.all()) {
      Jumbf.Super status = m.assertions().get("c2pa.certificate-status");
      if (status != null) {
        ActionCheck.content(status).ifPresent(c -> out.addAll(c.allBytes("ocspVals")));
      }
    }
    int left = Math.min(out.size(), Limits.ANSWERS - asked);
    asked += left;
    return out.subList(0, left);
  }

  /** Time-stamps of a manifest that others added later (section 18.18). */
  List<byte[]> stamps(String manifest) {
    List<byte[]> out = new ArrayList<>();
    for (Manifest m : store.all()) {
      Jumbf.Super stamps = m.assertions().get("c2pa.time-stamp");
      byte[] token =
          stamps == null
              ? null
              : ActionCheck.content(stamps).map(c -> c.bytes(manifest)).orElse(null);
      if (token != null && stamped < Limits.ANSWERS) {
        stamped++;
        out.add(token);
      }
    }
    return out;
  }

  /** What a hashed reference came to. */
  enum Match {
    SAME,
    DIFFERENT,
    NO_HASH,
    NO_ALGORITHM
  }

  Match match(Jumbf.Super box, CborMap reference, String claimAlgorithm) throws Malformed {
    String own = reference.text("alg");
    String algorithm = own == null ? claimAlgorithm : own;
    byte[] said = reference.bytes("hash");
    if (said == null) {
      return Match.NO_HASH;
    }
    if (!Io.knows(algorithm)) {
      return Match.NO_ALGORITHM;
    }
    return MessageDigest.isEqual(hash(box, algorithm), said) ? Match.SAME : Match.DIFFERENT;
  }
}
