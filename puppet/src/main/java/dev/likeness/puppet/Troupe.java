package dev.likeness.puppet;

import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * People who were made ready lately, so that whoever films one person several times makes them
 * once. The latest eight are kept, and only while memory is not wanted for anything else.
 * Thread-safe.
 */
public final class Troupe {
  private static final int MOST = 8;
  private static final Map<Identity, SoftReference<Puppet>> MEMBERS =
      new LinkedHashMap<>(16, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Identity, SoftReference<Puppet>> eldest) {
          return size() > MOST;
        }
      };

  private Troupe() {}

  /** Somebody ready to be drawn, as {@link Puppet#of} makes them. */
  public static Puppet member(Identity who) {
    Puppet there = kept(who);
    if (there != null) {
      return there;
    }
    Puppet made = Puppet.of(who);
    synchronized (MEMBERS) {
      MEMBERS.put(who, new SoftReference<>(made));
    }
    return made;
  }

  private static @Nullable Puppet kept(Identity who) {
    synchronized (MEMBERS) {
      SoftReference<Puppet> there = MEMBERS.get(who);
      return there == null ? null : there.get();
    }
  }
}
