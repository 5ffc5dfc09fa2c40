/** The {@code likeness} command: options in, messages, progress and exit codes out. */
@NullMarked
package dev.likeness.cli;

import org.jspecify.annotations.NullMarked;
