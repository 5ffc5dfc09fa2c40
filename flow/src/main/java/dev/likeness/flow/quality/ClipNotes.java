package dev.likeness.flow.quality;

import java.nio.file.Path;
import java.util.Map;

/**
 * What is known of a clip before any result of it is measured.
 *
 * @param file the readings, frame by frame, see {@link NotesFile}
 * @param frames of the clip
 * @param faces frames of it with a face
 * @param every each so many frames the face is embedded, so that about 24 are
 * @param person the clip's own person: sum of the embeddings, one for each of {@link Likenesses}
 * @param ceiling the measures of the clip's own re-encoding, read up to a pixel aside
 */
record ClipNotes(
    Path file, int frames, int faces, int every, float[][] person, Map<Measure, Double> ceiling) {
  static final int SAMPLES = 24;
}
