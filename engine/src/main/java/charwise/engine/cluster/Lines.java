package charwise.engine.cluster;

/**
 * Some whole lines of a file, one after the other.
 *
 * @param file what messages and rows call it
 * @param first the number of the first of them, from 1
 * @param offset where they begin in the file, in bytes
 * @param text as they are in the file; a line feed ends each, except perhaps the last one of a file
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed
public record Lines(String file, long first, long offset, byte[] text) {}
