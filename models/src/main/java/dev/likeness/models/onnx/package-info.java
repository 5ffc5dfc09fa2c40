/**
 * Writes networks as ONNX files without a protobuf library: what the build converts from other
 * formats, and what this project trains itself. Field numbers are those of onnx.proto3 (IR version
 * 9, operator set 18).
 */
@NullMarked
package dev.likeness.models.onnx;

import org.jspecify.annotations.NullMarked;
