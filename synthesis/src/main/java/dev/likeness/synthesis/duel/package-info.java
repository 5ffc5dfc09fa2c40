/**
 * The duel: a generator that makes pictures and a discriminator that finds their flaws, trained
 * against each other from few pictures; what it takes to begin, to break off, to go on and to
 * repeat; and the trained generator at work.
 */
@NullMarked
package dev.likeness.synthesis.duel;

import org.jspecify.annotations.NullMarked;
