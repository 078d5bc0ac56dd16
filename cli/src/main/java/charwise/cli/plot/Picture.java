package charwise.cli.plot;

import java.awt.Graphics2D;

/** A picture of a fixed size in pixels. */
interface Picture {
  int width();

  int height();

  /** Draws the picture on white. */
  void draw(Graphics2D graphics);
}
