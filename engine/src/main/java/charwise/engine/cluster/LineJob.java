package charwise.engine.cluster;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Work on the lines of some files with a model.
 *
 * @param modelName what messages call the model
 * @param model the bytes of its file
 * @param files names, folders or patterns, as the cluster knows them
 * @param column the one that holds the texts where the files are tables; null where they are texts
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed
public record LineJob(
    String modelName, byte[] model, List<String> files, @Nullable String column, LineWork work) {}
