@NullMarked
package dev.likeness.cli;

import org.jspecify.annotations.NullMarked;
