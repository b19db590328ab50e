package se.rond.access.login;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import se.rond.access.Caller;

/** A caller who has been let in, as Spring Security passes one on. */
public final class CallerAuthentication extends AbstractAuthenticationToken {

  private final transient Caller caller;

  public CallerAuthentication(Caller caller) {
    super(List.of(new SimpleGrantedAuthority("ROLE_" + caller.role().name())));
    this.caller = caller;
    setAuthenticated(true);
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  /** What stands in logs and traces: the HSA-id, not what colleagues say. */
  @Override
  public String getName() {
    return caller.person().value();
  }

  /** Without the name of the person, which is not for logs. */
  @Override
  public String toString() {
    return caller.role() + " " + caller.person();
  }

  /** What let the caller in is not kept. */
  @Override
  public String getCredentials() {
    return "";
  }
}
