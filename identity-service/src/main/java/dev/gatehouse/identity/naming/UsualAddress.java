package dev.gatehouse.identity.naming;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** An e-mail address whose name, and each label of whose domain, is {@link Writing#usualAddress written as people write}. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.METHOD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = UsualAddress.Validator.class)
public @interface UsualAddress {
    /** What is told to who gives another. */
    String message() default "must not mix scripts";

    /** As Jakarta Validation asks of every constraint. */
    Class<?>[] groups() default {};

    /** As Jakarta Validation asks of every constraint. */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link Writing}. */
    class Validator implements ConstraintValidator<UsualAddress, String> {
        @Override
        public boolean isValid(@Nullable String address, ConstraintValidatorContext context) {
            return address == null || Writing.usualAddress(address);
        }
    }
}
