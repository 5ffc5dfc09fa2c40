package dev.likeness.provenance.c2pa;

/**
 * One finding of a validation, with the standard's status code (C2PA section 15.2.2).
 *
 * @param code such as {@code claimSignature.validated}
 * @param url the box that it is about
 * @param explanation for people
 */
public record Status(Kind kind, String code, String url, String explanation) {
  /** What a finding means. */
  public enum Kind {
    SUCCESS,
    INFORMATION,
    FAILURE
  }

  static final String UNTRUSTED = "signingCredential.untrusted";

  CborMap cbor() {
    return new CborMap().put("code", code).put("url", url).put("explanation", explanation);
  }

  /** Whether it makes what it is about invalid; that the signer is not known does not. */
  boolean breaks() {
    return kind == Kind.FAILURE && !code.equals(UNTRUSTED);
  }
}
