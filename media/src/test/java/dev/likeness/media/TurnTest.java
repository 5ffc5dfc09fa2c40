package dev.likeness.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnTest {
  @ParameterizedTest
  @CsvSource({
    "false, false, false, abcdef, 0, false",
    "false, true, false, cbafed, 0, true",
    "false, false, true, defabc, 180, true",
    "false, true, true, fedcba, 180, false",
    "true, false, false, adbecf, 90, true",
    "true, true, false, daebfc, 90, false",
    "true, false, true, cfbead, 270, false",
    "true, true, true, fcebda, 270, true"
  })
  void turnsRowsOfThree(
      boolean transposed, boolean x, boolean y, String wanted, int degrees, boolean mirrored) {
    Turn turn = new Turn(transposed, x, y);
    byte[] out = new byte[6];
    turn.copy(ByteBuffer.wrap("abc..def..".getBytes()), 5, 3, 2, out);
    assertThat(new String(out)).isEqualTo(wanted);
    assertThat(turn.degrees()).isEqualTo(degrees);
    assertThat(turn.mirrored()).isEqualTo(mirrored);
  }

  @Test
  void turnsPlanesLargerThanItsBlocks() {
    int w = 37;
    int h = 50;
    byte[] in = new byte[w * h];
    for (int i = 0; i < in.length; i++) {
      in[i] = (byte) (i * 31);
    }
    byte[] once = new byte[w * h];
    byte[] back = new byte[w * h];
    new Turn(true, true, false).copy(ByteBuffer.wrap(in), w, w, h, once);
    new Turn(true, false, true).copy(ByteBuffer.wrap(once), h, h, w, back);
    assertThat(back).isEqualTo(in);
  }
}
