package charwise.engine.cluster;

import java.util.List;

/** A program that a cluster starts, which finds it as a service. */
public interface ClusterProgram {
  /**
   * Does all that some arguments ask for.
   *
   * @return the exit status
   */
  int run(List<String> arguments, Cluster cluster);
}
