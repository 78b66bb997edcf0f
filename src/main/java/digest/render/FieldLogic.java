package digest.render;

import digest.delivery.Variant;
import digest.edition.Edition;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The places where templates do logic on a recipient's field, so that each recipient's mail is
 * rendered in full (delivery P1). Each place goes to the log once for each edition, however often
 * that is rendered. Safe for many threads.
 */
public final class FieldLogic {

  private static final Logger log = LoggerFactory.getLogger(FieldLogic.class);

  private final Set<String> places = new ConcurrentSkipListSet<>();
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /**
   * As said to a template's author: {@code templates/digest.html.ftlh, line 31: recipient.name}.
   */
  public List<String> places() {
    return List.copyOf(places);
  }

  void found(TemplateFault fault, Edition.Id edition, Variant variant) {
    String place = fault.template() + ", line " + fault.line() + ": " + fault.expression();
    places.add(place);
    if (said.add(edition + " " + place)) {
      log.warn(
          "template reads a field, rendering in full edition={} template={} line={} expression={}"
              + " variant={}",
          edition,
          fault.template(),
          fault.line(),
          fault.expression(),
          variant.key());
    }
  }
}
