package se.rond.contracts.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordingTest {

  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

  @ParameterizedTest
  @EnumSource
  void everythingIsSaidInBothLanguagesWithTheSamePlaces(Wording wording) {
    var text = wording.of();

    assertThat(text.english()).isNotBlank();
    assertThat(text.swedish()).isNotBlank();
    assertThat(places(text.swedish())).isEqualTo(places(text.english()));
  }

  /** "Text" is Swedish, too. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEXT")
  void nothingIsLeftUntranslated(Wording wording) {
    assertThat(wording.of().swedish()).isNotEqualTo(wording.of().english());
  }

  private static List<String> places(String text) {
    return PLACE.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
