package charwise.engine.checkpoint;

import charwise.engine.task.ModelConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model's file says of it; its weights have not been read.
 *
 * @param modelType what kind of model it is, {@link ModelConfig#modelType}
 * @param config its shape, which its tensors fit
 * @param training how it was trained, as JSON values; empty where nothing is known
 * @param origin where it comes from
 */
public record ModelHeader(
    String modelType, ModelConfig config, Map<String, @Nullable Object> training, Origin origin) {}
