/** Drafts put right by hand: what a person corrects, and what of the draft is made anew for it. */
@NullMarked
package dev.likeness.flow.mend;

import org.jspecify.annotations.NullMarked;
