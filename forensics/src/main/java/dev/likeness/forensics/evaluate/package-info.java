/** How good the judge is: measured on labelled pictures, with what it could have cheated by. */
@NullMarked
package dev.likeness.forensics.evaluate;

import org.jspecify.annotations.NullMarked;
