package dev.likeness.synthesis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LaneTest {
  @Test
  void everythingArrivesInOrderAndNeverTooMuchWaits() throws InterruptedException {
    Lane<Integer> lane = new Lane<>(3);
    AtomicInteger put = new AtomicInteger();
    Thread putter =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 200; i++) {
                  lane.put(i);
                  put.set(i + 1);
                }
                lane.end();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    putter.start();
    List<Integer> got = new ArrayList<>();
    for (Integer i = lane.take(); i != null; i = lane.take()) {
      got.add(i);
      assertThat(put.get() - got.size()).isLessThanOrEqualTo(3);
    }
    putter.join();
    assertThat(got).hasSize(200).isSorted();
  }

  @Test
  void aFailureComesAfterWhatWasPutBeforeIt() throws InterruptedException {
    Lane<String> lane = new Lane<>(2);
    lane.put("first");
    lane.fail(new IllegalStateException("broken"));
    assertThat(lane.take()).isEqualTo("first");
    assertThatThrownBy(lane::take).hasMessage("broken");
  }

  @Test
  void aTakerThatLeavesFreesThePutter() throws InterruptedException {
    Lane<String> lane = new Lane<>(1);
    lane.put("full");
    Thread leaver = new Thread(lane::cancel);
    leaver.start();
    assertThat(lane.put("waits")).isFalse();
    leaver.join();
  }
}
