/**
 * Who may be shown doing what: grants signed by the person they depict, the ledger that keeps them,
 * and the {@link dev.likeness.consent.Clearance} without which nothing is rendered or exported.
 *
 * <p>Every path to a clearance runs through {@link dev.likeness.consent.Consents#require}; there is
 * no option that skips a check. The file format is described in {@code docs/consent.md}.
 */
@NullMarked
package dev.likeness.consent;

import org.jspecify.annotations.NullMarked;
