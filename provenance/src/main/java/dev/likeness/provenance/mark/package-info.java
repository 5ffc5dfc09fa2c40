/**
 * The invisible mark: a number of 64 bits that is drawn into the brightness of every picture that
 * leaves, and found again without the original. Only who has the installation's key can draw or
 * read it.
 *
 * <pre>
 *   MarkId ─ MarkCode ─► Tile (keyed, periodic) ─► MarkWriter ─► picture
 *   picture ─► Whitened ─► Lattice (how it was turned, scaled, cut) ─► Fold ─► Tile ─► MarkCode ─► MarkId
 * </pre>
 */
@NullMarked
package dev.likeness.provenance.mark;

import org.jspecify.annotations.NullMarked;
