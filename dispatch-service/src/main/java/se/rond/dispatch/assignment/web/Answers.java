package se.rond.dispatch.assignment.web;

import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import se.rond.access.problem.Problem;
import se.rond.contracts.language.Text;
import se.rond.dispatch.assignment.Decision;
import se.rond.dispatch.assignment.Decision.Happened;
import se.rond.dispatch.assignment.Decision.Reason;
import se.rond.dispatch.assignment.Decision.Rejected;
import se.rond.dispatch.assignment.Decision.Unchanged;

/** Turns a decision into an HTTP answer. */
@Component
class Answers {

  private final FoundInstead found;

  Answers(FoundInstead found) {
    this.found = found;
  }

  /**
   * @param named the assignment's id or its token, as the caller named it
   */
  ResponseEntity<?> to(Optional<Decision> decision, UUID named) {
    return switch (decision.orElseThrow(
        () ->
            Problem.notFound(
                Text.of("an offer or assignment", "en förfrågan till team eller ett uppdrag")))) {
      case Happened _, Unchanged _ -> ResponseEntity.noContent().build();
      case Rejected(var reason, var detail) ->
          throw found.addTo(
              Problem.of(
                  status(reason), reason.name(), title(reason), Text.of(detail, swedish(reason))),
              named);
    };
  }

  private static HttpStatus status(Reason reason) {
    return switch (reason) {
      case ALREADY_OFFERED,
          NO_OPEN_OFFER,
          OFFER_SUPERSEDED,
          OFFER_EXPIRED,
          OFFER_STILL_OPEN,
          ALREADY_ACCEPTED,
          ALREADY_DECLINED,
          ALREADY_COMPLETED,
          ALREADY_FAILED,
          ALREADY_HANDED_OVER,
          HANDOVER_OPEN,
          RECEIVER_UNSUITABLE,
          CAPACITY_NOT_PRESENT,
          PATIENT_NOT_INFORMED,
          WITHDRAWN,
          WITH_PATIENT,
          NOT_ACCEPTED,
          NOT_WITH_PATIENT,
          STATUS_PASSED,
          ETA_PASSED,
          NOT_ENDED,
          RESPONDER_BUSY,
          VISIT_PROMISED,
          ALREADY_CLAIMED ->
          HttpStatus.CONFLICT;
      case NOT_A_MEMBER -> HttpStatus.FORBIDDEN;
    };
  }

  private static Text title(Reason reason) {
    return switch (reason) {
      case ALREADY_OFFERED ->
          Text.of("The need is offered already", "Behovet är redan ute som förfrågan");
      case NO_OPEN_OFFER -> Text.of("Nobody is asked at present", "Ingen är tillfrågad just nu");
      case OFFER_SUPERSEDED ->
          Text.of("The answer is to another offer", "Svaret gäller en annan förfrågan");
      case OFFER_EXPIRED -> Text.of("The time to answer is over", "Svarstiden har gått ut");
      case OFFER_STILL_OPEN ->
          Text.of("The time to answer is not over yet", "Svarstiden har inte gått ut än");
      case ALREADY_ACCEPTED ->
          Text.of("The offer was accepted before", "Någon har redan tackat ja");
      case ALREADY_DECLINED ->
          Text.of("The offer was declined before", "Någon har redan tackat nej");
      case ALREADY_COMPLETED -> Text.of("The assignment is over", "Uppdraget är avslutat");
      case ALREADY_FAILED -> Text.of("The assignment was given up", "Uppdraget är lämnat");
      case ALREADY_HANDED_OVER ->
          Text.of("Somebody else has the patient", "Någon annan har tagit över patienten");
      case HANDOVER_OPEN ->
          Text.of(
              "Somebody is asked to take over already", "Någon är redan tillfrågad om att ta över");
      case RECEIVER_UNSUITABLE ->
          Text.of("That responder cannot take over", "Den utföraren kan inte ta över");
      case CAPACITY_NOT_PRESENT ->
          Text.of(
              "The patient cannot decide on this; ring the physician on call",
              "Patienten kan inte besluta om detta; ring läkare i beredskap");
      case PATIENT_NOT_INFORMED ->
          Text.of(
              "The patient does not know what a no means",
              "Patienten vet inte vad ett nej innebär");
      case WITHDRAWN ->
          Text.of(
              "The offer or assignment was withdrawn", "Förfrågan eller uppdraget är återtaget");
      case WITH_PATIENT ->
          Text.of("The responder is with the patient", "Utföraren är hos patienten");
      case NOT_ACCEPTED ->
          Text.of("The assignment is not accepted", "Ingen har tackat ja till uppdraget");
      case NOT_WITH_PATIENT ->
          Text.of("The responder is not with the patient", "Utföraren är inte hos patienten");
      case STATUS_PASSED ->
          Text.of("The assignment is further along", "Uppdraget har kommit längre än så");
      case NOT_ENDED -> Text.of("The visit has not ended", "Besöket är inte avslutat");
      case ETA_PASSED -> Text.of("That time is over", "Den tiden har passerat");
      case RESPONDER_BUSY ->
          Text.of(
              "The team is with another patient or on the way to one",
              "Teamet är hos en annan patient eller på väg till en");
      case VISIT_PROMISED -> Text.of("A visit was promised", "Ett besök är utlovat");
      case ALREADY_CLAIMED -> Text.of("A colleague has it", "En kollega har uppdraget");
      case NOT_A_MEMBER ->
          Text.of("You do not answer as that responder", "Du svarar inte för den utföraren");
    };
  }

  /** The rules say in English what they expected and found; this says what to do about it. */
  private static String swedish(Reason reason) {
    return switch (reason) {
      case ALREADY_OFFERED -> "Vi väntade oss ett behov som inte är ute som förfrågan";
      case NO_OPEN_OFFER, OFFER_EXPIRED ->
          "Vi väntade oss en öppen förfrågan; hämta den som gäller nu";
      case OFFER_SUPERSEDED ->
          "Vi väntade oss svar på den förfrågan som gäller nu; hämta den och svara på den";
      case OFFER_STILL_OPEN -> "Vi väntade oss en förfrågan vars svarstid har gått ut";
      case ALREADY_ACCEPTED, ALREADY_DECLINED ->
          "Vi väntade oss en obesvarad förfrågan; den här är redan besvarad";
      case ALREADY_COMPLETED -> "Vi väntade oss ett pågående uppdrag; det här är redan avslutat";
      case ALREADY_FAILED -> "Vi väntade oss ett pågående uppdrag; det här är redan lämnat";
      case ALREADY_HANDED_OVER ->
          "Vi väntade oss ett pågående uppdrag; någon annan har tagit över patienten";
      case HANDOVER_OPEN ->
          "Vi väntade oss att ingen är tillfrågad; ta tillbaka den förfrågan om överlämning som är ute först";
      case RECEIVER_UNSUITABLE ->
          "Vi väntade oss en utförare som kan möta behovet, har platsen i sitt område och är i tjänst";
      case CAPACITY_NOT_PRESENT ->
          "Vi väntade oss en patient som kan besluta; ring läkare i beredskap innan ni lämnar patienten";
      case PATIENT_NOT_INFORMED ->
          "Vi väntade oss att patienten har fått veta vad ni har funnit, vad ni erbjuder och risken med att"
              + " avstå";
      case WITHDRAWN -> "Vi väntade oss något som inte är återtaget; ingen behöver komma";
      case WITH_PATIENT -> "Vi väntade oss att ingen är hos patienten; avsluta besöket i stället";
      case NOT_ACCEPTED -> "Vi väntade oss ett uppdrag som någon har tackat ja till";
      case NOT_WITH_PATIENT ->
          "Vi väntade oss att utföraren först anmäler att den är hos patienten";
      case STATUS_PASSED -> "Vi väntade oss en senare status; ett uppdrag går bara framåt";
      case NOT_ENDED -> "Vi väntade oss ett avslutat eller överlämnat uppdrag; avsluta det först";
      case ETA_PASSED -> "Vi väntade oss en tid framåt; ange när ni räknar med att vara framme";
      case RESPONDER_BUSY -> "Vi väntade oss ett ledigt team; avsluta det andra uppdraget först";
      case VISIT_PROMISED ->
          "Vi väntade oss ett besök; registrera samtalet som en kontakt och anmäl när ni är framme";
      case ALREADY_CLAIMED ->
          "Vi väntade oss ett uppdrag som ingen kollega har, eller namnet på den som du tar över från";
      case NOT_A_MEMBER -> "Vi väntade oss någon som svarar för den utföraren";
    };
  }
}
