package dev.likeness.voice.speech;

import java.util.List;
import java.util.function.Consumer;

/** Speech that is heard before all of it is made: each sentence is handed out once it is said. */
public final class SpeechStream {
  private SpeechStream() {}

  /**
   * A sentence of a longer text.
   *
   * @param number from 1
   * @param of how many there are
   * @param line what is said
   * @param from when it begins, seconds from the beginning of the first one
   * @param speech how it sounds; its times count from its own beginning
   */
  public record Sentence(int number, int of, Line line, double from, Speech speech) {}

  /**
   * Says sentences in order. The next one is begun when the consumer returns; what it throws ends
   * the stream.
   *
   * @throws SpeechException ENGINE, SCRIPT
   */
  public static void each(SpeechEngine engine, List<Line> lines, Consumer<Sentence> heard) {
    double at = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Speech s = engine.say(line);
      heard.accept(new Sentence(i + 1, lines.size(), line, at, s));
      at += s.clip().seconds();
    }
  }
}
