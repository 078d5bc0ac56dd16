package charwise.corpora;

/**
 * What is given and what is asked for.
 *
 * @param input without tabs and line feeds
 * @param target likewise
 */
public record Pair(String input, String target) {}
