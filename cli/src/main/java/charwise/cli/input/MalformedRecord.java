package charwise.cli.input;

/** What is wrong with a record of a CSV table, in our words. */
public final class MalformedRecord {
  private MalformedRecord() {}

  /** The reason for an error of the library that reads tables. */
  public static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("EOF reached before encapsulated token")) {
      return "a quotation mark is not closed";
    }
    if (message.contains("between encapsulated token and delimiter")) {
      return "text follows a closing quotation mark";
    }
    return message;
  }
}
