package dev.likeness.studio.answers;

import io.helidon.webserver.websocket.WsConfig;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Leaves it to {@link TalkSocket} which sites may open a socket: that differs between collections
 * and can change while the studio runs, whereas the server would ask a list that never changes.
 */
public final class SocketOrigins implements WsConfig {
  private static final int LARGEST_FRAME = 1 << 20;

  @Override
  public Set<String> origins() {
    return new AbstractSet<>() {
      @Override
      public boolean contains(Object origin) {
        return true;
      }

      @Override
      public Iterator<String> iterator() {
        return List.of("*").iterator();
      }

      @Override
      public int size() {
        return 1;
      }
    };
  }

  @Override
  public String name() {
    return "websocket";
  }

  @Override
  public int maxFrameLength() {
    return LARGEST_FRAME;
  }
}
