package dev.likeness.answers.dialogue;

import dev.likeness.answers.Reply;

/** What a dialogue needs of those who hold it. */
public interface Desk {
  /** Answers a question that stands by itself. */
  Reply answer(String question);

  /** Keeps a form; when this returns, it is kept. */
  void keep(Filled form);

  /** Hands over to a person; also again, when more was said since. */
  void handOver(Transcript transcript);
}
