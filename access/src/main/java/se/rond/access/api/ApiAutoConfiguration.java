package se.rond.access.api;

import io.swagger.v3.oas.models.OpenAPI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import se.rond.access.Caller;

/**
 * Describes a service at {@code /v3/api-docs}, behind the door as all else. Paths, parameters and
 * answers are read from the handlers; what no handler tells stands in {@code openapi/*.yaml}, one
 * file for a feature.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ApiAutoConfiguration {

  static {
    // Where it comes from is the login, which every operation names.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    // Where a server goes with what has failed, and no caller.
    SpringDocUtils.getConfig().addHiddenRestControllers("se.rond.access.problem.ErrorAnswers");
  }

  @Bean
  RecordSchemas recordSchemas() {
    return new RecordSchemas();
  }

  @Bean
  GlobalOpenApiCustomizer describedOperations(ResourcePatternResolver resources) {
    // Read anew for each document, of which there is one for each language: it becomes part of it.
    return document ->
        new DescribedOperations(
                read(resources, "classpath:se/rond/access/api/common.yaml").getFirst(),
                read(resources, "classpath*:openapi/*.yaml"))
            .addTo(document);
  }

  /**
   * The document's own libraries can write YAML, and Spring takes whoever can into service. Answers
   * have the forms that they have.
   */
  @Bean
  WebMvcConfigurer noAnswersInYaml() {
    return new WebMvcConfigurer() {
      @Override
      public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(
            all ->
                all.removeIf(
                    one -> one.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
      }
    };
  }

  private static List<OpenAPI> read(ResourcePatternResolver resources, String pattern) {
    try {
      return Arrays.stream(resources.getResources(pattern))
          .sorted(Comparator.comparing(resource -> String.valueOf(resource.getFilename())))
          .map(ApiAutoConfiguration::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OpenAPI read(Resource file) {
    try (var text = file.getInputStream()) {
      return Fragment.read(text);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected " + file + " to be a part of OpenAPI 3.1", e);
    }
  }
}
