/** Questions that are answered from collections of documents. */
@NullMarked
package dev.likeness.flow.desk;

import org.jspecify.annotations.NullMarked;
