package dev.likeness.answers.dialogue;

import dev.likeness.core.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked of somebody, one thing after the other, and then noted.
 *
 * @param name 1 to 64 of a-z, 0-9 and -
 * @param title what it is called to people: "a complaint"
 * @param starts what somebody says who wants it
 * @param fields in the order in which they are asked; at least one
 * @param thanks said when it has been noted
 */
public record Form(
    String name, String title, List<String> starts, List<Field> fields, String thanks) {
  private static final String FORMAT = "likeness-form/1";
  private static final String PACKAGED = "complaint.json";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final int MOST = 20;
  private static final Set<String> KNOWN =
      Set.of("format", "name", "title", "start", "fields", "thanks");

  /** What nobody may be asked for, in any of the languages that are known. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?iu)\\b(?:card (?:number|details)|credit card|debit card|account number|iban|cvv|cvc|pass ?word|pass ?code|pass ?phrase"
              + "|pin|tan|otp|one.time|security code|verification code|access code|credentials|kreditkarte\\p{L}*|kartennummer|kontonummer"
              + "|passwort|kennwort|mot de passe|contraseña|tarjeta|carta di credito|codice segreto)s?\\b");

  public Form {
    starts = List.copyOf(starts);
    fields = List.copyOf(fields);
  }

  /** The one that comes with the program: what happened, when, and how to reach who says so. */
  public static Form complaint() {
    try (InputStream in = Objects.requireNonNull(Form.class.getResourceAsStream(PACKAGED))) {
      return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), PACKAGED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads one.
   *
   * @throws FormException where it is none, or asks for what nobody may be asked for
   */
  public static Form read(Path file) {
    try {
      return read(Files.readString(file), String.valueOf(file));
    } catch (IOException e) {
      throw new FormException("the form %s cannot be read (%s)".formatted(file, Trouble.of(e)));
    }
  }

  private static Form read(String json, String where) {
    JsonNode o;
    try {
      o = JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw new FormException(
          "%s is no JSON (line %d): %s"
              .formatted(where, e.getLocation().getLineNr(), e.getOriginalMessage()));
    }
    if (!o.path("format").asString("").equals(FORMAT)) {
      throw new FormException("%s: \"format\" is not \"%s\"".formatted(where, FORMAT));
    }
    o.propertyNames()
        .forEach(
            n -> {
              if (!KNOWN.contains(n)) {
                throw new FormException(
                    "%s: \"%s\" is not known; there are %s".formatted(where, n, sorted(KNOWN)));
              }
            });
    String name = text(o, "name", where);
    if (!NAME.matcher(name).matches()) {
      throw new FormException(
          "%s: \"name\" has 1 to 64 of a-z, 0-9 and '-', not '%s'".formatted(where, name));
    }
    List<String> starts = texts(o, "start", where);
    List<Field> fields = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode f : o.path("fields")) {
      String at = where + ", field " + (fields.size() + 1);
      Field field = Field.of(f, at);
      if (!names.add(field.name())) {
        throw new FormException(at + ": there are two fields '" + field.name() + "'");
      }
      if (SECRET.matcher(field.ask()).find()
          || SECRET.matcher(field.name().replace('-', ' ').replace('_', ' ')).find()) {
        throw new FormException(
            at
                + " asks for a secret: numbers of cards and accounts, passwords and codes are never"
                + " asked for");
      }
      fields.add(field);
    }
    if (fields.isEmpty() || fields.size() > MOST || starts.isEmpty()) {
      throw new FormException(
          "%s needs \"start\" with what people say, and 1 to %d \"fields\"".formatted(where, MOST));
    }
    return new Form(
        name,
        text(o, "title", where),
        starts.stream().map(s -> s.toLowerCase(Locale.ROOT)).toList(),
        fields,
        text(o, "thanks", where));
  }

  static String text(JsonNode o, String name, String where) {
    String s = o.path(name).asString("").strip();
    if (s.isEmpty()) {
      throw new FormException("%s: \"%s\" is missing".formatted(where, name));
    }
    return s;
  }

  static List<String> texts(JsonNode o, String name, String where) {
    List<String> out = new ArrayList<>();
    for (JsonNode n : o.path(name)) {
      if (!n.isString() || n.asString().isBlank()) {
        throw new FormException("%s: \"%s\" is a list of texts".formatted(where, name));
      }
      out.add(n.asString().strip());
    }
    return out;
  }

  static String sorted(Set<String> all) {
    return String.join(", ", all.stream().sorted().toList());
  }
}
