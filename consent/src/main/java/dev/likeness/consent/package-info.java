@NullMarked
package dev.likeness.consent;

import org.jspecify.annotations.NullMarked;
