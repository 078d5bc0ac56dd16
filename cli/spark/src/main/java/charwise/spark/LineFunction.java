package charwise.spark;

import charwise.engine.data.Items;
import charwise.engine.data.UnitReader;
import charwise.engine.kernel.Team;
import charwise.engine.loss.Loss;
import charwise.engine.task.Predictor;
import charwise.engine.task.SavedTask;
import charwise.engine.task.language.LossListener;
import charwise.engine.task.language.SavedModel;
import charwise.engine.task.language.Scorer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;

/**
 * A function of a line. What it computes with has buffers of its own and serves one thread, so
 * there are as many of them in a JVM as tasks have asked at once.
 */
abstract class LineFunction<R> implements UDF1<@Nullable String, @Nullable R> {
  private static final long serialVersionUID = 1L;

  private final Broadcast<SharedModel> model;
  private transient @Nullable Queue<Reader<R>> idle;

  LineFunction(Broadcast<SharedModel> model) {
    this.model = model;
  }

  /** Reads a line. */
  @FunctionalInterface
  interface Reader<R> {
    R read(String line) throws IOException;
  }

  /** Something that reads lines with a model, on one thread. */
  abstract Reader<R> newReader(SavedTask task);

  @Override
  public @Nullable R call(@Nullable String text) throws IOException {
    if (text == null) {
      return null;
    }
    Queue<Reader<R>> readers = readers();
    Reader<R> reader = readers.poll();
    if (reader == null) {
      reader = newReader(model.value().task());
    }
    R result = reader.read(TableSource.onOneLine(text));
    readers.add(reader);
    return result;
  }

  private synchronized Queue<Reader<R>> readers() {
    Queue<Reader<R>> readers = idle;
    if (readers == null) {
      readers = new ConcurrentLinkedQueue<>();
      idle = readers;
    }
    return readers;
  }

  /** How many bits a character of a line costs. */
  static final class Bits extends LineFunction<Double> {
    private static final long serialVersionUID = 1L;

    Bits(Broadcast<SharedModel> model) {
      super(model);
    }

    @Override
    Reader<Double> newReader(SavedTask task) {
      if (!(task instanceof SavedModel saved)) {
        throw new IllegalArgumentException(
            "only language models know what lines cost, and this is a model of another task");
      }
      var scorer = new Scorer(saved.model(), saved.vocabulary(), Items.LINE, new Team(1));
      if (saved.items() == Items.LINE) {
        scorer.readItems();
      }
      if (!saved.conditions().isEmpty()) {
        scorer.likeliestCondition(saved.conditions());
      }
      return line -> {
        var sum = new Sum();
        scorer.reset();
        var in = new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8));
        scorer.score(new UnitReader("a text", in, saved.units()), sum);
        return new Loss(sum.nats, sum.count).bitsPerCharacter();
      };
    }

    /** Adds up what counts. */
    private static final class Sum implements LossListener {
      private double nats;
      private long count;

      @Override
      public void accept(int unit, double unitNats) {
        if (!Double.isNaN(unitNats)) {
          nats += unitNats;
          count++;
        }
      }
    }
  }

  /** What a model answers. */
  static final class Prediction extends LineFunction<String> {
    private static final long serialVersionUID = 1L;

    Prediction(Broadcast<SharedModel> model) {
      super(model);
    }

    @Override
    Reader<String> newReader(SavedTask task) {
      Predictor predictor = task.predictor(1, new Team(1));
      if (predictor == null) {
        throw new IllegalArgumentException("a model that writes text gives no answers");
      }
      return line -> predictor.answer(List.of(line)).getFirst().best().prediction();
    }
  }
}
