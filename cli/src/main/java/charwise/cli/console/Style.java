package charwise.cli.console;

/** Emphasis of words, where colour is wanted. */
public record Style(boolean colored) {
  private static final String RESET = "\u001b[0m";

  /** A bar of {@code width} characters, full up to a share from 0 to 1. */
  public String bar(double share, int width) {
    int full = (int) Math.floor(share * width);
    return accent("━".repeat(full)) + faint("─".repeat(width - full));
  }

  public String bold(String text) {
    return wrap("\u001b[1m", text);
  }

  public String faint(String text) {
    return wrap("\u001b[2m", text);
  }

  public String error(String text) {
    return wrap("\u001b[1;31m", text);
  }

  public String accent(String text) {
    return wrap("\u001b[36m", text);
  }

  /** In one of a terminal's 256 colours. */
  public String foreground(int color, String text) {
    return wrap("\u001b[38;5;" + color + "m", text);
  }

  /** In one of a terminal's 256 colours, on another as background. */
  public String on(int ground, int color, String text) {
    return wrap("\u001b[48;5;" + ground + ";38;5;" + color + "m", text);
  }

  /**
   * Text in the colour of its surprise: without colour below 2 bits, then on warmer and warmer
   * background from 2, 4, 6 and 9 bits.
   *
   * @param bits its information; NaN where nothing is known
   */
  public String surprise(String text, double bits) {
    int level = SurpriseScale.level(bits);
    return level == 0 ? text : wrap(SurpriseScale.start(level), text);
  }

  private String wrap(String start, String text) {
    return colored && !text.isEmpty() ? start + text + RESET : text;
  }
}
