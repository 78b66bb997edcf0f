package digest.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An experiment at full length: only in {@code mvn verify -Pfaults}. */
@Test
@Tag("faults")
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface InFull {}
