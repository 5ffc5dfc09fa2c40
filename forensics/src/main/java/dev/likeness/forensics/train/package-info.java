/** How the judge learns. The only part of this room that trains networks; judging does without. */
@NullMarked
package dev.likeness.forensics.train;

import org.jspecify.annotations.NullMarked;
