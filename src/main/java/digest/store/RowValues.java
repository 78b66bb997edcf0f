package digest.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A row by our columns' names; what is not known is missing. */
final class RowValues {

  private RowValues() {}

  static Map<String, Object> of(SubscriberFiles.Row row) {
    SubscriberFiles.Profile profile = row.profile();
    SubscriberFiles.Membership membership = row.membership();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("address", row.address());
    put(values, "name", profile.name());
    put(values, "locale", profile.locale());
    put(values, "zone", profile.zone());
    put(values, "topics", profile.topics());
    put(values, "lists", membership.lists());
    put(values, "status", membership.status());
    put(values, "since", membership.since());
    put(values, "stops", membership.stops());
    put(values, "suppressed", membership.suppressed());
    put(values, "created", profile.created());
    put(values, "attributes", new TreeMap<>(profile.attributes()));
    put(values, "consent_at", membership.consent().at());
    put(values, "consent_source", membership.consent().source());
    put(values, "consent_ip", membership.consent().ip());
    put(values, "consent_text", membership.consent().text());
    return values;
  }

  private static void put(Map<String, Object> values, String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
