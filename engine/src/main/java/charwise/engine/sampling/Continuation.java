package charwise.engine.sampling;

import charwise.engine.data.Corpus;

/**
 * A generated text.
 *
 * @param index its number, from 0
 * @param text its units, without the prompt and without the stop string that ended it
 * @param natsPerCharacter the mean surprise of its units under the model's own probabilities, with
 *     no settings applied, in nats; NaN where there are no units
 * @param stopReason why it ends
 * @param stop the stop string that ended it, which would come next; else empty
 */
public record Continuation(
    int index, Corpus text, double natsPerCharacter, StopReason stopReason, Corpus stop) {}
