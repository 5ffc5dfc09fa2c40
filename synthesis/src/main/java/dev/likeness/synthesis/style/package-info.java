/**
 * Repainting in a style: pictures and films put together anew from small pieces of somebody's own
 * works, guided by what the target shows, each piece carried along with what it lies on.
 */
@NullMarked
package dev.likeness.synthesis.style;

import org.jspecify.annotations.NullMarked;
