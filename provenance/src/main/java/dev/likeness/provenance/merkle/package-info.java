/**
 * An append-only log in a Merkle tree (RFC 9162, section 2.1) with signed heads, proofs that can be
 * checked without the log, and personal parts that can be forgotten without breaking either. It
 * knows nothing of what its entries tell.
 */
@NullMarked
package dev.likeness.provenance.merkle;

import org.jspecify.annotations.NullMarked;
