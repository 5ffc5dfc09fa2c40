/**
 * The build's packing step: fetches pinned packages, checks them, converts their networks to ONNX
 * and lays them where the jar takes them from. Nothing of it runs in the product.
 */
@NullMarked
package dev.likeness.models.pack;

import org.jspecify.annotations.NullMarked;
