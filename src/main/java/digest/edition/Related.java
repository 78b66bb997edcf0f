package digest.edition;

import org.jspecify.annotations.Nullable;

/** A title and link shown beside a pick, without a teaser. */
public record Related(String title, String link, @Nullable String source) {}
