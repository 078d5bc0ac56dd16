package charwise.engine.task.tagger;

import charwise.engine.data.TaggedItems;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is reached without a network. */
final class Floors {
  private Floors() {}

  /** The floors on the validation items, by name. */
  static Map<String, Object> of(TaggerData data, TaggerMetric metric) {
    Map<String, Object> floors = new LinkedHashMap<>();
    TaggedItems items = data.validation();
    if (items.size() == 0 || metric == TaggerMetric.NATS) {
      return floors;
    }
    TagScheme scheme = data.scheme();
    Lexicon lexicon = scheme.newFloor();
    for (int i = 0; i < data.train().size(); i++) {
      lexicon.add(line(data.train(), i));
    }
    TagScore copied = scheme.newScore();
    TagScore looked = scheme.newScore();
    for (int i = 0; i < items.size(); i++) {
      TaggedLine line = line(items, i);
      copied.add(line, new int[line.tags().length]);
      looked.add(line, lexicon.tags(line.units()));
    }
    if (scheme instanceof RestorationScheme) {
      floors.put("copy", copied.shares().getOrDefault(metric, Double.NaN));
    }
    floors.put("lexicon", looked.shares().getOrDefault(metric, Double.NaN));
    return floors;
  }

  static TaggedLine line(TaggedItems items, int number) {
    return new TaggedLine(items.units(number), items.tags(number));
  }
}
