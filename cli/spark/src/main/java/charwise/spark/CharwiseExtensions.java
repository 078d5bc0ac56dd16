package charwise.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * The functions of {@link CharwiseFunctions} for every session, by configuration alone: {@code
 * spark.sql.extensions} names this class, and {@value #MODEL} the model's file.
 */
public final class CharwiseExtensions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {
  private static final String MODEL = "spark.charwise.model";

  private @Nullable Broadcast<SharedModel> model;

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    add(extensions, CharwiseFunctions.BITS, DataTypes.DoubleType);
    add(extensions, CharwiseFunctions.PREDICT, DataTypes.StringType);
    return BoxedUnit.UNIT;
  }

  private void add(SparkSessionExtensions extensions, String name, DataType type) {
    extensions.injectFunction(
        new Tuple3<>(
            new FunctionIdentifier(name),
            new ExpressionInfo(CharwiseExtensions.class.getName(), name),
            new Builder(name, type)));
  }

  /** Makes a call of a function, when a query has one. */
  private final class Builder extends AbstractFunction1<Seq<Expression>, Expression> {
    private final String name;
    private final DataType type;

    Builder(String name, DataType type) {
      this.name = name;
      this.type = type;
    }

    @Override
    public Expression apply(Seq<Expression> arguments) {
      if (arguments.size() != 1) {
        throw new IllegalArgumentException(name + " takes one text");
      }
      return new ScalaUDF(
          function(),
          type,
          arguments,
          CollectionConverters.asScala(
                  java.util.List
                      .<Option<org.apache.spark.sql.catalyst.encoders.ExpressionEncoder<?>>>of())
              .toSeq(),
          Option.empty(),
          Option.apply(name),
          true,
          true);
    }

    private Function1<Object, Object> function() {
      Broadcast<SharedModel> shared = model();
      return new Call(
          name.equals(CharwiseFunctions.BITS)
              ? new LineFunction.Bits(shared)
              : new LineFunction.Prediction(shared));
    }
  }

  private synchronized Broadcast<SharedModel> model() {
    Broadcast<SharedModel> shared = model;
    if (shared == null) {
      SparkSession session = SparkSession.active();
      try {
        shared = CharwiseFunctions.share(session, session.conf().get(MODEL));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      model = shared;
    }
    return shared;
  }

  /** A function of a text, as Scala has it. */
  private static final class Call extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // UDF1 is serializable
    private final UDF1<@Nullable String, ?> function;

    Call(UDF1<@Nullable String, ?> function) {
      this.function = function;
    }

    @Override
    public Object apply(@Nullable Object text) {
      try {
        return function.call(text == null ? null : text.toString());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
