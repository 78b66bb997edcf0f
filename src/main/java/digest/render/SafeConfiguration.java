package digest.render;

import freemarker.cache.ConditionalTemplateConfigurationFactory;
import freemarker.cache.FileExtensionMatcher;
import freemarker.cache.TemplateLoader;
import freemarker.core.OutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core.TemplateConfiguration;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * FreeMarker set up so that a template can only lay out what it is given (safety T4): no classes,
 * no methods, no other files, HTML escaped by itself, and every loop can be interrupted.
 */
final class SafeConfiguration extends Configuration {
  static final Version VERSION = Configuration.VERSION_2_3_35;

  private static final String CHECKED = "checked";

  SafeConfiguration(TemplateLoader loader) {
    super(VERSION);
    setTemplateLoader(loader);
    setLocalizedLookup(false);
    setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    setObjectWrapper(PlainWrapper.INSTANCE);
    setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    setAPIBuiltinEnabled(false);
    setTagSyntax(ANGLE_BRACKET_TAG_SYNTAX);
    setInterpolationSyntax(DOLLAR_INTERPOLATION_SYNTAX);
    setNamingConvention(LEGACY_NAMING_CONVENTION);
    setDefaultEncoding(StandardCharsets.UTF_8.name());
    setOutputEncoding(StandardCharsets.UTF_8.name());
    setLocale(Locale.ROOT);
    setNumberFormat("computer");
    setLogTemplateExceptions(false);
    setRecognizeStandardFileExtensions(false);
    setOutputFormat(HtmlFormat.INSTANCE);
    setTemplateConfigurations(
        new ConditionalTemplateConfigurationFactory(
            new FileExtensionMatcher("ftl"), format(TextFormat.INSTANCE)));
    setTemplateExceptionHandler(
        (exception, environment, out) -> {
          throw exception;
        });
  }

  /**
   * All ways to a template, from outside or by {@code <#include>}, end here.
   *
   * <p>FreeMarker looks at the thread's interrupt flag only where it is told to; the call is
   * internal to it, so {@code RendererSafetyTest} pins what it does.
   */
  @Override
  public Template getTemplate(
      String name,
      Locale locale,
      Object lookup,
      String encoding,
      boolean parsed,
      boolean missingIsNull)
      throws IOException {
    Template template = super.getTemplate(name, locale, lookup, encoding, parsed, missingIsNull);
    if (template != null) {
      synchronized (template) {
        if (template.getCustomAttribute(CHECKED) == null) {
          _CoreAPI.addThreadInterruptedChecks(template);
          template.setCustomAttribute(CHECKED, true);
        }
      }
    }
    return template;
  }

  private static TemplateConfiguration format(OutputFormat format) {
    TemplateConfiguration configuration = new TemplateConfiguration();
    configuration.setOutputFormat(format);
    return configuration;
  }
}
