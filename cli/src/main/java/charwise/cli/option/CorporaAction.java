package charwise.cli.option;

/** What {@code charwise corpora} does. */
public enum CorporaAction {
  LIST,
  SHOW,
  MAKE
}
