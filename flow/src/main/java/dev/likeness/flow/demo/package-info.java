/** The demo: one consented face on another's video, with nobody real in it. */
@NullMarked
package dev.likeness.flow.demo;

import org.jspecify.annotations.NullMarked;
