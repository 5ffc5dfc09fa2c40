package de.dfki.lt.tools.tokenizer.annotate;

import java.text.CharacterIterator;

/** See {@link de.dfki.lt.tools.tokenizer.JTok}. */
public interface AnnotatedString extends CharacterIterator {
  int getRunStart(String key);

  int getRunLimit(String key);

  Object getAnnotation(String key);

  String substring(int from, int to);
}
