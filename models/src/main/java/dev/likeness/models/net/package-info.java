/**
 * Networks that this project trains itself: the language they are written in, their parameters and
 * the file that holds them. Knows no runtime; {@code models.train} runs them where they learn, ONNX
 * Runtime where they have learnt.
 */
@NullMarked
package dev.likeness.models.net;

import org.jspecify.annotations.NullMarked;
