package se.rond.dispatch.accesslog.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import se.rond.dispatch.accesslog.AccessLogged;

/** Lets no answer leave that nobody could tell of afterwards. */
@ControllerAdvice
class LoggedAnswers implements ResponseBodyAdvice<Object> {

  private final HttpCalls calls;

  LoggedAnswers(HttpCalls calls) {
    this.calls = calls;
  }

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return returned.hasMethodAnnotation(AccessLogged.class);
  }

  /**
   * @throws IllegalStateException if no entry was committed
   */
  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (!calls.isCommitted()) {
      throw new IllegalStateException(
          "Expected an entry in the access log before an answer, but found none.\n"
              + "Maybe the handler reads patients' data without saying so to AccessLog, in the same"
              + " transaction.");
    }
    return body;
  }
}
