package dev.likeness.flow.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.answers.Knowledge;
import dev.likeness.flow.FlowException;
import dev.likeness.flow.Home;
import dev.likeness.flow.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterTest {
  @TempDir private Path folder;

  @Test
  void whatIsAskedIsAnsweredWithoutSecretsAndLoggedWithItsSource() throws IOException {
    try (Workshop shop = new Workshop(new Home(folder.resolve("home")), Clock.systemUTC())) {
      Shelves shelves = new Shelves(shop);
      assertThat(shelves.names()).isEmpty();
      assertThatThrownBy(() -> new Counter(shop, "rules"))
          .isInstanceOf(FlowException.class)
          .hasMessageContaining("know add rules");
      assertThatThrownBy(() -> shelves.make("../x")).isInstanceOf(FlowException.class);
      Path file =
          Files.writeString(
              folder.resolve("rules.txt"), "A locker costs one pound. Dogs wait outside the door.");
      try (Knowledge k = shelves.make("rules")) {
        k.add(file);
      }
      assertThat(shelves.names()).containsExactly("rules");
      try (Counter counter = new Counter(shop, "rules")) {
        Counter.Answered a = counter.ask("My PIN is 9321. What does a locker cost?");
        assertThat(a.question()).isEqualTo("My PIN is [hidden] What does a locker cost?");
        assertThat(a.reply().text()).contains("one pound");
      }
      List<String> log = new ArrayList<>();
      shop.audit().read(e -> log.add(e.body().toString()));
      assertThat(log).hasSize(1);
      assertThat(log.getFirst()).contains("rules.txt, line 1").doesNotContain("9321");
    }
  }
}
