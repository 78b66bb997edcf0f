package digest.feed;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of encodings that feeds use and Java does not know. */
final class Charsets {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("ansi", "windows-1252"),
          Map.entry("ms-ansi", "windows-1252"),
          Map.entry("ms-ee", "windows-1250"),
          Map.entry("ms-cyrl", "windows-1251"),
          Map.entry("ms-greek", "windows-1253"),
          Map.entry("ms-turk", "windows-1254"),
          Map.entry("ms-hebr", "windows-1255"),
          Map.entry("ms-arab", "windows-1256"),
          Map.entry("winbaltrim", "windows-1257"),
          Map.entry("mac", "x-MacRoman"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("csmacintosh", "x-MacRoman"),
          Map.entry("macroman", "x-MacRoman"),
          Map.entry("mac-cyrillic", "x-MacCyrillic"),
          Map.entry("x-mac-cyrillic", "x-MacCyrillic"),
          Map.entry("maclatin2", "x-MacCentralEurope"),
          Map.entry("csibm855", "IBM855"),
          Map.entry("cspc775baltic", "IBM775"),
          Map.entry("cp_is", "IBM861"),
          Map.entry("ibm039", "IBM037"),
          Map.entry("ebcdic-cp-wt", "IBM037"),
          Map.entry("ebcdic-cp-be", "IBM500"),
          Map.entry("unicode", "UTF-16"),
          Map.entry("utf8mb4", "UTF-8"),
          Map.entry("utf_8", "UTF-8"),
          Map.entry("x-gbk", "GBK"),
          Map.entry("gb2312-80", "GB2312"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"));

  private static final Pattern WINDOWS = Pattern.compile("(?:x-)?(?:cp|win|windows)[_-]?(125\\d)");

  private Charsets() {}

  /**
   * The name that Java knows.
   *
   * @param name in lower case
   */
  static String usual(String name) {
    Matcher windows = WINDOWS.matcher(name);
    if (windows.matches()) {
      return "windows-" + windows.group(1);
    }
    String dashed = name.startsWith("ebcdic_") ? name.replace('_', '-') : name;
    return NAMES.getOrDefault(dashed, dashed);
  }
}
