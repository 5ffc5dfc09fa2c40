/**
 * The content gate: what must not be made, whoever consents. It looks at targets, personas and
 * drafts for sexual content and for faces that look too young, and at texts for claims to an office
 * and for requests for money, codes or votes. Nothing turns it off; an operator's policy file can
 * only make it stricter. Thresholds and error rates are in {@code docs/gate.md}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.flow.gate;
