package dev.likeness.provenance.c2pa;

import java.io.IOException;

/** Bytes that are not what they should be; the message says what is wrong where. */
final class Malformed extends IOException {
  private static final long serialVersionUID = 1;

  Malformed(String message) {
    super(message);
  }
}
