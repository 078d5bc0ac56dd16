package charwise.cli;

import java.util.Arrays;

/** Broken models and checkpoints. */
final class HostileModels extends Attacks {
  /** Makes the files, among a model {@code good} and an interrupted run {@code stopped}. */
  HostileModels(HostileFiles files) {
    brokenContainers(files);
    brokenHeaders(files);
    brokenModels(files);
    brokenCheckpoints(files);
  }

  private void brokenContainers(HostileFiles f) {
    failure("an empty model", "not a model of charwise", "sample", f.text("empty", ""));
    failure("a model of 7 bytes", "not a model of charwise", "score", f.text("seven", "1234567"));
    failure(
        "a header of 2^64 - 1 bytes",
        "a header of 18446744073709551615 bytes in a file of 10",
        "inspect",
        f.bytes("maximal", 255, 255, 255, 255, 255, 255, 255, 255, 123, 125));
    failure(
        "a header one byte longer than the file",
        "a header of 3 bytes in a file of 10",
        "repl",
        f.bytes("longer", 3, 0, 0, 0, 0, 0, 0, 0, 123, 125));
    failure("a header of no bytes", "not a JSON object", "sample", f.model("nothing", ""));
    failure("a text as a model", "not a model of charwise", "sample", "text-of-good");
    failure(
        "a picture as a model",
        "not a model of charwise",
        "inspect",
        f.bytes("picture.png", 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13));
    failure(
        "a compressed file as a model",
        "not a model of charwise",
        "gradients",
        f.bytes("model.gz", 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0));
    failure(
        "a terabyte of zeros that takes no room on the disk",
        "not a JSON object",
        "sample",
        f.sparse("terabyte", 1L << 40));
    failure(
        "a header of 9 MB of zeros",
        "not a JSON object",
        "sample",
        f.sparse("zeros", 1L << 30, 0, 0, 0x90));
    failure(
        "a header of 64 MB in a file of a gigabyte",
        "not a model of charwise",
        "sample",
        f.sparse("heavy", 1L << 30, 0, 0, 0, 4));
    failure("data cut off", "lies at", "sample", f.changed("cut", "good", b -> cut(b, 4)));
    failure(
        "data to spare",
        "belong to no tensor",
        "score",
        f.changed("spare", "good", b -> cut(b, -4)));
  }

  private static byte[] cut(byte[] bytes, int less) {
    return Arrays.copyOf(bytes, bytes.length - less);
  }

  private void brokenHeaders(HostileFiles f) {
    failure(
        "a hundred thousand brackets",
        "nesting deeper than 64",
        "inspect",
        f.model("deep", "{\"a\":" + "[".repeat(100_000)));
    failure(
        "nine million brackets and braces",
        "nesting deeper than 64",
        "inspect",
        f.model("deeper", "{\"a\":[".repeat(1_500_000)));
    failure(
        "a million values",
        "more than 200000 values",
        "inspect",
        f.model("values", "{\"a\":[" + "0,".repeat(1_000_000) + "0]}"));
    failure(
        "a number of a million digits",
        "a number of 1000000 characters",
        "inspect",
        f.model("digits", "{\"a\":" + "9".repeat(1_000_000) + "}"));
    failure(
        "a key twice",
        "a key for the second time",
        "sample",
        f.model("twice", "{\"a\":1,\"\\u0061\":1}"));
    failure("an array as header", "not a JSON object", "sample", f.model("array", "[]"));
    failure(
        "a header that is no UTF-8",
        "not valid UTF-8",
        "sample",
        f.bytes("latin", 4, 0, 0, 0, 0, 0, 0, 0, '{', '"', 0xE9, '"'));
    failure(
        "metadata that are numbers",
        "\"format\" is not a string",
        "sample",
        f.model("numbers", "{\"__metadata__\":{\"format\":1}}"));
    failure(
        "another program's tensors",
        "not of charwise",
        "sample",
        f.model(
            "foreign", "{\"w\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}", 1, 2));
    failure(
        "a tensor's name full of escape sequences",
        "\\u001b]0;owned\\u0007",
        "sample",
        f.model("named", "{\"" + "\\u001b]0;owned\\u0007\\u202e" + "\":1}"));
    failure(
        "a shape whose size is beyond 64 bits",
        "which its shape contradicts",
        "sample",
        f.model(
            "vast",
            "{\"w\":{\"dtype\":\"F32\",\"shape\":[4294967296,4294967296],"
                + "\"data_offsets\":[0,0]}}"));
    failure(
        "offsets that run backwards",
        "lies at 2 to 1",
        "sample",
        f.model("back", "{\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,1]}}", 1, 2));
    failure(
        "tensors that overlap",
        "overlaps another",
        "sample",
        f.model(
            "overlap",
            "{\"v\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},"
                + "\"w\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}",
            1,
            2,
            3));
    failure(
        "a hole between tensors",
        "after a hole",
        "sample",
        f.model(
            "hole",
            "{\"v\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},"
                + "\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[2,3]}}",
            1,
            2,
            3));
  }

  private void model(HostileFiles f, String name, String says, String from, String to) {
    String file = "model-" + count();
    failure(name, says, "sample", f.edited(file, "good", header -> header.replaceFirst(from, to)));
  }

  private void brokenModels(HostileFiles f) {
    model(
        f,
        "a hidden size of 2^30",
        "hidden size of 1073741824",
        size("hidden_size"),
        "$11073741824");
    model(
        f,
        "a hidden size of 2^32 + 12",
        "no valid hidden_size",
        size("hidden_size"),
        "$14294967308");
    model(f, "a hidden size below zero", "no valid hidden_size", size("hidden_size"), "$1-12");
    model(f, "a larger hidden size", "has the shape", size("hidden_size"), "$116384");
    model(f, "a billion layers", "number of layers of 1000000000", size("layers"), "$11000000000");
    model(
        f,
        "a vocabulary of 2^31 - 1",
        "units, not 2147483647",
        size("vocabulary_size"),
        "$12147483647");
    model(f, "an unknown cell", "unknown cell", "lstm", "lst\\\\\\\\u001bm");
    model(f, "a future version", "format version \"2\"", "(\"format_version\":\")1", "$12");
    model(f, "no vocabulary", "no vocabulary", "\"vocabulary\":", "\"vocabulaire\":");
    model(
        f,
        "a vocabulary with a unit twice",
        "in the vocabulary twice",
        "\\\\\"a\\\\\"",
        "\\\\\"b\\\\\"");
    model(
        f,
        "half a surrogate pair as a unit",
        "half a surrogate pair",
        "\\\\\"a\\\\\"",
        "\\\\\"\\\\\\\\ud800\\\\\"");
    model(f, "two characters as a unit", "is not a codepoint", "\\\\\"a\\\\\"", "\\\\\"ab\\\\\"");
    model(f, "a number as a unit", "is not a codepoint", "\\\\\"a\\\\\"", "97");
    model(
        f,
        "dropout beyond all numbers",
        "beyond the range of a double",
        "\\\\\"dropout\\\\\":[0-9.]+",
        "\\\\\"dropout\\\\\":1e999");
    model(f, "weights of another type", "has dtype I32, not F32", "F32", "I32");
    model(f, "weights of 4 bits", "which its shape contradicts", "F32", "F4");
    model(f, "a tensor of another name", "is missing", "decoder.bias", "decoder.base");
    failure(
        "a weight that is no number",
        "a weight is not finite: NaN in decoder.bias",
        "sample",
        f.withLastNumber("nan", "good", Float.NaN));
    failure(
        "an infinite weight",
        "a weight is not finite: -Infinity",
        "score",
        f.withLastNumber("infinite", "good", Float.NEGATIVE_INFINITY),
        "text-of-good");
    failure(
        "n-grams that follow nothing",
        "its n-grams do not fit together",
        "sample",
        f.withLastNumber("unfitting", "counted", Float.NaN));
    fine(
        "the largest weight there is",
        "",
        "sample",
        f.withLastNumber("largest", "good", Float.MAX_VALUE),
        "-n5");
    failure("a checkpoint as a model", "not of charwise", "sample", "stopped.checkpoint");
  }

  private static String size(String key) {
    return "(\\\\\"" + key + "\\\\\":)[0-9]+";
  }

  private void checkpoint(HostileFiles f, String name, String says, String from, String to) {
    String file = "run-" + count();
    f.edited(file + ".checkpoint", "stopped.checkpoint", header -> header.replaceFirst(from, to));
    failure(name, says, "train", "text-of-good", "--resume", "-o", file);
  }

  private void brokenCheckpoints(HostileFiles f) {
    f.text("no-run.checkpoint", "nothing of the kind");
    failure(
        "a text as a checkpoint",
        "not a model of charwise",
        "train",
        "text-of-good",
        "--resume",
        "-o",
        "no-run");
    f.changed("good-run.checkpoint", "good", bytes -> bytes);
    failure(
        "a model as a checkpoint",
        "it is no checkpoint",
        "train",
        "text-of-good",
        "--resume",
        "-o",
        "good-run");
    checkpoint(f, "a batch of 2^31", "batch is out of range", size("batch"), "$12147483648");
    checkpoint(f, "a batch of nothing", "no run has batch 0", size("batch"), "$10");
    checkpoint(f, "a batch that the states contradict", "do not fit", size("batch"), "$165536");
    checkpoint(
        f, "a window of 2^31 - 1", "no run has bptt 2147483647", size("bptt"), "$12147483647");
    checkpoint(f, "no steps at all", "no run has steps 0", size("steps"), "$10");
    checkpoint(
        f,
        "an evaluation every 0 steps",
        "no run has evaluation_every 0",
        size("evaluation_every"),
        "$10");
    checkpoint(f, "a step beyond the last", "none of its plan", size("step"), "$151");
    checkpoint(f, "a step before the first", "none of its plan", size("step"), "$1-1");
    checkpoint(f, "a hidden size of its own", "do not fit", size("hidden_size"), "$116384");
    checkpoint(f, "another text", "another text", "(\"text\":\")-?[0-9]+", "$17");
    checkpoint(
        f,
        "a rate of zero",
        "no run has learning_rate 0.0",
        "(learning_rate\\\\\":)[0-9.E-]+",
        "$10.0");
    checkpoint(
        f, "an optimizer with line feeds", "optimizer", "adam", "a\\\\\\\\n\\\\\\\\u001b[2J");
    checkpoint(f, "no progress", "not an object", "\"progress\":", "\"regress\":");
    f.withLastNumber("nan-run.checkpoint", "stopped.checkpoint", Float.NaN);
    failure(
        "a state that is no number",
        "is NaN",
        "train",
        "text-of-good",
        "--resume",
        "-o",
        "nan-run");
  }
}
