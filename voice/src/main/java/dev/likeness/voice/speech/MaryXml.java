package dev.likeness.voice.speech;

import dev.likeness.voice.speech.Line.Manner;
import dev.likeness.voice.speech.Line.Mark;
import dev.likeness.voice.speech.Line.Pause;
import dev.likeness.voice.speech.Line.Piece;
import dev.likeness.voice.speech.Line.Spoken;
import java.util.Locale;

/** What MaryTTS is asked with: a line as tokens, with pauses, tempo and pitch, in its own XML. */
final class MaryXml {
  private static final String NAMESPACE = "http://mary.dfki.de/2002/MaryXML";

  private MaryXml() {}

  /**
   * Of a line.
   *
   * @param tempo how much faster than the voice's own way all of it is said
   */
  static String of(Line line, double tempo) {
    StringBuilder x = new StringBuilder();
    x.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><maryxml xmlns=\"").append(NAMESPACE);
    x.append("\" version=\"0.5\" xml:lang=\"en-US\"><p><s>");
    double rate = 1;
    double pitch = 1;
    boolean in = false;
    for (Piece p : line.pieces()) {
      Manner m = p.manner();
      double fast = m.rate() * tempo;
      if (p instanceof Spoken && (fast != rate || m.pitch() != pitch)) {
        x.append(in ? "</prosody>" : "");
        rate = fast;
        pitch = m.pitch();
        in = rate != 1 || pitch != 1;
        if (in) {
          x.append(
              String.format(
                  Locale.ROOT,
                  "<prosody rate=\"%+d%%\" pitch=\"%+d%%\">",
                  // its percent are taken off each sound's length
                  Math.round(100 * (1 - 1 / rate)),
                  Math.round(100 * (pitch - 1))));
        }
      }
      switch (p) {
        case Spoken s -> {
          String ph = s.letter() ? MaryPhones.letter(s.text()) : "";
          x.append(ph.isEmpty() ? "<t>" : "<t ph=\"" + ph + "\">");
          x.append(s.text()).append("</t>");
        }
        case Mark k -> x.append("<t>").append(k.text()).append("</t>");
        case Pause b ->
            x.append("<boundary breakindex=\"3\" duration=\"")
                .append(Math.round(1000 * b.seconds()))
                .append("\"/>");
      }
    }
    return x.append(in ? "</prosody>" : "").append("</s></p></maryxml>").toString();
  }
}
