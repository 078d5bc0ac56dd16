/**
 * Curves and heatmaps as SVG and PNG files, through JFreeChart and Batik, and as text on a
 * terminal. Pictures bring their own font and look the same on every machine, with or without a
 * screen. Nothing of the libraries or of {@code java.awt} is loaded before the first picture is
 * drawn. Uses {@code console}.
 */
@NullMarked
package charwise.cli.plot;

import org.jspecify.annotations.NullMarked;
