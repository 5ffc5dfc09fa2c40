package dev.likeness.faces;

import dev.likeness.core.FaceMesh;
import dev.likeness.faces.FacesException.Code;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** The fields of one JSON object, one after the other; every complaint names place and field. */
final class JsonFields implements AutoCloseable {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser p;
  private final String place;
  private String field = "";
  private float[] buffer = new float[FaceMesh.WITH_IRIS * 3];

  JsonFields(String line, String place) {
    this.place = place;
    p = JSON.createParser(ObjectReadContext.empty(), line);
    try {
      if (p.nextToken() != JsonToken.START_OBJECT) {
        throw bad(place, "{", "a JSON object is expected");
      }
    } catch (JacksonException e) {
      throw syntax(e);
    }
  }

  @Nullable String next() {
    try {
      JsonToken t = p.nextToken();
      if (t != JsonToken.PROPERTY_NAME) {
        if (t == JsonToken.END_OBJECT && p.nextToken() != null) {
          throw bad(place, field, "something follows the closing brace");
        }
        return null;
      }
      field = p.currentName();
      p.nextToken();
      return field;
    } catch (JacksonException e) {
      throw syntax(e);
    }
  }

  String text() {
    expect(p.currentToken() == JsonToken.VALUE_STRING, "a text is expected");
    return p.getString();
  }

  int whole() {
    expect(p.currentToken() == JsonToken.VALUE_NUMBER_INT, "a whole number is expected");
    try {
      return p.getIntValue();
    } catch (JacksonException e) {
      throw syntax(e);
    }
  }

  float number() {
    expect(p.currentToken().isNumeric(), "a number is expected");
    float v = p.getFloatValue();
    expect(Float.isFinite(v), "the number is too large");
    return v;
  }

  boolean flag() {
    expect(p.currentToken().isBoolean(), "true or false is expected");
    return p.currentToken() == JsonToken.VALUE_TRUE;
  }

  float[] floats() {
    expect(p.currentToken() == JsonToken.START_ARRAY, "a list of numbers is expected");
    int n = 0;
    try {
      while (p.nextToken() != JsonToken.END_ARRAY) {
        if (n == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * n);
        }
        buffer[n++] = number();
      }
    } catch (JacksonException e) {
      throw syntax(e);
    }
    return Arrays.copyOf(buffer, n);
  }

  void renames(Map<Integer, Integer> into) {
    expect(p.currentToken() == JsonToken.START_OBJECT, "{\"from\": to} is expected");
    try {
      while (p.nextToken() == JsonToken.PROPERTY_NAME) {
        String from = p.currentName();
        expect(from.matches("\\d{1,9}"), "\"" + from + "\" is no track number");
        p.nextToken();
        into.put(Integer.valueOf(from), whole());
      }
    } catch (JacksonException e) {
      throw syntax(e);
    }
  }

  void skip() {
    try {
      p.skipChildren();
    } catch (JacksonException e) {
      throw syntax(e);
    }
  }

  private void expect(boolean ok, String what) {
    if (!ok) {
      throw bad(place, field, what);
    }
  }

  private FacesException syntax(JacksonException e) {
    return new FacesException(
        Code.ALIGNMENTS_SYNTAX,
        "%s, %s: %s"
            .formatted(
                place,
                field.isEmpty() ? "at its start" : "at or after field \"" + field + "\"",
                e.getOriginalMessage()),
        e);
  }

  @Override
  public void close() {
    p.close();
  }

  static FacesException bad(String place, String field, String what) {
    return new FacesException(
        Code.ALIGNMENTS_SYNTAX, "%s, field \"%s\": %s".formatted(place, field, what), null);
  }
}
