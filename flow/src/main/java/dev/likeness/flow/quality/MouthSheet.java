package dev.likeness.flow.quality;

import dev.likeness.core.Frame;
import dev.likeness.core.Sketch;
import dev.likeness.voice.speech.Phone;
import java.awt.Color;
import java.util.List;

/** Mouths against the sounds that are said: the clip's above, the result's below. */
final class MouthSheet {
  private static final int GAP = 4;
  private static final int HEAD = 30;
  private static final int FOOT = 20;
  private static final int COLUMNS = 14;
  private static final Color GROUND = new Color(24, 28, 32);
  private static final Color INK = new Color(232, 236, 240);

  private MouthSheet() {}

  static Frame draw(String title, List<Phone> phones, MouthTrace before, MouthTrace after) {
    int side = MouthTrace.SIDE;
    List<Phone> said = phones.stream().filter(p -> !p.silent()).toList();
    int rows = Math.max(1, (said.size() + COLUMNS - 1) / COLUMNS);
    int cell = 2 * side + FOOT + 2 * GAP;
    Frame ground = Frame.black(GAP + COLUMNS * (side + GAP), HEAD + rows * cell);
    return Sketch.draw(
        ground,
        g -> {
          g.setColor(GROUND);
          g.fillRect(0, 0, ground.width(), ground.height());
          g.setColor(INK);
          g.fill(Sketch.text(title, GAP + 2, 20, 14, Sketch.Weight.BOLD));
          for (int i = 0; i < said.size(); i++) {
            Phone p = said.get(i);
            double t = (p.from() + p.to()) / 2;
            int x = GAP + i % COLUMNS * (side + GAP);
            int y = HEAD + i / COLUMNS * cell;
            g.drawImage(Sketch.image(at(before, t)), x, y, null);
            g.drawImage(Sketch.image(at(after, t)), x, y + side + 2, null);
            g.setColor(INK);
            String what = String.format(java.util.Locale.ROOT, "%s %.2f", p.symbol(), t);
            g.fill(Sketch.text(what, x + 2, y + 2 * side + 16, 12, Sketch.Weight.BOLD));
          }
        });
  }

  private static Frame at(MouthTrace m, double seconds) {
    int i = (int) Math.round(seconds * m.fps());
    return m.mouths().get(Math.max(0, Math.min(i, m.mouths().size() - 1)));
  }
}
