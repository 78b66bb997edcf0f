package digest.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A test about what only a server has: many nodes, and going away. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("postgresql")
@EnabledIfSystemProperty(named = TestDatabase.KIND, matches = TestDatabase.POSTGRESQL)
public @interface OnPostgresql {}
