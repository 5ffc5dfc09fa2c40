/** Whether a medium shows the person whom it is said to show, from genuine recordings of them. */
@NullMarked
package dev.likeness.forensics.person;

import org.jspecify.annotations.NullMarked;
