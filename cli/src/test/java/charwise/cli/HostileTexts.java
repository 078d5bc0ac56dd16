package charwise.cli;

/** Texts that are none, and paths that lead to no text. */
final class HostileTexts extends Attacks {
  /** Makes the files, among models {@code good}, {@code bytes} and {@code lines}. */
  HostileTexts(HostileFiles files) {
    oddFiles(files);
    oddTexts(files);
  }

  private void oddFiles(HostileFiles f) {
    failure("a folder as a model", "a directory", "sample", f.folder("a-folder"));
    failure("no model", "no such file", "sample", "missing");
    failure("a link to itself as a model", "no such file", "sample", f.link("loop", "loop"));
    failure("a device as a model", "not a regular file", "sample", "/dev/zero");
    failure("a socket as a model", "not a regular file", "sample", f.socket("socket"));
    failure("a name of 5,000 characters", "no such file", "sample", "n".repeat(5000));
    failure(
        "a name that moves the cursor",
        "\\x1b]0;owned\\x07\\x1b[2J\\x9b31m\\u202e; check the name",
        "sample",
        ESCAPE);
    usage("a name with a zero byte", "not a file name", "sample", "a\0b");
    usage("an empty name", "an empty file name", "sample", "");
    failure("a folder to score", "a folder, not a file", "score", "good", "a-folder");
    failure("a socket to score", "No such device", "score", "good", "socket");
    failure("a socket to train on", "No such device", "train", "socket");
    failure("a link to itself to train on", "no such file", "train", "loop");
    failure("a folder with nothing in it", "no text file", "train", f.folder("hollow"));
    f.folder("binaries");
    f.bytes("binaries/one", 1, 0, 2);
    failure("a folder without text", "no text file", "train", "binaries");
    f.folder("round/and");
    f.link("round/and/round", "..");
    f.link("round/self", "self");
    f.text("round/text", TEXT);
    fine("a folder that links to itself", "bits/char", tiny("round", "-o", "round-model"));
    usage(
        "a model that would be a folder",
        "names a folder",
        "train",
        "text-of-good",
        "-o",
        "hollow");
    failure(
        "a model in no folder", "no such folder", "train", "text-of-good", "-o", "nowhere/model");
    usage(
        "a model over its own text",
        "would replace a file",
        "train",
        "text-of-good",
        "-o",
        "text-of-good");
    failure(
        "a log that is a folder", "hollow", tiny("text-of-good", "-o", "logged", "--log=hollow"));
    failure(
        "a text as --init-from",
        "not a model of charwise",
        tiny("text-of-good", "--init-from=text-of-good"));
  }

  private void oddTexts(HostileFiles f) {
    failure("no text", "the text is empty", "train", f.text("void", ""));
    failure("one character", "too little text", "train", f.text("one", "a"));
    failure("nothing but a byte order mark", "empty", "train", f.bytes("mark", 0xEF, 0xBB, 0xBF));
    failure("a null device", "the text is empty", "train", "/dev/null");
    failure(
        "UTF-16",
        "not valid UTF-8 at byte offset 0 (0xff)",
        "train",
        f.bytes("utf16", 0xFF, 0xFE, 'a', 0, 'b', 0));
    failure(
        "Latin-1",
        "not valid UTF-8 at byte offset 3 (0xe9)",
        "train",
        f.bytes("latin1", 'c', 'a', 'f', 0xE9, '\n'));
    f.folder("mixed");
    f.text("mixed/a", TEXT);
    f.bytes("mixed/b", 'c', 'a', 'f', 0xE9, '\n');
    fine("Latin-1 in a folder", "bits/char", tiny("mixed", "-o", "mixed-model"));
    failure(
        "an overlong slash",
        "not valid UTF-8 at byte offset 1 (0xc0)",
        "train",
        f.bytes("overlong", 'a', 0xC0, 0xAF));
    failure(
        "half a surrogate pair in a text",
        "not valid UTF-8 at byte offset 2: cesu",
        "score",
        "good",
        f.bytes("cesu", 't', 'h', 0xED, 0xA0, 0x80));
    failure(
        "a character cut off at the end",
        "not valid UTF-8 at byte offset 2: tail",
        "score",
        "good",
        f.bytes("tail", 't', 'h', 0xF0, 0x9F, 0x98));
    failure(
        "text with 20,001 distinct characters",
        "read it as bytes with --units byte",
        "train",
        f.text("explosion", distinct(20_001)));
    fine(
        "nothing but zero bytes",
        "",
        tiny(f.bytes("nul", new byte[5000]), "-o", "nul-model", "--json"));
    fine(
        "carriage returns alone",
        "",
        tiny(f.text("cr", "a\rb\r".repeat(99)), "-o", "cr-model", "--json"));
    fine(
        "one line of five megabytes",
        "file",
        "score",
        "lines",
        f.text("line", "the lazy dog ".repeat(100_000)),
        "--by=line");
    fine("bytes of no encoding", "file", "score", "bytes", "utf16");
    fine(
        "a text full of escape sequences",
        "\\x1b]0;owned\\x07",
        "score",
        "good",
        f.text("escapes", ESCAPE),
        "--by=line");
  }

  private static String distinct(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.appendCodePoint(0x20000 + i);
    }
    return text.toString();
  }
}
