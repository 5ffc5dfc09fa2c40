/**
 * Generators from a folder of pictures to pictures that leave: training with its page, measuring,
 * repeating, and samples, which go out by the one door like everything else.
 */
@NullMarked
package dev.likeness.flow.gan;

import org.jspecify.annotations.NullMarked;
