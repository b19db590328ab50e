package se.rond.contracts.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "absent",
      textBlock =
          """
          absent                     | ENGLISH
          ''                         | ENGLISH
          sv                         | SWEDISH
          sv-SE                      | SWEDISH
          SV-fi                      | SWEDISH
          sv-SE,sv;q=0.9,en;q=0.8    | SWEDISH
          en;q=0.5, sv;q=0.6         | SWEDISH
          nb, sv;q=0.5               | SWEDISH
          en                         | ENGLISH
          en-GB,en;q=0.9,sv;q=0.8    | ENGLISH
          sv;q=0.2, en;q=0.3         | ENGLISH
          sv;q=0                     | ENGLISH
          de                         | ENGLISH
          *                          | ENGLISH
          sv;q=high                  | ENGLISH
          ;;;,,                      | ENGLISH
          """)
  void speaksSwedishToWhoeverPrefersIt(String header, Language language) {
    assertThat(Language.preferredBy(header)).isEqualTo(language);
  }

  @Test
  void fillsInTextsInTheirLanguage() {
    var text = Text.of("from {0} to {1} {2}", "från {0} till {1} {2}");

    var filled = text.with(1, 2, Text.of("percent", "procent"));

    assertThat(filled.in(Language.ENGLISH)).isEqualTo("from 1 to 2 percent");
    assertThat(filled.in(Language.SWEDISH)).isEqualTo("från 1 till 2 procent");
  }
}
