package charwise.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/**
 * Functions of SQL, for jobs of one's own: {@code charwise_bits(text)}, how many bits a character
 * of a line costs a language model, and {@code charwise_predict(text)}, what a model answers. A
 * line break within a text counts as a space; null gives null.
 */
public final class CharwiseFunctions {
  static final String BITS = "charwise_bits";
  static final String PREDICT = "charwise_predict";

  private CharwiseFunctions() {}

  /**
   * Makes the functions known to a session.
   *
   * @param modelPath a model's file, in any file system that Spark knows; it travels to the
   *     executors
   * @throws IOException if it cannot be read
   */
  public static void register(SparkSession session, String modelPath) throws IOException {
    Broadcast<SharedModel> model = share(session, modelPath);
    session.udf().register(BITS, new LineFunction.Bits(model), DataTypes.DoubleType);
    session.udf().register(PREDICT, new LineFunction.Prediction(model), DataTypes.StringType);
  }

  /** Sends a model to the machines of a session. */
  static Broadcast<SharedModel> share(SparkSession session, String modelPath) throws IOException {
    var context = new JavaSparkContext(session.sparkContext());
    var path = new Path(modelPath);
    try (InputStream in = path.getFileSystem(context.hadoopConfiguration()).open(path)) {
      var model = new SharedModel(modelPath, in.readAllBytes());
      model.task(); // what is no model is refused here, not on some machine
      return context.broadcast(model);
    } catch (FileNotFoundException e) {
      throw new NoSuchFileException(modelPath);
    }
  }
}
