/**
 * Measures of a maker's result against the clip it was made from, and the two benches that use
 * them. Every measure is a pure function of the frames before and after and of what landmarkers and
 * embedders say about them; none asks the renderer. Units and sources stand with each measure.
 */
@NullMarked
package dev.likeness.flow.quality;

import org.jspecify.annotations.NullMarked;
