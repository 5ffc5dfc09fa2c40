package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What openapi.yaml promises: every answer that the tests get is held against it. */
final class Contract {
  private static final Map<?, ?> ALL = read();

  private Contract() {}

  private static Map<?, ?> read() {
    try (InputStream in = Contract.class.getResourceAsStream("pages/openapi.yaml")) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<?, ?> map(@Nullable Object o) {
    return o instanceof Map<?, ?> m ? m : Map.of();
  }

  private static List<?> list(@Nullable Object o) {
    return o instanceof List<?> l ? l : List.of();
  }

  /** Method and path of everything that is promised. */
  static Set<String> operations() {
    Set<String> all = new TreeSet<>();
    map(ALL.get("paths"))
        .forEach(
            (path, methods) ->
                map(methods)
                    .keySet()
                    .forEach(
                        m ->
                            all.add(m.toString().toUpperCase(java.util.Locale.ROOT) + " " + path)));
    return all;
  }

  /** Names of all objects that are described by themselves. */
  static Set<String> schemas() {
    Set<String> all = new TreeSet<>();
    map(map(ALL.get("components")).get("schemas"))
        .forEach(
            (name, schema) -> {
              if ("object".equals(map(schema).get("type"))) {
                all.add(name.toString());
              }
            });
    return all;
  }

  /** Name of each field of what is sent or taken, whether it is needed, and the words it may be. */
  static Map<String, String> fields(String name) {
    Map<?, ?> components = map(ALL.get("components"));
    Map<?, ?> whole = map(map(components.get("schemas")).get(name));
    for (String kind : List.of("responses", "requestBodies")) {
      Map<?, ?> json =
          map(map(map(map(components.get(kind)).get(name)).get("content")).get("application/json"));
      whole = whole.isEmpty() ? map(json.get("schema")) : whole;
    }
    List<?> required = list(whole.get("required"));
    Map<String, String> fields = new TreeMap<>();
    map(whole.get("properties"))
        .forEach(
            (field, given) -> {
              Map<?, ?> schema = resolved(map(given));
              if ("array".equals(schema.get("type"))) {
                schema = resolved(map(schema.get("items")));
              }
              Set<String> words = new TreeSet<>();
              list(schema.get("enum")).forEach(w -> words.add(w.toString()));
              fields.put(field.toString(), field(required.contains(field), words));
            });
    return fields;
  }

  static String field(boolean required, Set<String> words) {
    return (required ? "required" : "optional")
        + (words.isEmpty() ? "" : " " + String.join(" ", words));
  }

  /** Holds an answer against the promise. */
  static void hold(HttpResponse<String> r) {
    String path = r.uri().getPath();
    if (!path.startsWith("/api/")) {
      return;
    }
    String method = r.request().method().toLowerCase(java.util.Locale.ROOT);
    String type = r.headers().firstValue("Content-Type").orElse("");
    Map<?, ?> operation = operation(path.substring(4), method);
    String about = "%s %s: %d %s".formatted(method, path, r.statusCode(), r.body());
    if (operation == null) {
      assertThat(r.statusCode()).as(about + " is not in openapi.yaml").isIn(401, 404, 405);
      return;
    }
    Map<?, ?> responses = map(operation.get("responses"));
    Object promised = responses.get(String.valueOf(r.statusCode()));
    if (promised == null) {
      assertThat(r.statusCode()).as(about + " is not promised").isGreaterThanOrEqualTo(400);
      promised = responses.get("default");
    }
    Map<?, ?> content = map(resolved(map(promised)).get("content"));
    if (content.isEmpty()) {
      assertThat(r.body()).as(about).isEmpty();
      return;
    }
    String bare = type.replaceFirst(";.*", "");
    assertThat(content.keySet().stream().map(Object::toString)).as(about).contains(bare);
    Map<?, ?> schema = map(map(content.get(bare)).get("schema"));
    List<String> wrong = new ArrayList<>();
    if (bare.endsWith("json")) {
      compare(JsonMapper.shared().readTree(r.body()), schema, "", wrong);
    }
    assertThat(wrong).as(about).isEmpty();
  }

  private static @Nullable Map<?, ?> operation(String path, String method) {
    for (Map.Entry<?, ?> e : map(ALL.get("paths")).entrySet()) {
      String pattern = e.getKey().toString().replaceAll("\\{[a-z]+}", "[^/]+");
      Object found = map(e.getValue()).get(method);
      if (found != null && path.matches(pattern)) {
        return map(found);
      }
    }
    return null;
  }

  private static Map<?, ?> resolved(Map<?, ?> o) {
    Object ref = o.get("$ref");
    if (ref == null) {
      return o;
    }
    Object at = ALL;
    for (String part : ref.toString().substring(2).split("/", -1)) {
      at = map(at).get(part);
    }
    assertThat(at).as("%s is defined", ref).isNotNull();
    return resolved(map(at));
  }

  private static void compare(JsonNode v, Map<?, ?> given, String at, List<String> wrong) {
    Map<?, ?> schema = resolved(given);
    List<?> one = list(schema.get("oneOf"));
    if (!one.isEmpty()) {
      boolean fits =
          one.stream()
              .anyMatch(
                  s -> {
                    List<String> w = new ArrayList<>();
                    compare(v, map(s), at, w);
                    return w.isEmpty();
                  });
      if (!fits) {
        wrong.add(at + " is none of what it may be: " + v);
      }
      return;
    }
    Set<String> types = new LinkedHashSet<>();
    Object type = schema.get("type");
    (type instanceof List<?> l ? l : type == null ? List.of() : List.of(type))
        .forEach(t -> types.add(t.toString()));
    if (!types.isEmpty() && types.stream().noneMatch(t -> is(v, t))) {
      wrong.add("%s is no %s: %s".formatted(at, types, v));
      return;
    }
    List<?> words = list(schema.get("enum"));
    if (!words.isEmpty() && !words.contains(v.asString(""))) {
      wrong.add("%s is none of %s: %s".formatted(at, words, v));
    }
    Map<?, ?> properties = map(schema.get("properties"));
    for (Object name : list(schema.get("required"))) {
      if (!v.has(name.toString())) {
        wrong.add(at + "/" + name + " is missing");
      }
    }
    v.properties()
        .forEach(
            p -> {
              Object s = properties.get(p.getKey());
              if (s != null) {
                compare(p.getValue(), map(s), at + "/" + p.getKey(), wrong);
              } else if (Boolean.FALSE.equals(schema.get("additionalProperties"))) {
                wrong.add(at + "/" + p.getKey() + " is not promised");
              }
            });
    if (v.isArray() && schema.get("items") != null) {
      for (int i = 0; i < v.size(); i++) {
        compare(v.path(i), map(schema.get("items")), at + "/" + i, wrong);
      }
    }
  }

  private static boolean is(JsonNode v, String type) {
    return switch (type) {
      case "object" -> v.isObject();
      case "array" -> v.isArray();
      case "string" -> v.isString();
      case "boolean" -> v.isBoolean();
      case "integer" -> v.isIntegralNumber();
      case "number" -> v.isNumber();
      case "null" -> v.isNull();
      default -> throw new AssertionError("the test does not know the type " + type);
    };
  }
}
