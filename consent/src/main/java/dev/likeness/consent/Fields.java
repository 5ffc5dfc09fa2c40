package dev.likeness.consent;

import dev.likeness.core.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the members of a JSON object one by one; what is wrong is named by its path. */
final class Fields {
  private final String path;
  private final ObjectNode json;
  private final Set<String> seen = new HashSet<>();

  Fields(String path, ObjectNode json) {
    this.path = path;
    this.json = json;
  }

  String text(String name) {
    JsonNode v = member(name);
    if (!v.isString()) {
      throw wrong(name, "needs a text, not " + v);
    }
    return v.stringValue();
  }

  void constant(String name, String value) {
    String found = text(name);
    if (!found.equals(value)) {
      throw wrong(name, "needs '" + value + "', not '" + found + "'");
    }
  }

  boolean flag(String name) {
    JsonNode v = member(name);
    if (!v.isBoolean()) {
      throw wrong(name, "needs true or false, not " + v);
    }
    return v.booleanValue();
  }

  /** A moment as RFC 3339 in UTC and whole seconds, in the one spelling 2026-11-23T08:00:00Z. */
  Instant time(String name) {
    String text = text(name);
    try {
      Instant t = Instant.parse(text);
      if (t.getNano() == 0 && t.toString().equals(text)) {
        return t;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw wrong(name, "needs a time like 2026-11-23T08:00:00Z, not '" + text + "'");
  }

  List<Digest> digests(String name) {
    return list(name, Digest::new);
  }

  <T> List<T> list(String name, Function<String, T> read) {
    JsonNode v = member(name);
    if (!v.isArray()) {
      throw wrong(name, "needs a list, not " + v);
    }
    List<T> out = new ArrayList<>();
    for (JsonNode item : v) {
      String place = name + "[" + out.size() + "]";
      if (!item.isString()) {
        throw wrong(place, "needs a text, not " + item);
      }
      try {
        out.add(read.apply(item.stringValue()));
      } catch (IllegalArgumentException e) {
        throw wrong(place, String.valueOf(e.getMessage()));
      }
    }
    return out;
  }

  Fields object(String name) {
    if (member(name) instanceof ObjectNode o) {
      return new Fields(path + name + ".", o);
    }
    throw wrong(name, "needs an object");
  }

  /** Whether there is such a member at all. */
  boolean has(String name) {
    return json.has(name);
  }

  /** A list of objects. */
  List<Fields> objects(String name) {
    JsonNode v = member(name);
    if (!v.isArray()) {
      throw wrong(name, "needs a list, not " + v);
    }
    List<Fields> out = new ArrayList<>();
    for (JsonNode item : v) {
      String place = name + "[" + out.size() + "]";
      if (!(item instanceof ObjectNode o)) {
        throw wrong(place, "needs an object, not " + item);
      }
      out.add(new Fields(path + place + ".", o));
    }
    return out;
  }

  /** To be called last: what nobody asked for is an error, since nobody would heed it. */
  void end() {
    for (String name : json.propertyNames()) {
      if (!seen.contains(name)) {
        throw wrong(name, "is not a field of this version");
      }
    }
  }

  IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException(path + name + ": " + what);
  }

  private JsonNode member(String name) {
    seen.add(name);
    @Nullable JsonNode v = json.get(name);
    if (v == null || v.isNull()) {
      throw wrong(name, "is missing");
    }
    return v;
  }
}
