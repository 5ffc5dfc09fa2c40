/**
 * Answers from an organisation's own documents: read, cut into passages, searched, and answered
 * from with citations, or not at all.
 */
@NullMarked
package dev.likeness.answers;

import org.jspecify.annotations.NullMarked;
