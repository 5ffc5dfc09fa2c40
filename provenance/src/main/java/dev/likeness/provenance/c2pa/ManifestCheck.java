package dev.likeness.provenance.c2pa;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Validates one manifest but for its ingredients and its file (C2PA sections 15.6 to 15.10). */
final class ManifestCheck {
  private final Session session;
  private final Manifest manifest;
  private final Set<String> redacted;
  private final Findings out;

  /**
   * @param redacted assertions that a later manifest declares taken out, as absolute references
   */
  ManifestCheck(Session session, Manifest manifest, Set<String> redacted, Findings out) {
    this.session = session;
    this.manifest = manifest;
    this.redacted = redacted;
    this.out = out;
  }

  private String url(String path) {
    return Uris.in(manifest.label(), path);
  }

  /** The claim, where there is one that can be read. */
  Optional<Claim> run() throws Malformed {
    if (manifest.fault() != null) {
      String at = Uris.manifest(manifest.label());
      out.bad("manifest.compressed.invalid", at, manifest.fault());
      return Optional.empty();
    }
    List<Jumbf.Super> claims = manifest.claims();
    if (claims.isEmpty()) {
      out.bad("claim.missing", Uris.manifest(manifest.label()), "the manifest has no claim");
      return Optional.empty();
    }
    String url = url(claims.get(0).label());
    if (claims.size() > 1) {
      out.bad("claim.multiple", url, "the manifest has more than one claim");
      return Optional.empty();
    }
    Claim claim;
    try {
      claim = Claim.of(claims.get(0));
    } catch (Malformed e) {
      out.bad("claim.cbor.invalid", url, said(e));
      return Optional.empty();
    }
    session.claims.put(manifest.label(), claim);
    if (!claim.complete()) {
      out.bad("claim.malformed", url, "a field that a claim needs is missing or of another kind");
      return Optional.of(claim);
    }
    signature(claim);
    assertions(claim);
    new AssertionCheck(session, manifest, claim, out).run();
    return Optional.of(claim);
  }

  private void signature(Claim claim) {
    String url = url(Manifest.SIGNATURE);
    Optional<Jumbf.Super> box = session.resolve(manifest, claim.signature());
    if (box.isEmpty()
        || !box.get().type().equals(Jumbf.SIGNATURE)
        || manifest.box().supers().stream().noneMatch(s -> s == box.get())) {
      out.bad("claimSignature.missing", url, "the claim does not refer to a signature of its own");
      return;
    }
    Cose.Signature cose;
    try {
      cose =
          Cose.decode(
              box.get().content("cbor").orElseThrow(() -> new Malformed("an empty signature box")));
    } catch (Malformed e) {
      out.bad("claimSignature.mismatch", url, said(e));
      return;
    }
    X509Certificate signer = cose.chain().get(0);
    session.signers.put(manifest.label(), new SignerInfo(cose.algorithm(), signer, null, null));
    if (cose.algorithm() == null) {
      out.bad("algorithm.unsupported", url, "the signature's algorithm is not allowed");
      return;
    }
    if (!cose.verifies(claim.bytes())) {
      out.bad("claimSignature.mismatch", url, "the signature is not the key's over this claim");
      return;
    }
    out.good("claimSignature.validated", url, "the claim is as it was signed");
    Optional<Instant> stamped =
        StampCheck.check(
            cose, claim.bytes(), session.stamps(manifest.label()), session.trust, out, url);
    credential(cose, stamped, url);
  }

  private void credential(Cose.Signature cose, Optional<Instant> stamped, String url) {
    X509Certificate signer = cose.chain().get(0);
    Instant at = stamped.orElse(session.now);
    boolean dated =
        !at.isBefore(signer.getNotBefore().toInstant())
            && !at.isAfter(signer.getNotAfter().toInstant());
    Optional<String> fault = CertificateProfile.fault(signer);
    Optional<Trust.Way> way =
        fault.isEmpty() && dated ? session.trust.signer(cose.chain(), at) : Optional.empty();
    boolean revoked =
        fault.isEmpty() && new RevocationCheck(session, out, url).run(cose, way, stamped);
    Optional<String> list = revoked ? Optional.empty() : way.map(Trust.Way::list);
    session.signers.put(
        manifest.label(),
        new SignerInfo(cose.algorithm(), signer, stamped.orElse(null), list.orElse(null)));
    if (fault.isPresent()) {
      out.bad("signingCredential.invalid", url, "the certificate: " + fault.get());
      return;
    }
    if (dated) {
      out.good("claimSignature.insideValidity", url, "the certificate was valid at " + at);
    } else if (stamped.isPresent()) {
      out.bad("claimSignature.outsideValidity", url, "the certificate was not valid at " + at);
    } else {
      out.bad(
          "claimSignature.outsideValidity",
          url,
          "the certificate is valid from %s to %s, and no trusted time-stamp says that it was then"
              .formatted(signer.getNotBefore().toInstant(), signer.getNotAfter().toInstant()));
    }
    if (list.isPresent()) {
      out.good("signingCredential.trusted", url, "the signer is on the list: " + list.get());
    } else {
      out.bad(
          Status.UNTRUSTED,
          url,
          "no trust list leads to " + signer.getSubjectX500Principal().getName());
    }
  }

  private void assertions(Claim claim) throws Malformed {
    Set<String> declared = new HashSet<>();
    String prefix = Manifest.ASSERTIONS + "/";
    for (CborMap reference : claim.references()) {
      String uri = reference.text("url");
      Optional<Uris.Target> target = uri == null ? Optional.empty() : Uris.parse(uri);
      if (uri == null || target.isEmpty()) {
        out.bad("assertion.missing", url(prefix), "a reference to no assertion");
        continue;
      }
      String own = target.get().manifest();
      if (!(own.isEmpty() || own.equals(manifest.label()))
          || !target.get().path().startsWith(prefix)) {
        out.bad("assertion.outsideManifest", url(prefix), "the claim refers to " + Io.clip(uri));
        continue;
      }
      String label = target.get().path().substring(prefix.length());
      if (!declared.add(label)) {
        out.bad("claim.malformed", url(prefix + label), "an assertion is referred to twice");
        continue;
      }
      assertion(claim, reference, label);
    }
    for (String label : manifest.assertions().keySet()) {
      if (!declared.contains(label)) {
        out.bad("assertion.undeclared", url(prefix + label), "the claim does not refer to it");
      }
    }
  }

  private void assertion(Claim claim, CborMap reference, String label) throws Malformed {
    String url = url(Manifest.ASSERTIONS + "/" + label);
    if (redacted.contains(url)) {
      String kind = Manifest.kind(label);
      if (kind.startsWith("c2pa.actions")) {
        out.bad("assertion.action.redacted", url, "what must not be taken out was");
      } else if (kind.startsWith("c2pa.hash")) {
        out.bad("assertion.hardBinding.redacted", url, "what must not be taken out was");
      }
      Jumbf.Super still = manifest.assertions().get(label);
      if (still != null && !still.empty()) {
        out.bad("assertion.notRedacted", url, "it is said to be taken out, and is there");
      }
      return;
    }
    if (claim.redacted().contains(url)) {
      out.bad("assertion.selfRedacted", url, "a manifest takes out its own assertion");
      return;
    }
    Jumbf.Super box = manifest.assertions().get(label);
    if (box == null) {
      out.bad("assertion.missing", url, "the claim refers to it, but it is not there");
      return;
    }
    switch (session.match(box, reference, claim.algorithm())) {
      case SAME -> out.good("assertion.hashedURI.match", url, "it is as it was signed");
      case DIFFERENT, NO_HASH ->
          out.bad("assertion.hashedURI.mismatch", url, "it is not as it was signed");
      case NO_ALGORITHM ->
          out.bad("algorithm.unsupported", url, "its hash's algorithm is not allowed");
    }
    if (box.type().equals(Jumbf.CBOR)) {
      Optional<byte[]> content = box.content("cbor");
      try {
        Cbor.decode(content.orElseThrow(() -> new Malformed("an assertion without content")));
      } catch (Malformed e) {
        out.bad("assertion.cbor.invalid", url, said(e));
      }
    }
  }

  static String said(Malformed e) {
    return String.valueOf(e.getMessage());
  }
}
