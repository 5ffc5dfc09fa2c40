package de.dfki.lt.tools.tokenizer;

import de.dfki.lt.tools.tokenizer.annotate.AnnotatedString;
import java.util.Properties;

/**
 * Stands where MaryTTS looks for a tokenizer that no registry carries, so that it starts. Nothing
 * calls it: sentences reach MaryTTS as tokens (see {@code dev.likeness.voice.speech}).
 */
public class JTok {
  public JTok(Properties ignored) {}

  public AnnotatedString tokenize(String text, String language) {
    throw new UnsupportedOperationException("text has to come as tokens");
  }
}
