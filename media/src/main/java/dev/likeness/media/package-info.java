@NullMarked
package dev.likeness.media;

import org.jspecify.annotations.NullMarked;
