@NullMarked
package dev.likeness.provenance;

import org.jspecify.annotations.NullMarked;
