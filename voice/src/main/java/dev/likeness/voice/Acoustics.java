package dev.likeness.voice;

import dev.likeness.core.AudioClip;
import edu.cmu.sphinx.frontend.AutoCepstrum;
import edu.cmu.sphinx.frontend.DataBlocker;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.feature.BatchCMN;
import edu.cmu.sphinx.frontend.feature.DeltasFeatureExtractor;
import edu.cmu.sphinx.frontend.feature.FeatureTransform;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import edu.cmu.sphinx.linguist.acoustic.Unit;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Loader;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import edu.cmu.sphinx.linguist.dictionary.Pronunciation;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.linguist.dictionary.Word;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The packaged models of English speech sounds (CMU Sphinx) and the CMU pronouncing dictionary.
 * Opening takes about 2 s and 100 MB. Not thread-safe.
 */
final class Acoustics {
  private static final String MODELS = "/edu/cmu/sphinx/models/en-us/";

  /**
   * Sphinx tells every step to loggers named for its parts. Held, since the platform forgets what
   * is set on a logger that nobody holds.
   */
  private final List<Logger> quiet =
      Stream.of(
              "edu.cmu.sphinx",
              "AutoCepstrum",
              "BatchCMN",
              "ClipSource",
              "DataBlocker",
              "DeltasFeatureExtractor",
              "DiscreteFourierTransform",
              "FeatureTransform",
              "FrontEnd",
              "Preemphasizer",
              "RaisedCosineWindower",
              "SimpleAcousticScorer")
          .map(Logger::getLogger)
          .toList();

  final UnitManager units = new UnitManager();
  final TiedStateAcousticModel model;
  final TextDictionary dictionary;
  private final Loader loader;

  Acoustics() {
    quiet.forEach(l -> l.setLevel(Level.OFF));
    try {
      loader = new Sphinx3Loader(resource("en-us"), units, 0, 1e-7f, 1e-4f, 4, true);
      model = new TiedStateAcousticModel(loader, units, true);
      model.allocate();
      dictionary =
          new TextDictionary(
              resource("cmudict-en-us.dict"), resource("en-us/noisedict"), List.of(), null, units);
      dictionary.allocate();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static IllegalStateException unreadable(IOException e) {
    return new IllegalStateException("the packaged speech models cannot be read", e);
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(TextDictionary.class.getResource(MODELS + name), name);
  }

  /** Every way in which the dictionary has a word, as ARPAbet; none where it lacks it. */
  List<List<String>> pronunciations(String word) {
    Word w = dictionary.getWord(word.toLowerCase(Locale.ROOT));
    List<List<String>> out = new ArrayList<>();
    if (w != null && !w.isFiller()) {
      for (Pronunciation p : w.getPronunciations()) {
        out.add(Stream.of(p.getUnits()).map(Unit::getName).toList());
      }
    }
    return out;
  }

  /** From a clip of {@link Listener#RATE} in one channel to readings of 39 values, 100 a second. */
  FrontEnd frontEnd(AudioClip clip) {
    try {
      FrontEnd f =
          new FrontEnd(
              List.of(
                  new ClipSource(clip),
                  new DataBlocker(10),
                  new Preemphasizer(.97),
                  new RaisedCosineWindower(.46, 25.625f, 10),
                  new DiscreteFourierTransform(-1, false),
                  new AutoCepstrum(loader),
                  new BatchCMN(),
                  new DeltasFeatureExtractor(3),
                  new FeatureTransform(loader)));
      f.initialize();
      return f;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static void check(AudioClip clip) {
    if (clip.rate() != Listener.RATE || clip.channels() != 1) {
      throw new IllegalArgumentException(
          "sound of %d Hz, %d channels: needs 16000 Hz in one"
              .formatted(clip.rate(), clip.channels()));
    }
  }
}
