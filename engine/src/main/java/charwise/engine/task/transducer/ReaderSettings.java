package charwise.engine.task.transducer;

import charwise.engine.search.Constraint;
import charwise.engine.search.SearchSettings;
import org.jspecify.annotations.Nullable;

/**
 * What is to be found out about pairs.
 *
 * @param search how to look for answers; null for not at all
 * @param constraint which answers are allowed; null for all
 * @param nats whether the loss of the pairs' own answers is wanted
 */
record ReaderSettings(
    @Nullable SearchSettings search, @Nullable Constraint constraint, boolean nats) {}
