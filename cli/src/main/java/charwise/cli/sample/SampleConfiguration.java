package charwise.cli.sample;

import charwise.cli.input.PromptReader.Unknown;
import charwise.cli.option.WeightsOption.Format;
import charwise.engine.sampling.SamplingSettings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code sample} command asks for. At most one of the three kinds of prompt is given.
 *
 * @param model the model's file
 * @param prompt what the text begins with
 * @param promptFile the file with what the text begins with
 * @param prompts the file with a prompt on each line
 * @param unknown what to do about characters that the model has never seen
 * @param echo whether the prompt is part of the output
 * @param settings how each character is chosen
 * @param ownTemperature whether the temperature is left to what suits the model
 * @param beam how many beginnings a beam search keeps; 0 to sample instead
 * @param length the most characters to write
 * @param stops texts that end a text
 * @param count how many texts for each prompt
 * @param match a pattern that each text matches, or null for any text
 * @param novel a corpus whose lines are not wanted, or null
 * @param seed start of every random choice
 * @param weights how exactly the model's weights are read
 * @param threads how many threads to write on
 * @param json whether results are JSON objects
 * @param raw whether a terminal gets control characters as they are
 */
record SampleConfiguration(
    Path model,
    @Nullable String prompt,
    @Nullable Path promptFile,
    @Nullable Path prompts,
    Unknown unknown,
    boolean echo,
    SamplingSettings settings,
    boolean ownTemperature,
    int beam,
    int length,
    List<String> stops,
    int count,
    @Nullable String match,
    @Nullable String novel,
    long seed,
    Format weights,
    int threads,
    boolean json,
    boolean raw) {}
