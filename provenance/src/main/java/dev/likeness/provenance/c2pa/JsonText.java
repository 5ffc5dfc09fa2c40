package dev.likeness.provenance.c2pa;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether bytes are JSON (RFC 8259); nothing is made of them. */
final class JsonText {
  private static final int DEPTH = 64;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,400})(?:\\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,9})?");

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  static boolean sound(byte[] bytes) {
    try {
      String s = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      JsonText t = new JsonText(s);
      return t.value(0) && t.end();
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private boolean end() {
    space();
    return at == text.length();
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char c) {
    space();
    boolean is = at < text.length() && text.charAt(at) == c;
    at += is ? 1 : 0;
    return is;
  }

  private boolean value(int depth) {
    space();
    if (depth > DEPTH || at == text.length()) {
      return false;
    }
    char c = text.charAt(at);
    if (c == '{' || c == '[') {
      at++;
      return members(c == '{', depth);
    }
    if (c == '"') {
      return string();
    }
    for (String word : new String[] {"true", "false", "null"}) {
      if (text.startsWith(word, at)) {
        at += word.length();
        return true;
      }
    }
    Matcher m = NUMBER.matcher(text).region(at, text.length());
    if (!m.lookingAt()) {
      return false;
    }
    at = m.end();
    return true;
  }

  private boolean members(boolean named, int depth) {
    char close = named ? '}' : ']';
    if (take(close)) {
      return true;
    }
    do {
      space();
      if (named && !(string() && take(':'))) {
        return false;
      }
      if (!value(depth + 1)) {
        return false;
      }
    } while (take(','));
    return take(close);
  }

  private boolean string() {
    if (at == text.length() || text.charAt(at++) != '"') {
      return false;
    }
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c < ' ' || (c == '\\' && !escaped())) {
        return false;
      }
    }
    return false;
  }

  private boolean escaped() {
    if (at == text.length()) {
      return false;
    }
    char c = text.charAt(at++);
    if (c != 'u') {
      return "\"\\/bfnrt".indexOf(c) >= 0;
    }
    int end = Math.min(text.length(), at + 4);
    boolean hex = text.substring(at, end).matches("[0-9a-fA-F]{4}");
    at = end;
    return hex;
  }
}
