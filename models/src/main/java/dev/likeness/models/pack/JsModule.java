package dev.likeness.models.pack;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one value that a browserified, minified script exports: {@code …{1:[function(t,e,a){
 * e.exports=VALUE},{}]},{},[1])…}. nsfwjs keeps its graphs as object literals and its shards of
 * weights as base64 in such scripts. Nothing is executed.
 */
final class JsModule {
  private static final Pattern EXPORT =
      Pattern.compile("\\{1:\\[function\\([^)]*\\)\\{[\\w$]+\\.exports=");

  private static final JsonMapper LITERALS =
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES,
              JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .build();

  private JsModule() {}

  /** An exported object literal as JSON. */
  static JsonNode object(byte[] script) {
    String value = value(script, '{');
    int depth = 0;
    StringBuilder json = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        int end = endOfText(value, i);
        json.append(value, i, end + 1);
        i = end;
      } else if (c == '!' && i + 1 < value.length()) {
        // minifiers write true and false so
        json.append(value.charAt(++i) == '0');
      } else {
        json.append(c);
        depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
        if (depth == 0) {
          return parse(json.toString());
        }
      }
    }
    throw new PackException("the script's value does not end");
  }

  /** An exported base64 text as bytes. */
  static byte[] bytes(byte[] script) {
    String value = value(script, '"');
    try {
      return Base64.getDecoder().decode(value.substring(1, endOfText(value, 0)));
    } catch (IllegalArgumentException e) {
      throw new PackException("the script's text is not base64: " + e.getMessage(), e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return LITERALS.readTree(json);
    } catch (JacksonException e) {
      throw new PackException("the script's value is no plain object: " + e.getMessage(), e);
    }
  }

  /** The script from its value on. */
  private static String value(byte[] script, char first) {
    String s = new String(script, StandardCharsets.UTF_8);
    Matcher m = EXPORT.matcher(s);
    if (!m.find() || m.end() >= s.length() || s.charAt(m.end()) != first) {
      throw new PackException("the script does not export what begins with " + first);
    }
    return s.substring(m.end());
  }

  private static int endOfText(String s, int from) {
    for (int i = from + 1; i < s.length(); i++) {
      if (s.charAt(i) == '\\') {
        i++;
      } else if (s.charAt(i) == '"') {
        return i;
      }
    }
    throw new PackException("a text in the script does not end");
  }
}
