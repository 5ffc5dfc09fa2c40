package dev.likeness.voice.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads the times of all sounds and words out of what MaryTTS says of its sound. */
record MaryTimes(List<Phone> phones, List<Speech.Word> words) {
  /** As long as the sound: what is lacking or too much belongs to the sounds, not the pauses. */
  MaryTimes scaled(double length) {
    double spoken = phones.stream().mapToDouble(x -> x.silent() ? 0 : x.to() - x.from()).sum();
    double by = spoken == 0 ? 1 : 1 + (length - now()) / spoken;
    TreeMap<Double, Double> when = new TreeMap<>(Map.of(0.0, 0.0));
    List<Phone> p = new ArrayList<>();
    double at = 0;
    for (Phone x : phones) {
      double to = at + (x.to() - x.from()) * (x.silent() ? 1 : by);
      p.add(new Phone(x.symbol(), at, to, x.stressed()));
      when.put(x.to(), to);
      at = to;
    }
    List<Speech.Word> w = new ArrayList<>();
    for (Speech.Word x : words) {
      w.add(new Speech.Word(x.text(), at(when, x.from()), at(when, x.to())));
    }
    return new MaryTimes(p, w);
  }

  /** Takes in all that stands below a node. */
  void walk(Node n) {
    for (Node c = n.getFirstChild(); c != null; c = c.getNextSibling()) {
      if (c instanceof Element e) {
        switch (e.getLocalName()) {
          case "boundary" -> add(Phone.SILENCE, e.getAttribute("duration"), false);
          case "ph" -> {
            boolean stressed =
                e.getParentNode() instanceof Element s && s.getAttribute("stress").equals("1");
            String symbol = MaryPhones.arpabet(e.getAttribute("p"));
            add(symbol, e.getAttribute("d"), stressed && "AEIOU".indexOf(symbol.charAt(0)) >= 0);
          }
          case "t" -> {
            double from = now();
            walk(e);
            if (now() > from) {
              words.add(new Speech.Word(text(e), from, now()));
            }
          }
          default -> walk(e);
        }
      }
    }
  }

  private static double at(TreeMap<Double, Double> when, double told) {
    return Objects.requireNonNull(when.floorEntry(told)).getValue();
  }

  /** Where the last sound ends, seconds. */
  double now() {
    return phones.isEmpty() ? 0 : phones.get(phones.size() - 1).to();
  }

  private void add(String symbol, String milliseconds, boolean stressed) {
    if (!milliseconds.isEmpty()) {
      double d = Double.parseDouble(milliseconds) / 1000;
      phones.add(new Phone(symbol, now(), now() + d, stressed));
    }
  }

  private static String text(Element t) {
    StringBuilder out = new StringBuilder();
    for (Node c = t.getFirstChild(); c != null; c = c.getNextSibling()) {
      if (c.getNodeType() == Node.TEXT_NODE) {
        out.append(c.getNodeValue().strip());
      }
    }
    return out.toString();
  }
}
