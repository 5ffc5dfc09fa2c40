/**
 * The judge: what a picture or film shows of having been made or changed by a machine. Experts
 * look, each at one kind of trace; what they say is added up, and where that does not suffice, the
 * answer is that it cannot be told. Knows nothing of how this program makes pictures.
 */
@NullMarked
package dev.likeness.forensics;

import org.jspecify.annotations.NullMarked;
