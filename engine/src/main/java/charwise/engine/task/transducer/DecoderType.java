package charwise.engine.task.transducer;

import charwise.engine.label.Labelled;

/** What writes the answers. */
public enum DecoderType implements Labelled {
  /** A decoder of its own, {@link charwise.engine.network.Decoder}, unit by unit. */
  ATTENTION,
  /** Each step of the encoder, a unit or none, {@link charwise.engine.loss.Ctc}. */
  CTC;

  /** The type with the given label. */
  public static DecoderType of(String label) {
    return Labelled.find("decoder", label, values());
  }

  @Override
  public String toString() {
    return label();
  }
}
