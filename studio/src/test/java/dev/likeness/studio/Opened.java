package dev.likeness.studio;

import dev.likeness.flow.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a studio of their own for each, and somebody in it who may do everything. */
abstract class Opened {
  @TempDir Path folder;
  Studio studio;
  Visitor me;

  Home home() {
    return Home.of(Map.of("LIKENESS_HOME", folder.resolve("home").toString()));
  }

  @BeforeEach
  void open() throws Exception {
    studio = Studio.start(home(), Clock.systemUTC(), 0);
    me = Visitor.entering(studio);
  }

  @AfterEach
  void shut() {
    me.close();
    studio.close();
  }
}
