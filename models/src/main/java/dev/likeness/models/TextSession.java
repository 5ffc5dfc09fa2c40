package dev.likeness.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.likeness.models.ModelException.Code;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

/**
 * An open network that reads a text's numbers: {@code input_ids}, {@code attention_mask} and {@code
 * token_type_ids} of 1 × length. Thread-safe. Must be closed.
 */
final class TextSession implements Models.Opened {
  private final ModelCard card;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Consumer<Models.Opened> onClose;

  TextSession(
      ModelCard card, OrtEnvironment env, OrtSession session, Consumer<Models.Opened> onClose) {
    this.card = card;
    this.environment = env;
    this.session = session;
    this.onClose = onClose;
  }

  /**
   * @return a row for each number
   * @throws ModelException FAILED
   */
  float[][] run(long[] ids) {
    long[] shape = {1, ids.length};
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    try (OnnxTensor in = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
        OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
        OnnxTensor types =
            OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
        OrtSession.Result out =
            session.run(Map.of("input_ids", in, "attention_mask", mask, "token_type_ids", types))) {
      return ((float[][][]) out.get(0).getValue())[0];
    } catch (OrtException e) {
      throw new ModelException(
          Code.FAILED, "%s cannot run: %s".formatted(card.id(), e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new ModelException(Code.FAILED, "session of " + card.id() + " cannot be closed", e);
    } finally {
      onClose.accept(this);
    }
  }
}
