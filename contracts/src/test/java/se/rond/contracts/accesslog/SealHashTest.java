package se.rond.contracts.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealHashTest {

  private static final LoggedAccess ENTRY =
      new LoggedAccess(
          UUID.fromString("019ab2f0-0000-7000-8000-000000000001"),
          UUID.fromString("3C1F7A52-9F0B-4A8E-8F6D-0C4E1F2A7B90"),
          Instant.parse("2026-11-23T02:40:01.123456Z"),
          "SEARCH",
          "GET /responders/{responder}/queue",
          null,
          null,
          "{\"responder\":\"Kärna\"}",
          "CARE",
          "SE2321000081-DEMONURSE",
          "MUNICIPAL_NURSE",
          null,
          "SE2321000081-DEMOUNIT",
          "SE2321000081-DEMOPROVIDER");

  /** Written out, so that whoever checks the log with other means knows what to hash. */
  @Test
  void isTheSha256OfTheCanonicalForm() throws Exception {
    var canonical =
        """
        rond-access-log-1
        sequence 1 1
        before 64 %s
        id 36 019ab2f0-0000-7000-8000-000000000001
        call 36 3c1f7a52-9f0b-4a8e-8f6d-0c4e1f2a7b90
        at 16 %d
        activity 6 SEARCH
        operation 33 GET /responders/{responder}/queue
        resource -1
        patient -1
        criteria 22 {"responder":"Kärna"}
        purpose 4 CARE
        person 22 SE2321000081-DEMONURSE
        role 15 MUNICIPAL_NURSE
        commission -1
        careUnit 21 SE2321000081-DEMOUNIT
        careProvider 25 SE2321000081-DEMOPROVIDER
        """
            .formatted("0".repeat(64), 1_795_401_601_123_456L);

    assertThat(SealHash.of(1, SealHash.beforeAll(), ENTRY))
        .hasToString(
            HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(UTF_8))));
  }

  @Test
  void dependsOnThePlaceAndOnWhatCameBefore() {
    var first = SealHash.of(1, SealHash.beforeAll(), ENTRY);

    assertThat(SealHash.of(2, SealHash.beforeAll(), ENTRY)).isNotEqualTo(first);
    assertThat(SealHash.of(1, first, ENTRY)).isNotEqualTo(first);
    assertThat(SealHash.of(1, SealHash.beforeAll(), ENTRY)).isEqualTo(first);
    assertThat(SealHash.parse(first.toString())).isEqualTo(first);
    assertThat(SealHash.stored(first.bytes())).isEqualTo(first);
  }
}
