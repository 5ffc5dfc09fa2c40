/** Whether a message is by whom it says: style of writing, compared with known messages. */
@NullMarked
package dev.likeness.forensics.text;

import org.jspecify.annotations.NullMarked;
