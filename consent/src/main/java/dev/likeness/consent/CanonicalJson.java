package dev.likeness.consent;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One spelling for a JSON value, so that it can be signed and hashed: RFC 8785 (JCS) restricted to
 * whole numbers within ±(2⁵³ − 1). Members are sorted by the UTF-16 units of their names, nothing
 * stands between tokens, and only what must be is escaped. Thread-safe.
 */
public final class CanonicalJson {
  private static final long SAFE = (1L << 53) - 1;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .build();

  private CanonicalJson() {}

  /** An empty object to fill. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The canonical text. */
  public static String write(JsonNode value) {
    StringBuilder out = new StringBuilder(256);
    write(value, out);
    return out.toString();
  }

  /** The value over several lines, for people to read; not canonical. */
  public static String pretty(JsonNode value) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }

  /**
   * Reads one JSON object.
   *
   * @throws IllegalArgumentException when it is none, a name stands twice, or anything follows
   */
  public static ObjectNode read(String text) {
    try {
      if (MAPPER.readTree(text) instanceof ObjectNode o) {
        return o;
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    throw new IllegalArgumentException("not a JSON object");
  }

  /** Reads one JSON object from UTF-8, which must be well-formed. */
  public static ObjectNode read(byte[] utf8) {
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8", e);
    }
  }

  private static void write(JsonNode value, StringBuilder out) {
    switch (value.getNodeType()) {
      case OBJECT -> {
        List<String> names = new ArrayList<>(value.propertyNames());
        names.sort(null);
        String before = "{";
        for (String name : names) {
          out.append(before);
          string(name, out);
          out.append(':');
          write(value.get(name), out);
          before = ",";
        }
        out.append(names.isEmpty() ? "{}" : "}");
      }
      case ARRAY -> {
        String before = "[";
        for (JsonNode v : value) {
          out.append(before);
          write(v, out);
          before = ",";
        }
        out.append(value.isEmpty() ? "[]" : "]");
      }
      case STRING -> string(value.stringValue(), out);
      case BOOLEAN, NULL -> out.append(value.toString());
      case NUMBER -> {
        if (!value.isIntegralNumber()
            || !value.canConvertToLong()
            || Math.abs(value.longValue()) > SAFE) {
          throw new IllegalArgumentException("not a whole number within ±(2^53 − 1): " + value);
        }
        out.append(value.longValue());
      }
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("no JSON value: " + value.getNodeType());
    }
  }

  private static void string(String s, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < s.length()
          && Character.isLowSurrogate(s.charAt(i + 1))) {
        out.append(c).append(s.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        throw new IllegalArgumentException("half a surrogate pair at " + i);
      } else {
        character(c, out);
      }
    }
    out.append('"');
  }

  private static void character(char c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < ' ') {
          out.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
        } else {
          out.append(c);
        }
      }
    }
  }
}
