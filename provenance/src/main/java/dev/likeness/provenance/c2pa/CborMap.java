package dev.likeness.provenance.c2pa;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CBOR map with keys that are texts or whole numbers. Values are {@link Long}, {@link
 * java.math.BigInteger}, {@link Double}, {@link Boolean}, {@link String}, {@code byte[]}, {@link
 * List}, {@link CborMap}, {@link Cbor.Tagged} or {@link Cbor.Simple}.
 */
public final class CborMap {
  private final Map<Object, Object> entries = new LinkedHashMap<>();

  /** Adds or replaces; whole numbers become {@link Long}. */
  public CborMap put(Object key, Object value) {
    if (!(key instanceof String || key instanceof Long || key instanceof Integer)) {
      throw new IllegalArgumentException("key of type " + key.getClass());
    }
    entries.put(whole(key), whole(value));
    return this;
  }

  /** As {@link #put}, unless the value is null. */
  CborMap putIf(String key, @Nullable Object value) {
    return value == null ? this : put(key, value);
  }

  private static Object whole(Object v) {
    return v instanceof Integer i ? Long.valueOf(i) : v;
  }

  public Map<Object, Object> entries() {
    return entries;
  }

  public boolean has(Object key) {
    return entries.containsKey(whole(key));
  }

  public @Nullable Object get(Object key) {
    return entries.get(whole(key));
  }

  /** The text there; null where there is none or it is something else. */
  public @Nullable String text(Object key) {
    return get(key) instanceof String s ? s : null;
  }

  byte @Nullable [] bytes(Object key) {
    return get(key) instanceof byte[] b ? b : null;
  }

  @Nullable Long number(Object key) {
    return get(key) instanceof Long n ? n : null;
  }

  @Nullable CborMap map(Object key) {
    return get(key) instanceof CborMap m ? m : null;
  }

  /** The list there; empty where there is none or it is something else. */
  List<?> list(Object key) {
    return get(key) instanceof List<?> l ? l : List.of();
  }

  /** The maps of the list there. */
  List<CborMap> maps(Object key) {
    return list(key).stream().filter(CborMap.class::isInstance).map(CborMap.class::cast).toList();
  }

  /** The byte strings of the list there. */
  List<byte[]> allBytes(Object key) {
    return list(key).stream().filter(byte[].class::isInstance).map(byte[].class::cast).toList();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
