package de.dfki.lt.tools.tokenizer.annotate;

/** See {@link de.dfki.lt.tools.tokenizer.JTok}. */
public class FastAnnotatedString {
  public FastAnnotatedString(String ignored) {}

  public void annotate(String key, Object value, int from, int to) {
    throw new UnsupportedOperationException("text has to come as tokens");
  }

  public char setIndex(int index) {
    throw new UnsupportedOperationException("text has to come as tokens");
  }

  public Object getAnnotation(String key) {
    throw new UnsupportedOperationException("text has to come as tokens");
  }
}
