package charwise.engine.task.tagger;

import charwise.engine.kernel.Team;
import java.util.List;

/** Tags lines whose tags are known, to see how good a tagger is. */
public final class TaggerExam {
  private final LineTagger tagger;

  /** An exam whose work a team shares. */
  public TaggerExam(SavedTagger saved, Team team) {
    tagger = new LineTagger(saved, team);
  }

  /**
   * Tags lines, and marks them; a line's marks do not depend on the others.
   *
   * @param lines as the scheme asks them
   */
  public List<MarkedLine> mark(List<TaggedLine> lines) {
    return tagger.mark(lines);
  }
}
