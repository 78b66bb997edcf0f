package digest.select;

import digest.edition.Article;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * An article in the index: its profile, and what a match tells of it.
 *
 * @param key what it replaces
 */
record ArticleDocument(Term key, Document document) {

  static final String ABOUT = "about";
  static final String TOPIC = "topic";
  static final String PUBLISHED = "published";
  static final String FEED = "feed";

  /** Both to find an article that changed and, as a value, to order equal ones. */
  static final String ID = "id";

  private static final String TERMS = "terms";
  private static final String TITLE = "title";
  private static final String LINK = "link";
  private static final String SOURCE = "source";
  private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
  private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
  private static final FieldType WEIGHTED = weighted();

  /** What is not open to all keeps its place, and nothing finds it. */
  static ArticleDocument of(Article article) {
    Document document = new Document();
    document.add(new StringField(ID, article.id().value(), Field.Store.NO));
    document.add(new BinaryDocValuesField(ID, bytes(article.id().value())));
    if (article.access() == Article.Access.OPEN) {
      describe(document, article);
    }
    return new ArticleDocument(new Term(ID, article.id().value()), document);
  }

  private static void describe(Document document, Article article) {
    Profile profile = Profile.of(article);
    document.add(new Field(ABOUT, new ProfileStream(profile), WEIGHTED));
    document.add(new StoredField(TERMS, profile.written()));
    for (String topic : article.topics()) {
      document.add(new StringField(TOPIC, Profile.topicTerm(topic), Field.Store.NO));
    }
    long published = micros(article.publishedAt());
    document.add(new NumericDocValuesField(PUBLISHED, published));
    document.add(new SortedDocValuesField(FEED, bytes(article.feed())));
    document.add(new StoredField(TITLE, article.title()));
    document.add(new StoredField(LINK, article.link()));
    document.add(new StoredField(SOURCE, article.source()));
  }

  /** Values of more than 32,766 bytes are refused by the index; no location is that long. */
  private static BytesRef bytes(String text) {
    return new BytesRef(text.substring(0, Math.min(text.length(), 10_000)));
  }

  /** The matches of hits, in their order. */
  static List<RelatedIndex.Match> matches(IndexReader reader, List<Candidates.Hit> hits)
      throws IOException {
    List<RelatedIndex.Match> matches = new ArrayList<>();
    for (Candidates.Hit hit : hits) {
      Document stored = reader.storedFields().document(hit.document());
      matches.add(
          new RelatedIndex.Match(
              new Article.Id(hit.id()),
              text(stored, TITLE),
              text(stored, LINK),
              text(stored, SOURCE),
              instant(hit.published()),
              hit.score()));
    }
    return matches;
  }

  /** The strongest terms of a document. */
  static Profile profile(IndexReader reader, int document) throws IOException {
    return Profile.read(text(reader.storedFields().document(document, Set.of(TERMS)), TERMS));
  }

  private static String text(Document stored, String field) {
    @Nullable String text = stored.get(field);
    return text == null ? "" : text;
  }

  /** As exact as the store. */
  static long micros(Instant instant) {
    if (instant.isBefore(FIRST)) {
      return Long.MIN_VALUE;
    }
    return instant.isAfter(LAST)
        ? Long.MAX_VALUE
        : ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static FieldType weighted() {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setOmitNorms(true);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }
}
