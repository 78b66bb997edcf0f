package digest.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** Reads a mail's bytes back, as a mail program does. */
public final class MailReader {

  private MailReader() {}

  /**
   * Reads a whole RFC 5322 message.
   *
   * @throws IllegalArgumentException when it cannot be read as one
   */
  public static ParsedMail read(byte[] bytes) {
    try {
      MimeMessage message =
          new MimeMessage(Session.getInstance(utf8()), new ByteArrayInputStream(bytes));
      List<ParsedMail.HeaderField> headers =
          Collections.list(message.getAllHeaders()).stream().map(MailReader::field).toList();
      return new ParsedMail(headers, part(message, "text/plain"), part(message, "text/html"));
    } catch (MessagingException | IOException e) {
      throw new IllegalArgumentException("this is no mail: " + e.getMessage(), e);
    }
  }

  /** Headers may hold UTF-8 as it is (RFC 6532), as an address with a non-ASCII local part does. */
  private static Properties utf8() {
    Properties properties = new Properties();
    properties.setProperty("mail.mime.allowutf8", "true");
    return properties;
  }

  private static ParsedMail.HeaderField field(Header header) {
    String raw = MimeUtility.unfold(header.getValue());
    try {
      return new ParsedMail.HeaderField(header.getName(), raw, MimeUtility.decodeText(raw));
    } catch (UnsupportedEncodingException e) {
      return new ParsedMail.HeaderField(header.getName(), raw, raw);
    }
  }

  private static String part(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type) && part.getContent() instanceof String text) {
      return text.replace("\r\n", "\n");
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        BodyPart inner = parts.getBodyPart(i);
        String found = part(inner, type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
