package charwise.engine.layer.recurrent;

import charwise.engine.kernel.Panels;
import charwise.engine.kernel.Team;
import org.jspecify.annotations.Nullable;

/**
 * What one member of a team computes of a window. Either all units of some streams: then it never
 * waits for the others. Or some units of all streams: then a member reads a part of the weights
 * only, but waits for the others at every step, since each unit depends on all of the step before.
 * The results are the same to the bit.
 */
public final class Share {
  private final int member;
  private final int from;
  private final int to;
  private final int size;
  private final @Nullable Team team;

  private Share(int member, int from, int to, int size, @Nullable Team team) {
    this.member = member;
    this.from = from;
    this.to = to;
    this.size = size;
    this.team = team;
  }

  /** All units of streams {@code from} to {@code to}. */
  public static Share ofStreams(int member, int from, int to) {
    return new Share(member, from, to, 1, null);
  }

  /** A member's part of the units of {@code streams} streams; every member of the team must run. */
  public static Share ofUnits(Team team, int member, int streams) {
    return new Share(member, 0, streams, team.size(), team);
  }

  /** Its number in the team. */
  public int member() {
    return member;
  }

  /** The first stream. */
  public int from() {
    return from;
  }

  /** How many streams. */
  public int rows() {
    return to - from;
  }

  /** The first of the member's columns of a matrix that all members share, a multiple of 64. */
  int firstColumn(int columns) {
    return size == 1 ? 0 : column(columns, member);
  }

  /** The column after the member's last. */
  int endColumn(int columns) {
    return size == 1 ? columns : column(columns, member + 1);
  }

  private int column(int columns, int number) {
    return Math.min(columns, Panels.count(columns) * number / size * Panels.WIDTH);
  }

  /** The first of the streams whose elements the member goes through once a layer is done. */
  public int firstRow() {
    return team == null ? from : to * member / size;
  }

  /** The stream after the last of these. */
  public int endRow() {
    return team == null ? to : to * (member + 1) / size;
  }

  /** Waits until all others have come so far, if they share its streams. */
  public void barrier() {
    if (team != null) {
      team.barrier(member);
    }
  }
}
