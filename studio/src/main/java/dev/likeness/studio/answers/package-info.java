/**
 * Collections of documents that are asked by page, by WebSocket, from other sites, by telephone.
 */
@NullMarked
package dev.likeness.studio.answers;

import org.jspecify.annotations.NullMarked;
