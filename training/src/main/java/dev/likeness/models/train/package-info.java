/**
 * Training: tensors that remember their gradients, on PyTorch. A module of its own in the room of
 * models, so that what only runs networks needs no PyTorch on its class path; the only importer of
 * it.
 */
@NullMarked
package dev.likeness.models.train;

import org.jspecify.annotations.NullMarked;
