package se.rond.triage.catalogue.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import se.rond.access.AllowedTo;
import se.rond.access.Caller;
import se.rond.clinical.Catalogue;
import se.rond.clinical.yaml.ShippedText;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /rule-sets/catalogue}: red flags, warning signs and contact causes for devices. It
 * changes with the program alone, so a device asks with {@code If-None-Match} and mostly learns
 * that it has it.
 */
@RestController
class CatalogueController {

  private static final MediaType SCHEMA = new MediaType("application", "schema+json");

  private final byte[] catalogue;
  private final String tag;

  CatalogueController(JsonMapper json) {
    this.catalogue = json.writeValueAsBytes(Catalogue.CURRENT);
    this.tag = '"' + digest(catalogue) + '"';
  }

  /**
   * Answers 304 if the device has it.
   *
   * @param caller any role; the catalogue is the same for all
   */
  @AllowedTo.Everybody
  @GetMapping("/rule-sets/catalogue")
  ResponseEntity<byte[]> show(Caller caller) {
    return ResponseEntity.ok()
        .eTag(tag)
        .cacheControl(CacheControl.noCache().cachePrivate())
        .contentType(MediaType.APPLICATION_JSON)
        .body(catalogue);
  }

  /**
   * The form of a rule set, for an editor that helps whoever writes one.
   *
   * @param caller any role; it is the same for all
   */
  @AllowedTo.Everybody
  @GetMapping("/rule-sets/schema")
  ResponseEntity<String> schema(Caller caller) {
    return ResponseEntity.ok()
        .cacheControl(CacheControl.noCache().cachePrivate())
        .contentType(SCHEMA)
        .body(ShippedText.of("/rule-sets/rule-set.schema.json"));
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
          .substring(0, 32);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected SHA-256 in every Java", e);
    }
  }
}
