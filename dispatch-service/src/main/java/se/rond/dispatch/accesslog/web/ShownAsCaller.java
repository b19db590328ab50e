package se.rond.dispatch.accesslog.web;

import java.lang.reflect.Method;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import se.rond.access.CurrentCaller;
import se.rond.dispatch.accesslog.AccessLogged;
import se.rond.dispatch.sight.Sight;

/**
 * Has each handler that shows patients' data read as its caller, from before its transaction
 * begins. Infrastructure, as is the proxy of transactions that it joins: no other advisor would be
 * asked.
 */
@Component
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class ShownAsCaller extends StaticMethodMatcherPointcutAdvisor {

  private static final long serialVersionUID = 1;

  ShownAsCaller() {
    super(
        (MethodInterceptor)
            handler ->
                Sight.as(
                    CurrentCaller.find()
                        .orElseThrow(
                            () ->
                                new IllegalStateException(
                                    "Expected a caller to show something to, but found none")),
                    handler::proceed));
    setOrder(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public boolean matches(Method method, Class<?> controller) {
    var logged = AnnotatedElementUtils.findMergedAnnotation(method, AccessLogged.class);
    return logged != null && logged.value().shows() && !logged.asService();
  }
}
