package charwise.cli.compare;

import java.util.List;
import java.util.Locale;

/**
 * A known experiment: options of {@code compare-gates} that end in under ten minutes on two cores,
 * what the literature found, and what these options showed when they were chosen. Tables and times
 * are in {@code engine/EXPERIMENTS.md}.
 */
enum Experiment {
  BOTTLENECK(
      "one vector is a bottleneck that attention lifts",
      "Cho et al. (2014): an encoder's last state holds short inputs only; Bahdanau et al. (2015,"
          + " figure 2): with attention long ones are answered as well as short ones",
      "copy:1000000 --task=transduce --attention=none,bahdanau --hidden=64"
          + " --lengths=5,10,15,20,25,30 --learning-rate=0.003,0.006 --steps=3000 --seeds=5",
      "at 20 characters all answers are right with attention and none without it; over all lengths"
          + " attention is better by 0.731 ± 0.010"),
  REVERSAL(
      "reading the source from its end helps where there is no attention",
      "Sutskever et al. (2014): source and answer have their beginnings nearer to each other, which"
          + " makes learning easier",
      "copy:600000:42:5-12 --task=transduce --attention=none,bahdanau --reverse-source=off,on"
          + " --directions=forward --match=hidden --hidden=64 --learning-rate=0.003,0.008"
          + " --steps=8000 --seeds=5 --judge-by=steps",
      "reversed, 90 % were right after 5,102 steps, 2,817 ± 484 sooner than in order; with"
          + " attention after some 1,000 steps either way"),
  DIRECTIONS(
      "two directions see what one cannot",
      "Schuster and Paliwal (1997): whoever reads from both ends knows what follows; from left to"
          + " right alone, nobody can do better than chance, one in eight",
      "lookahead:400000 --task=tag --directions=forward,both --hidden=32 --learning-rate=0.01,0.03"
          + " --steps=1500 --seeds=5",
      "from both ends 99.9 % of the tags are right; from left to right 19 %, chance and the dots at"
          + " the end, which can be known; the difference is 0.809 ± 0.002"),
  DEPTH(
      "depth needs residual connections",
      "Wu et al. (2016): stacks of plain layers work up to four, barely with six and hardly beyond"
          + " eight; residual connections help deeper ones",
      "macbeth --cells=lstm --layers=1,2,4,8 --residual=off,on --hidden=64 --match=hidden"
          + " --lags=10,100 --steps=1500 --seeds=3",
      "residual connections are worth 0.194 ± 0.049 bits a character at two layers, 0.736 ± 0.371"
          + " at four and 2.156 ± 0.027 at eight, which learn nothing without"),
  GATES(
      "gated cells beat the plain one; between LSTM and GRU it depends",
      "Chung et al. (2014): both beat tanh units, neither the other; Jozefowicz et al. (2015): an"
          + " LSTM with a forget bias of 1 comes close to the GRU",
      "macbeth --cells=rnn,lstm,gru --hidden=64 --lags=10,100 --steps=1500 --seeds=5",
      "the GRU beats the LSTM by 0.113 ± 0.015 bits a character and the plain cell by 0.292 ±"
          + " 0.141, which the LSTM beats by 0.179 ± 0.135"),
  MEMORY(
      "gates remember over a thousand characters, a plain cell not over thirty",
      "Hochreiter and Schmidhuber (1997): an LSTM bridges more than 1000 steps; Bengio et al."
          + " (1994): gradients of plain recurrent networks do not",
      "recall --cells=rnn,lstm,gru --lags=10,30,100,300,1000 --seeds=7",
      "with ten seeds the LSTM answers 0.98 and the GRU 0.99 of what was said 1,000 characters ago,"
          + " the plain cell 0.14, where chance is 0.10"),
  REACH(
      "gradients reach farther back through gates",
      "Bengio et al. (1994), Pascanu et al. (2013): the gradient of a plain cell shrinks by a"
          + " factor at every step; gates keep the factor near 1",
      "macbeth --cells=rnn,lstm,gru --hidden=64 --lags=10,100 --steps=1500 --seeds=5"
          + " --judge-by=reach",
      "gradients of the GRU reach 26 ± 5 characters farther back than those of the plain cell; the"
          + " LSTM's no farther, since most of what it remembers runs beside h, in c");

  private final String claim;
  private final String literature;
  private final String arguments;
  private final String found;

  Experiment(String claim, String literature, String arguments, String found) {
    this.claim = claim;
    this.literature = literature;
    this.arguments = arguments;
    this.found = found;
  }

  /** What it is about. */
  String claim() {
    return claim;
  }

  /** What others found. */
  String literature() {
    return literature;
  }

  /** What was found when it was chosen. */
  String found() {
    return found;
  }

  /** The arguments that it stands for. */
  List<String> arguments() {
    return List.of(arguments.split(" "));
  }

  /** The whole command that it stands for. */
  String command() {
    return "charwise compare-gates " + arguments;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
