package charwise.engine.task.tagger;

import charwise.engine.data.TaggedItems;
import java.util.Arrays;
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
      lexicon.add(new TaggedLine(data.train().units(i), data.train().tags(i)));
    }
    TagScore copied = scheme.newScore();
    TagScore looked = scheme.newScore();
    for (int i = 0; i < items.size(); i++) {
      int[] units = items.units(i);
      int[] tags = items.tags(i);
      int[] nothing = new int[units.length];
      Arrays.fill(nothing, TagSet.NONE);
      copied.add(units, tags, nothing);
      looked.add(units, tags, lexicon.tags(units));
    }
    if (scheme instanceof RestorationScheme) {
      floors.put("copy", copied.shares().getOrDefault(metric, Double.NaN));
    }
    floors.put("lexicon", looked.shares().getOrDefault(metric, Double.NaN));
    return floors;
  }
}
