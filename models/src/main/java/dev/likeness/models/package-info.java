@NullMarked
package dev.likeness.models;

import org.jspecify.annotations.NullMarked;
