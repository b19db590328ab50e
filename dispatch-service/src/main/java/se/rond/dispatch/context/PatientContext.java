package se.rond.dispatch.context;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.rond.contracts.care.EarlierContact;
import se.rond.contracts.care.OxygenSaturationScale;
import se.rond.contracts.care.TriageContext;
import se.rond.dispatch.agreement.VitalSigns;
import se.rond.dispatch.context.EarlierRequests.Earlier;

/**
 * Puts together what dispatch knows of a patient beside the request, each time that triage is
 * asked.
 *
 * <p>Nothing of it is kept: who is corrected, cancelled or observed late changes it, and the next
 * question to triage says what is so then. Only what happened in the same region counts.
 */
@Component
public class PatientContext {

  /**
   * How far back contacts and scores are told: 7 days, chosen. The default rules ask for 72 h
   * (clinical reference 2.10.9), and a region may choose more; what is older is another episode.
   */
  static final Duration EPISODE = Duration.ofDays(7);

  /**
   * How far back results are told that later ones are compared with: 90 days, chosen; awaits a
   * medically responsible person.
   */
  static final Duration COMPARABLE = Duration.ofDays(90);

  /**
   * By which the saturation of every patient is scored, now and before: dispatch keeps no plans
   * yet. Then it is that of the patient's plan, both here and in what was measured before.
   */
  public static final OxygenSaturationScale SCALE = OxygenSaturationScale.SCALE_1;

  private final EarlierRequests requests;
  private final VitalSigns vitalSigns;

  PatientContext(EarlierRequests requests, VitalSigns vitalSigns) {
    this.requests = requests;
    this.vitalSigns = vitalSigns;
  }

  /**
   * Loads what triage is told beside the content. Whoever asks holds the row of the patient or of
   * the request, so that what is told last is what was so last.
   *
   * <p>Plan and repeat-caller flag come in here, when dispatch keeps them: until then nothing is
   * known of them, which is what absent means, and saturation is judged by scale 1.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public TriageContext load(Asked asked) {
    var earlier = requests.list(asked, asked.raisedAt().minus(COMPARABLE));
    var episode =
        earlier.stream()
            .filter(one -> !one.raisedAt().isBefore(asked.raisedAt().minus(EPISODE)))
            .toList();
    return new TriageContext(
        SCALE,
        null,
        null,
        EarlierValues.findScore(asked, episode).orElse(null),
        lastContact(asked, episode),
        EarlierValues.findResults(asked, samples(earlier)).orElse(null),
        vitalSigns.required(asked.agreement(), asked.raisedAt(), asked.cause()));
  }

  private @Nullable EarlierContact lastContact(Asked asked, List<Earlier> episode) {
    if (episode.isEmpty()) {
      return null;
    }
    var ids = episode.stream().map(Earlier::request).toList();
    return LastContact.find(
            asked.raisedAt(), episode, requests.listTouches(ids), requests.listPlannedLooks(ids))
        .orElse(null);
  }

  private List<Sample> samples(List<Earlier> earlier) {
    return earlier.isEmpty()
        ? List.of()
        : requests.listSamples(earlier.stream().map(Earlier::request).toList());
  }
}
