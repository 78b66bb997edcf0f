package digest;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The walls of the house, as far as a machine can see them. */
class HouseRulesTest {

  /**
   * Bottom floor first. A package imports only from floors below; packages on one floor do not see
   * each other. On top of them all stands {@code digest} itself, which builds every object and may
   * use everything.
   */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of("audience"),
          List.of("edition"),
          List.of("delivery"),
          List.of("net"),
          List.of("feed", "select", "render", "mail", "store"),
          List.of("press"),
          List.of("schedule", "web", "cli"));

  private static final String ROOT = "digest";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  static Stream<String> rooms() {
    return FLOORS.stream().flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void everyPackageImportsOnlyFromTheFloorsBelow(String name) {
    String[] unseen =
        FLOORS.stream()
            .dropWhile(floor -> !floor.contains(name))
            .flatMap(List::stream)
            .filter(other -> !other.equals(name))
            .map(HouseRulesTest::room)
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(room(name))
            .should()
            .dependOnClassesThat(resideInAnyPackage(unseen).or(resideInAnyPackage(ROOT))));
  }

  @Test
  void everyPackageHasAFloor() {
    Set<String> known =
        Stream.concat(Stream.of(ROOT), rooms().map(name -> ROOT + "." + name)).collect(toSet());
    assertThat(HOUSE.stream().map(JavaClass::getPackageName).collect(toSet()))
        .as("packages; a new one gets its floor in HouseRulesTest.FLOORS first")
        .isSubsetOf(known);
  }

  @Test
  void packagesFormNoCycle() {
    check(slices().matching("digest.(*)..").should().beFreeOfCycles());
  }

  /** Libraries that are still to come have their fence already: it stands by name. */
  @ParameterizedTest(name = "only {1}: {0}")
  @CsvSource({
    "com.sanctionco.jmail.., audience",
    "okhttp3..,              net",
    "okio..,                 net",
    "java.net.http..,        net",
    "org.jdom2..,            feed",
    "org.jsoup..,            feed select render",
    "org.apache.lucene..,    select",
    "com.ibm.icu..,          audience feed select render store",
    "freemarker..,           render",
    "org.htmlunit..,         render",
    "jakarta.mail..,         mail",
    "jakarta.activation..,   mail",
    "org.eclipse.angus..,    mail",
    "com.icegreen..,         mail",
    "io.github.bucket4j..,   mail",
    "com.amazon.corretto..,  mail",
    "java.sql..,             store schedule",
    "javax.sql..,            store",
    "org.sqlite..,           store",
    "org.postgresql..,       store",
    "org.jdbi..,             store",
    "org.flywaydb..,         store",
    "com.zaxxer..,           store",
    "de.siegmar..,           store",
    "io.javalin..,           web",
    "org.eclipse.jetty..,    web",
    "jakarta.servlet..,      web",
    "com.sun.net..,          web",
    "io.micrometer..,        web",
    "picocli..,              cli",
    "me.tongfei..,           cli",
    "org.jline..,            cli",
    "tools.jackson..,        feed store cli web",
    "com.fasterxml..,        feed store cli web",
  })
  void eachLibraryLivesBehindItsFence(String library, String rooms) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(openTo(rooms))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @ParameterizedTest(name = "only {1}: {0}")
  @CsvSource({
    "com.ibm.icu.text.IDNA.*,                  audience",
    "com.ibm.icu.text.Charset.*,               feed store",
    "com.ibm.icu.text.(.*BreakIterator.*),     select",
  })
  void eachPartOfIcuLivesBehindItsFence(String part, String rooms) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(openTo(rooms))
            .should()
            .dependOnClassesThat()
            .haveNameMatching(part));
  }

  /** Slots are worked out far below the floor where Quartz runs. */
  @Test
  void belowTheScheduleQuartzIsOneClassInCadence() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(openTo("schedule"))
            .and()
            .doNotHaveFullyQualifiedName("digest.edition.Cadence")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.quartz.."));
    check(
        noClasses()
            .that()
            .haveFullyQualifiedName("digest.edition.Cadence")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("org.quartz..")
                    .and(not(name("org\\.quartz\\.CronExpression")))));
  }

  /**
   * Whoever calls a room needs the JDK's words and ours, never those of a library behind it. One
   * door is left: Quartz keeps its own tables in the store, over the store's connections.
   */
  @Test
  void noLibraryTypeCrossesTheWallOfARoom() {
    check(
        methods()
            .that()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(rooms("net feed select render mail store"))
            .and()
            .doNotHaveFullName("digest.store.Database.connection()")
            .should(mentionOnlyTypesOfTheJdkAndTheHouse()));
  }

  @Test
  void namesSayWhatAThingIs() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Manager|Utils?|Helper|Impl|Service|Data|Info)(\\$.*)?")
            .orShould()
            .haveNameMatching(".*[.$](Abstract|Base)\\p{Lu}.*")
            .because(
                "such a name says nothing; the glossary in digest/package-info.java has words"));
  }

  @Test
  void wordsAreImmutable() {
    check(
        classes()
            .that()
            .resideInAnyPackage(rooms("audience edition delivery"))
            .should()
            .haveOnlyFinalFields());
  }

  @Test
  void timeComesFromTheInjectedInstantSource() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("digest.App")
            .should()
            .accessTargetWhere(readTheMachinesClock()));
  }

  @Test
  void nobodySleeps() {
    check(
        noClasses()
            .should()
            .accessTargetWhere(member(Thread.class, "sleep").or(member(TimeUnit.class, "sleep")))
            .because("a wait must end at once when the program stops: wait on a lock or a queue"));
  }

  @Test
  void onlyTheCommandLineSpeaksToTheTerminal() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage(room("cli"))
            .and()
            .doNotHaveFullyQualifiedName("digest.Main")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessTargetWhere(member("printStackTrace")));
  }

  @Test
  void noSourceFileReachesFourHundredLines() throws IOException {
    assertThat(sourcesBelow("src"))
        .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThan(400));
  }

  @Test
  void everyPackageIsIntroducedAndNullMarked() throws IOException {
    assertThat(sourcesBelow("src/main/java"))
        .extracting(file -> file.resolveSibling("package-info.java"))
        .allSatisfy(
            introduction -> assertThat(introduction).content().contains("/**", "@NullMarked"));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(HOUSE);
  }

  private static String room(String name) {
    return ROOT + "." + name + "..";
  }

  private static String[] rooms(String names) {
    return Arrays.stream(names.split(" ", -1)).map(HouseRulesTest::room).toArray(String[]::new);
  }

  private static String[] openTo(String names) {
    return Stream.concat(Stream.of(ROOT), Arrays.stream(rooms(names))).toArray(String[]::new);
  }

  private static List<Path> sourcesBelow(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static DescribedPredicate<JavaClass> name(String regex) {
    return describe("named " + regex, type -> type.getName().matches(regex));
  }

  /** Calls and method references alike. */
  private static DescribedPredicate<JavaAccess<?>> member(Class<?> owner, String name) {
    return describe(
        owner.getSimpleName() + "." + name,
        access -> access.getTargetOwner().isEquivalentTo(owner) && access.getName().equals(name));
  }

  private static DescribedPredicate<JavaAccess<?>> member(String name) {
    return describe("any " + name, access -> access.getName().equals(name));
  }

  private static DescribedPredicate<JavaAccess<?>> readTheMachinesClock() {
    DescribedPredicate<JavaAccess<?>> ofJavaTime =
        describe(
            "java.time's now() or system clock",
            access ->
                access.getTargetOwner().getPackageName().equals("java.time")
                    && access.getName().matches("now|system|systemUTC|systemDefaultZone|tick.*"));
    DescribedPredicate<JavaAccess<?>> newDate =
        describe(
            "new Date()",
            access ->
                (access.getTargetOwner().isEquivalentTo(Date.class)
                        || access.getTargetOwner().isEquivalentTo(GregorianCalendar.class))
                    && access.getTarget().getFullName().endsWith("<init>()"));
    return ofJavaTime
        .or(newDate)
        .or(member(Calendar.class, "getInstance"))
        .or(member(System.class, "currentTimeMillis"));
  }

  private static ArchCondition<JavaMethod> mentionOnlyTypesOfTheJdkAndTheHouse() {
    return new ArchCondition<>("mention only types of the JDK and the house") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        Stream<JavaType> thrown = method.getExceptionTypes().stream().map(JavaType.class::cast);
        Stream.of(Stream.of(method.getReturnType()), method.getParameterTypes().stream(), thrown)
            .flatMap(types -> types)
            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
            .filter(type -> !isOfTheJdkOrTheHouse(type))
            .map(type -> method.getFullName() + " mentions " + type.getName())
            .forEach(line -> events.add(SimpleConditionEvent.violated(method, line)));
      }
    };
  }

  private static boolean isOfTheJdkOrTheHouse(JavaClass type) {
    JavaClass element = type.getBaseComponentType();
    return element.isPrimitive()
        || resideInAnyPackage("digest..", "java..", "javax.net..", "javax.crypto..")
            .and(not(resideInAnyPackage("java.sql..")))
            .test(element);
  }
}
