/**
 * Pretrained networks: which there are, how they are opened and run, and small wrappers that turn a
 * picture of the right size into numbers with a meaning. The only room that touches a
 * machine-learning runtime. Finding and cutting out the pictures is the business of room faces.
 */
@NullMarked
package dev.likeness.models;

import org.jspecify.annotations.NullMarked;
