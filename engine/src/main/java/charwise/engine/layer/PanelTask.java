package charwise.engine.layer;

/**
 * What is made of a panel of weights once they have changed.
 *
 * @param place where in all weights the panel is
 */
public record PanelTask(int place, Runnable work) implements Runnable {
  @Override
  public void run() {
    work.run();
  }
}
