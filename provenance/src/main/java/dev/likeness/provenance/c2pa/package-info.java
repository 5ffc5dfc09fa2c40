/**
 * Content Credentials (C2PA Technical Specification 2.4) written and read: signed manifests inside
 * JPEG, PNG, WebP, WAV, MP3 and MP4/MOV/M4A files. It knows nothing of the rest of Likeness and
 * could stand alone; besides the JDK it uses BouncyCastle, for issuing X.509 certificates, RFC 3161
 * time-stamps and OCSP answers only, and Google's Brotli decoder.
 *
 * <pre>
 *   Cbor, Jumbf, Cose        the three encodings
 *   Container                where a store lies in each kind of file, and how a new one gets in
 *   Coverage                 which bytes a hard binding hashes
 *   CredentialWriter         ManifestPlan + Credential → a signed copy
 *   CredentialReader         a file → CredentialReport, with the standard's status codes
 * </pre>
 *
 * Files are read in pieces; what a file claims about its own sizes is never believed beyond the
 * bounds in {@link dev.likeness.provenance.c2pa.Limits}.
 */
@NullMarked
package dev.likeness.provenance.c2pa;

import org.jspecify.annotations.NullMarked;
