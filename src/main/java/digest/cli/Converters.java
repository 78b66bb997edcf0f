package digest.cli;

import digest.audience.EmailAddress;
import digest.audience.MailingList;
import digest.edition.Edition;
import digest.edition.Newsletter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** From the words of a command line to ours; what does not fit is a usage fault that says why. */
final class Converters {

  private Converters() {}

  static void register(CommandLine line) {
    line.registerConverter(Newsletter.Id.class, checked(Newsletter.Id::new));
    line.registerConverter(MailingList.Id.class, checked(MailingList.Id::new));
    line.registerConverter(EmailAddress.class, checked(EmailAddress::of));
    line.registerConverter(Edition.Id.class, Converters::edition);
    line.registerConverter(Instant.class, Converters::instant);
    line.registerConverter(Duration.class, Converters::duration);
  }

  private static <T> ITypeConverter<T> checked(Function<String, T> word) {
    return text -> {
      try {
        return word.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  private static Edition.Id edition(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new TypeConversionException(
          "\"" + text + "\" is no edition's number; see: digest edition list");
    }
    return new Edition.Id(Long.parseLong(text));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "\"" + text + "\" is no instant; write it like 2026-11-23T06:00:00Z");
    }
  }

  /** {@code 90s}, {@code 15m}, {@code 4h}, {@code 3d}. */
  private static Duration duration(String text) {
    if (!text.matches("\\d{1,6}[smhd]")) {
      throw new TypeConversionException("\"" + text + "\" is no time; write it like 90s, 15m, 4h");
    }
    long count = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
