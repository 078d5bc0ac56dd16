package charwise.cli.cluster;

import charwise.cli.console.Console;
import charwise.cli.console.ExitCode;
import charwise.engine.cluster.Cluster;
import java.io.IOException;

/** A command that a cluster can carry out. */
@FunctionalInterface
public interface ClusterCommand {
  /** Carries out the command on this machine, which hands the work to the others of a cluster. */
  ExitCode run(Console console, Cluster cluster) throws IOException;
}
