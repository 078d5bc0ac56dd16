package charwise.corpora;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;

/**
 * A source of characters each of which depends by chance on the few before it alone, its context.
 * Every context can be reached from every other, so there is one distribution of contexts, the
 * stationary one π, that stays the same from character to character; texts begin in it. The entropy
 * rate is then Σ π(c) H(c) over the contexts c, H(c) the entropy of what follows c (Shannon, "A
 * mathematical theory of communication", 1948).
 */
public final class MarkovChain {
  private static final double CONVERGED = 1e-14;
  private static final int MOST_ROUNDS = 100_000;

  private final Followers[] contexts;
  private final double[] stationary;

  /** A chain whose stationary distribution is known. */
  MarkovChain(Followers[] contexts, double[] stationary) {
    this.contexts = contexts;
    this.stationary = stationary;
  }

  /** A chain whose stationary distribution is to be found. */
  MarkovChain(Followers[] contexts) {
    this(contexts, stationary(contexts));
  }

  /**
   * Solves π = πP by repeated steps, half of which stay where they are, so that no chain goes round
   * in circles for ever.
   */
  static double[] stationary(Followers[] contexts) {
    double[] now = new double[contexts.length];
    Arrays.fill(now, 1.0 / now.length);
    double change = 1;
    for (int round = 0; round < MOST_ROUNDS && change > CONVERGED; round++) {
      double[] next = new double[now.length];
      for (int context = 0; context < now.length; context++) {
        next[context] += now[context] / 2;
        Followers followers = contexts[context];
        double share = now[context] / (2 * followers.total);
        for (int place = 0; place < followers.targets.length; place++) {
          next[followers.targets[place]] += share * followers.weights[place];
        }
      }
      change = 0;
      for (int context = 0; context < now.length; context++) {
        change += Math.abs(next[context] - now[context]);
      }
      now = next;
    }
    return now;
  }

  /** How many contexts there are. */
  public int contexts() {
    return contexts.length;
  }

  /** The entropy rate, in nats a character. */
  public double entropyRate() {
    double rate = 0;
    for (int context = 0; context < contexts.length; context++) {
      rate += stationary[context] * contexts[context].entropy();
    }
    return rate;
  }

  double[] stationary() {
    return stationary.clone();
  }

  Followers[] followers() {
    return contexts.clone();
  }

  /** The text of a seed, an item a character. */
  public ItemGenerator generator(long seed) {
    return new Walk(seed);
  }

  private final class Walk implements ItemGenerator {
    private final Random random;
    private int context;

    Walk(long seed) {
      random = SeededRandom.of(seed, 0);
      double point = random.nextDouble();
      while (context < contexts.length - 1 && point >= stationary[context]) {
        point -= stationary[context++];
      }
    }

    @Override
    public void next(StringBuilder text) {
      Followers followers = contexts[context];
      double point = random.nextDouble() * followers.total;
      int place = 0;
      while (place < followers.weights.length - 1 && point >= followers.weights[place]) {
        point -= followers.weights[place++];
      }
      text.appendCodePoint(followers.units[place]);
      context = followers.targets[place];
    }

    @Override
    public OptionalDouble entropyRate() {
      return OptionalDouble.of(MarkovChain.this.entropyRate());
    }
  }
}
