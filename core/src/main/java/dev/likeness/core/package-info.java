/**
 * Values that every room shares: pictures, geometry, meshes, masks, sound, digests. No I/O.
 *
 * <p>Coordinates: pixel (x, y) covers the square [x, x+1) × [y, y+1), so its centre is (x + .5, y +
 * .5); x grows to the right, y downwards. Colours: 8-bit sRGB unless stated.
 */
@NullMarked
package dev.likeness.core;

import org.jspecify.annotations.NullMarked;
