package charwise.engine.task.tagger;

/**
 * A chunk of a sentence, such as a name.
 *
 * @param start its first token
 * @param end behind its last token
 * @param type what it is; may be empty
 */
public record Chunk(int start, int end, String type) {}
