package dev.likeness.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.likeness.core.Frame;
import dev.likeness.flow.Home;
import dev.likeness.media.Images;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many at once: nothing fails, and everybody hears what is new. */
class LoadTest {
  private static final int UPLOADS = 50;
  private static final int LISTENERS = 200;

  @TempDir private Path folder;

  @Test
  void manyBringFilesAndManyListen() throws Exception {
    Home home = Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
    Path picture = folder.resolve("p.png");
    Images.write(new Frame(64, 64, new byte[64 * 64 * 3]), picture, 1);
    try (Studio studio = Studio.start(home, Clock.systemUTC(), 0);
        Visitor me = Visitor.entering(studio);
        ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<HttpResponse<InputStream>>> listening = new ArrayList<>();
      for (int i = 0; i < LISTENERS; i++) {
        listening.add(me.listen());
      }
      List<InputStream> streams = new ArrayList<>();
      for (CompletableFuture<HttpResponse<InputStream>> l : listening) {
        assertThat(l.join().statusCode()).isEqualTo(200);
        streams.add(l.join().body());
      }
      List<Future<String>> brought = new ArrayList<>();
      for (int i = 0; i < UPLOADS; i++) {
        brought.add(all.submit(() -> me.uploaded(picture)));
      }
      String last = "";
      for (Future<String> b : brought) {
        last = b.get();
      }
      me.post("/api/checks", "{\"file\":\"" + last + "\"}");
      for (InputStream s : streams) {
        assertThat(heard(s, "\"name\":\"p.png\"")).isTrue();
      }
      for (InputStream s : streams) {
        s.close();
      }
    }
  }

  /** Whether a listener hears this before anything like a page's worth of other things. */
  private static boolean heard(InputStream s, String text) throws Exception {
    StringBuilder said = new StringBuilder();
    byte[] buffer = new byte[4096];
    while (said.length() < 1 << 20) {
      int n = s.read(buffer);
      if (n < 0) {
        return false;
      }
      said.append(new String(buffer, 0, n, java.nio.charset.StandardCharsets.UTF_8));
      if (said.indexOf(text) >= 0) {
        return true;
      }
    }
    return false;
  }
}
