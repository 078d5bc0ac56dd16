package charwise.cli;

import charwise.engine.cluster.Cluster;
import charwise.engine.cluster.ClusterProgram;
import java.util.List;

/** The program as a cluster starts it, which finds it as a service. */
public final class ClusterMain implements ClusterProgram {
  @Override
  public int run(List<String> arguments, Cluster cluster) {
    return new Charwise(Main.console(), cluster).run(arguments.toArray(String[]::new)).number();
  }
}
