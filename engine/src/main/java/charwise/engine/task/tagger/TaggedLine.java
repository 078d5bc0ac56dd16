package charwise.engine.task.tagger;

/**
 * A line that has lost something, and at each unit the tag that puts it back.
 *
 * @param units what is left, code points
 * @param tags ids of a {@link TagSet}, as many
 * @param lettersLeft letters that should have lost something, but for which there is no way back or
 *     no tag
 * @param gapsLeft spaces or punctuation for which there is no tag, or no unit to bear it; a run is
 *     counted once
 */
public record TaggedLine(int[] units, int[] tags, int lettersLeft, int gapsLeft) {}
