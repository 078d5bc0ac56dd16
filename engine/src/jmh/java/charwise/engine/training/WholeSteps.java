package charwise.engine.training;

import charwise.engine.data.Corpus;
import charwise.engine.data.Items;
import charwise.engine.data.Units;
import charwise.engine.data.Vocabulary;
import charwise.engine.kernel.RandomStream;
import charwise.engine.kernel.Team;
import charwise.engine.layer.recurrent.CellType;
import charwise.engine.task.language.LanguageModel;
import charwise.engine.task.language.PlanRequest;
import charwise.engine.task.language.Recipe;
import charwise.engine.task.language.TrainingText;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A whole optimizer step of two layers, batch 32, window 32, on all cores. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 5, time = 1)
public class WholeSteps {
  private static final int VOCABULARY = 65;

  @Param public CellType cell = CellType.LSTM;

  @Param({"128", "256"})
  public int hiddenSize;

  private Team team;
  private OptimizationStep step;
  private long done;

  @Setup
  public void build() {
    PlanRequest request =
        new PlanRequest(
            cell,
            hiddenSize,
            2,
            0.0,
            true,
            32,
            32,
            null,
            1_000_000L,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Items.NONE,
            1);
    Corpus text = text();
    TrainingPlan plan = Recipe.plan(request, new TrainingText(text, text.slice(0, 2)), 1);
    LanguageModel model = new LanguageModel(plan.model());
    model.initialize(1);
    team = new Team(Runtime.getRuntime().availableProcessors());
    step = new OptimizationStep(plan, text, model, team);
  }

  private static Corpus text() {
    Vocabulary vocabulary =
        Vocabulary.of(Units.CODEPOINT, IntStream.range('A', 'A' + VOCABULARY).toArray());
    RandomStream random = RandomStream.of(1, 1);
    char[] ids = new char[100_000];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) random.nextInt(VOCABULARY);
    }
    return Corpus.of(vocabulary, ids, ids.length);
  }

  @Benchmark
  public boolean step() {
    return step.run(done++);
  }

  @TearDown
  public void close() {
    team.close();
  }
}
