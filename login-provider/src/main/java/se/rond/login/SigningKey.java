package se.rond.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Path;
import java.text.ParseException;

/** What tokens are signed with: made at the first start, so that they outlive the others. */
final class SigningKey {
  private static final int BITS = 2048;

  private SigningKey() {}

  static RSAKey in(Path folder) {
    try {
      return RSAKey.parse(Kept.in(folder, "signing-key.json", SigningKey::make));
    } catch (ParseException e) {
      throw new IllegalStateException(
          "Expected signing-key.json in "
              + folder
              + " to be a key.\nMaybe delete it: the next start makes another, and who is logged in does so again.",
          e);
    }
  }

  private static String make() {
    try {
      return new RSAKeyGenerator(BITS)
          .keyUse(KeyUse.SIGNATURE)
          .keyIDFromThumbprint(true)
          .generate()
          .toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException("Expected to be able to make a key", e);
    }
  }
}
