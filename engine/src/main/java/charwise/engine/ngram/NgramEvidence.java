package charwise.engine.ngram;

/**
 * What an n-gram of a text speaks for; see {@link NgramLinear#evidence}.
 *
 * @param label the class's number
 * @param logit how much more it adds to that class's logit than to the classes on average
 */
public record NgramEvidence(String ngram, int label, double logit) {}
