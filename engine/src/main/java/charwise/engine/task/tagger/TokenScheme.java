package charwise.engine.task.tagger;

import charwise.engine.loss.LogSoftmax;
import charwise.engine.task.Answer;
import charwise.engine.tensor.PanelMatrix;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tags of tokens, such as those that tell where entities are. A line is tokens with a space between
 * two; each unit of a token bears the token's tag. Of the sequences that are consistent, the one is
 * given that the units make most probable.
 */
public final class TokenScheme implements TagScheme {
  private static final long serialVersionUID = 1L;

  /** The name of the kind in files. */
  public static final String LABEL = "token";

  private final TokenTags tags;

  /** The tags that there are. */
  public TokenScheme(TokenTags tags) {
    this.tags = tags;
  }

  /** The tags that there are. */
  public TokenTags tags() {
    return tags;
  }

  @Override
  public String label() {
    return LABEL;
  }

  @Override
  public List<String> names() {
    return tags.names();
  }

  @Override
  public TaggerMetric usualMetric() {
    return tags.areChunks() ? TaggerMetric.ENTITY_F1 : TaggerMetric.WORD_ACCURACY;
  }

  @Override
  public int[] question(String line) {
    return tokens(line).units();
  }

  private static boolean isGap(int unit) {
    return unit == TokenUnits.SEPARATOR || unit == '\t';
  }

  /** What stands between gaps. */
  private static TokenUnits tokens(String line) {
    List<String> tokens = new ArrayList<>();
    var token = new StringBuilder();
    line.codePoints()
        .forEach(
            unit -> {
              if (!isGap(unit)) {
                token.appendCodePoint(unit);
              } else if (!token.isEmpty()) {
                tokens.add(token.toString());
                token.setLength(0);
              }
            });
    if (!token.isEmpty()) {
      tokens.add(token.toString());
    }
    return new TokenUnits(tokens);
  }

  /**
   * A sentence as a line with its tags. A tag that the tagger does not know has an id behind all
   * others.
   *
   * @param tokens each of one unit at least, without spaces
   * @param tokenTags one for each
   */
  public TaggedLine ask(List<String> tokens, List<String> tokenTags) {
    int[] ids = tags.ids(tokenTags);
    for (int i = 0; i < ids.length; i++) {
      boolean begins = i == 0 || ids[i - 1] < size() || tokenTags.get(i).startsWith("B");
      ids[i] = ids[i] >= 0 ? ids[i] : begins ? size() : size() + 1;
    }
    TokenUnits units = new TokenUnits(tokens);
    return new TaggedLine(units.units(), units.unitTags(ids));
  }

  @Override
  public LineDecoder decoder(int[] units) {
    return new Decoder(units);
  }

  /** The tags of the tokens, with a space between two. */
  @Override
  public String written(int[] units, int[] ids) {
    return String.join(" ", names(TokenUnits.of(units), ids));
  }

  /**
   * The tokens and their tags as lines of CoNLL, each with its end, and in the details either the
   * {@code entities} with their offsets in the line or the {@code tags}.
   */
  @Override
  public Answer answer(String line, int[] units, int[] ids, double probability, int unknown) {
    TokenUnits tokens = TokenUnits.of(units);
    List<String> names = names(tokens, ids);
    List<Integer> starts = starts(line);
    var text = new StringBuilder();
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < tokens.tokens(); i++) {
      int length = tokens.end(i) - tokens.start(i);
      ends.add(starts.get(i) + length);
      text.append(new String(units, tokens.start(i), length))
          .append('\t')
          .append(names.get(i))
          .append('\n');
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("tags", names);
    if (tags.areChunks()) {
      details.put("entities", entities(line, names, starts, ends));
    }
    return new Answer(
        List.of(new Answer.Alternative(text.toString(), probability)), unknown, details);
  }

  private static List<Object> entities(
      String line, List<String> names, List<Integer> starts, List<Integer> ends) {
    List<Object> entities = new ArrayList<>();
    for (Chunk chunk : ChunkTags.read(names)) {
      int start = starts.get(chunk.start());
      int end = ends.get(chunk.end() - 1);
      Map<String, Object> entity = new LinkedHashMap<>();
      entity.put("type", chunk.type());
      entity.put("start", (long) start);
      entity.put("end", (long) end);
      entity.put(
          "text",
          line.substring(line.offsetByCodePoints(0, start), line.offsetByCodePoints(0, end)));
      entities.add(entity);
    }
    return entities;
  }

  /** Where tokens start, counted in code points. */
  private static List<Integer> starts(String line) {
    int[] units = line.codePoints().toArray();
    List<Integer> starts = new ArrayList<>();
    for (int i = 0; i < units.length; i++) {
      if (!isGap(units[i]) && (i == 0 || isGap(units[i - 1]))) {
        starts.add(i);
      }
    }
    return starts;
  }

  private List<String> names(TokenUnits tokens, int[] ids) {
    int[] ofTokens = new int[tokens.tokens()];
    for (int i = 0; i < ofTokens.length; i++) {
      ofTokens[i] = ids[tokens.start(i)];
    }
    return IntStream.of(ofTokens).mapToObj(this::name).toList();
  }

  /** An unknown tag is that of a chunk of an unknown type. */
  private String name(int id) {
    return id < size() ? names().get(id) : id == size() ? "B-unknown" : "I-unknown";
  }

  @Override
  public TagScore newScore() {
    return new Counts();
  }

  @Override
  public Lexicon newFloor() {
    return Lexicon.ofWords(Math.max(0, names().indexOf(ChunkTags.OUTSIDE)));
  }

  /** The most probable consistent sequence. */
  private final class Decoder implements LineDecoder {
    private final TokenUnits tokens;
    private final float[] logProbabilities;
    private Viterbi.@Nullable Path best;

    Decoder(int[] units) {
      tokens = TokenUnits.of(units);
      logProbabilities = new float[Math.multiplyExact(units.length, size())];
    }

    @Override
    public void unit(int at, PanelMatrix logits, int row, LogSoftmax softmax) {
      for (int id = 0; id < size(); id++) {
        logProbabilities[at * size() + id] = (float) softmax.logProbability(id);
      }
    }

    private Viterbi.Path best() {
      if (best == null) {
        double[] ofTokens = tokens.tokenLogProbabilities(logProbabilities, size());
        best = new Viterbi(tags).best(ofTokens, tokens.tokens());
      }
      return best;
    }

    @Override
    public int[] tags() {
      return tokens.unitTags(best().tags());
    }

    @Override
    public double probability() {
      return StrictMath.exp(Math.min(0, best().logProbability()));
    }
  }

  private final class Counts extends TagScore {
    private final ChunkScore chunks = new ChunkScore();
    private long units;
    private long unitsRight;
    private long tokens;
    private long tokensRight;
    private long lines;
    private long linesRight;

    @Override
    public void add(TaggedLine line, int[] guess) {
      TokenUnits words = TokenUnits.of(line.units());
      int[] right = line.tags();
      long wrong = 0;
      for (int i = 0; i < words.tokens(); i++) {
        int start = words.start(i);
        int length = words.end(i) - start;
        boolean same = right[start] == guess[start];
        units += length;
        unitsRight += same ? length : 0;
        wrong += same ? 0 : 1;
      }
      tokens += words.tokens();
      tokensRight += words.tokens() - wrong;
      lines++;
      linesRight += wrong == 0 ? 1 : 0;
      if (tags.areChunks()) {
        chunks.add(ChunkTags.read(names(words, right)), ChunkTags.read(names(words, guess)));
      }
    }

    @Override
    public long lines() {
      return lines;
    }

    @Override
    public Map<TaggerMetric, Double> shares() {
      Map<TaggerMetric, Double> shares = new EnumMap<>(TaggerMetric.class);
      shares.put(TaggerMetric.UNIT_ACCURACY, share(unitsRight, units));
      shares.put(TaggerMetric.WORD_ACCURACY, share(tokensRight, tokens));
      shares.put(TaggerMetric.LINE_ACCURACY, share(linesRight, lines));
      if (tags.areChunks()) {
        shares.put(TaggerMetric.ENTITY_F1, chunks.overall().f1());
      }
      return shares;
    }

    @Override
    public Map<String, Retrieval> retrievals() {
      return chunks.byType();
    }
  }
}
