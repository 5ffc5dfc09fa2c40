package dev.likeness.studio;

import dev.likeness.flow.FrameLook;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What is answered. */
sealed interface Answer {
  /** JSON. */
  record Json(int status, JsonNode body) implements Answer {}

  /** Nothing but that it was done. */
  record Empty() implements Answer {}

  /**
   * A file.
   *
   * @param name under which it is saved; empty where it is shown
   */
  record OfFile(Path file, String type, String name) implements Answer {}

  /**
   * A medium as it is kept.
   *
   * @param name under which it is saved
   */
  record OfMedia(MediaStore.Reading media, String type, String name) implements Answer {}

  /**
   * A picture that was made for this answer, PNG.
   *
   * @param seen what is to be known of it; null for nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // written once and thrown away
  record Picture(byte[] png, FrameLook.@Nullable Seen seen) implements Answer {}

  /** Whoever answered has written it. */
  record Sent() implements Answer {}

  static Answer ok(JsonNode body) {
    return new Json(200, body);
  }

  static Answer created(JsonNode body) {
    return new Json(201, body);
  }
}
