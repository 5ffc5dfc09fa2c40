/** The local web studio: pages and a REST API over the same flow as the command line. */
@NullMarked
package dev.likeness.studio;

import org.jspecify.annotations.NullMarked;
