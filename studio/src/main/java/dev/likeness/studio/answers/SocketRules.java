package dev.likeness.studio.answers;

import io.helidon.webserver.websocket.WsConfig;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;

/**
 * Leaves it to {@link TalkSocket#onHttpUpgrade} which sites may talk: Helidon knows one list for
 * all addresses, which would have to be there at the start, and else lets in its own pages only.
 */
final class SocketRules implements WsConfig {
  private static final Set<String> DECIDED_LATER =
      new AbstractSet<>() {
        @Override
        public boolean contains(Object origin) {
          return true;
        }

        @Override
        public Iterator<String> iterator() {
          return Collections.singleton("decided later").iterator();
        }

        @Override
        public int size() {
          return 1;
        }
      };

  @Override
  public Set<String> origins() {
    return DECIDED_LATER;
  }

  @Override
  public String name() {
    return type();
  }

  @Override
  public int maxFrameLength() {
    return Sound.MOST;
  }
}
