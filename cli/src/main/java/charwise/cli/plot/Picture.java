package charwise.cli.plot;

import java.awt.Graphics2D;

/** Something of a fixed size that can be drawn, in pixels. */
interface Picture {
  int width();

  int height();

  /** Draws all of it, on white. */
  void draw(Graphics2D graphics);
}
