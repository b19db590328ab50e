package se.rond.dispatch.assessment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.Capability;
import se.rond.contracts.care.Level;
import se.rond.contracts.care.Need;
import se.rond.contracts.care.XrayRegion;
import se.rond.contracts.language.Text;

/**
 * What an assessment orders. Free text has at most {@value #MAX_TEXT} characters, and is clinical.
 */
public sealed interface Order {

  /** Longest text, in characters: a page. */
  int MAX_TEXT = 2_000;

  /** The kinds there are. The names stand in bodies: add, never rename. */
  enum Kind {
    NEED("Somebody comes or calls", "Någon kommer eller ringer"),
    SAMPLING("Samples", "Provtagning"),
    PRESCRIPTION("Prescription", "Ordination"),
    REFERRAL("Referral", "Remiss"),
    XRAY("X-ray referral", "Röntgenremiss"),
    AMBULANCE("Ambulance: ring 112", "Ambulans: ring 112");

    private final Text label;

    Kind(String english, String swedish) {
      label = Text.of(english, swedish);
    }

    /** What people call it. */
    public Text label() {
      return label;
    }
  }

  /**
   * Somebody is to come or to call.
   *
   * @param level how soon; what the request needs already is never lowered by it
   * @param capabilities what whoever comes should be able to do
   */
  record NeedOrder(Need need, Level level, Set<Capability> capabilities) implements Order {
    public NeedOrder {
      var ordered = EnumSet.noneOf(Capability.class);
      ordered.addAll(capabilities);
      capabilities = Collections.unmodifiableSet(ordered);
    }
  }

  /** Whoever is with the patient is to take samples. */
  record Sampling(
      Set<Capability> samples, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String text)
      implements Order {
    public Sampling {
      var ordered = EnumSet.noneOf(Capability.class);
      ordered.addAll(samples);
      samples = Collections.unmodifiableSet(ordered);
    }

    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Sampling[]";
    }
  }

  /** What is to be given; it is prescribed in the journal, and told here. */
  record Prescription(String text) implements Order {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Prescription[]";
    }
  }

  /** The patient is referred; the referral itself is sent from the journal. */
  record Referral(String to, String text) implements Order {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Referral[]";
    }
  }

  /**
   * An X-ray at the patient's home is asked for; nobody is exposed before it is justified (clinical
   * reference 3.3).
   *
   * @param question what the picture is to answer
   * @param history what has happened
   * @param status what was found
   */
  record XrayReferral(Set<XrayRegion> regions, String question, String history, String status)
      implements Order {
    public XrayReferral {
      var ordered = EnumSet.noneOf(XrayRegion.class);
      ordered.addAll(regions);
      regions = Collections.unmodifiableSet(ordered);
    }

    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "XrayReferral[]";
    }
  }

  /** The nurse rings 112 now. */
  record Ambulance(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason)
      implements Order {
    /** Without what is clinical: texts of objects end up in logs. */
    @Override
    public String toString() {
      return "Ambulance[]";
    }
  }

  /** Which kind it is. */
  default Kind kind() {
    return switch (this) {
      case NeedOrder _ -> Kind.NEED;
      case Sampling _ -> Kind.SAMPLING;
      case Prescription _ -> Kind.PRESCRIPTION;
      case Referral _ -> Kind.REFERRAL;
      case XrayReferral _ -> Kind.XRAY;
      case Ambulance _ -> Kind.AMBULANCE;
    };
  }
}
