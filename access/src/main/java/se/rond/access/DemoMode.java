package se.rond.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether this process serves made-up people and patients only. It is then that a caller may name
 * their own role.
 *
 * @param demo the property {@code rond.demo}, false unless set
 */
@ConfigurationProperties("rond")
public record DemoMode(@DefaultValue("false") boolean demo) {}
