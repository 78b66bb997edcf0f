package digest.select;

import java.util.Iterator;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermFrequencyAttribute;

/** Hands a profile to the index: each term once, its weight in the place of a frequency. */
final class ProfileStream extends TokenStream {

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final TermFrequencyAttribute weight = addAttribute(TermFrequencyAttribute.class);
  private final Profile profile;
  private Iterator<Map.Entry<String, Integer>> rest;

  ProfileStream(Profile profile) {
    this.profile = profile;
    this.rest = profile.weights().entrySet().iterator();
  }

  @Override
  public void reset() {
    rest = profile.weights().entrySet().iterator();
  }

  @Override
  public boolean incrementToken() {
    clearAttributes();
    if (!rest.hasNext()) {
      return false;
    }
    Map.Entry<String, Integer> next = rest.next();
    term.append(next.getKey());
    weight.setTermFrequency(next.getValue());
    return true;
  }
}
