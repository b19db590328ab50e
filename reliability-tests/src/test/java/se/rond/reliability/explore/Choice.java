package se.rond.reliability.explore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static se.rond.reliability.explore.Choice.Frequency.ALWAYS;
import static se.rond.reliability.explore.Choice.Frequency.ONCE;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import se.rond.reliability.explore.State.Deadline;
import se.rond.reliability.explore.State.Request;
import se.rond.reliability.explore.State.Work;
import se.rond.reliability.explore.Step.Answer;

/** What can happen: the clock, triage, and what people say by the calls that they have. */
enum Choice {
  /** To the next deadline, and the sweep. */
  TIME_PASSES(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return state.next().stream()
          .map(
              next ->
                  new Step(
                      this,
                      "time passes",
                      town -> {
                        town.wait(next);
                        town.sweep();
                        return Answer.NOBODY_ASKED;
                      }));
    }
  },
  /** To the next deadline, before the sweep, which comes half a second later. */
  DEADLINE_COMES(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return state.due().isEmpty()
          ? state.next().stream()
              .map(
                  next ->
                      new Step(
                          this,
                          "a deadline comes",
                          town -> {
                            town.wait(next);
                            return Answer.NOBODY_ASKED;
                          }))
          : Stream.empty();
    }
  },
  /** The sweep comes, late. */
  SWEEP(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return state.due().isEmpty()
          ? Stream.empty()
          : Stream.of(
              new Step(
                  this,
                  "the sweep comes",
                  town -> {
                    town.sweep();
                    return Answer.NOBODY_ASKED;
                  }));
    }
  },
  TRIAGE(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return state.requests().stream()
          .filter(one -> one.decidedRevision() < one.revision())
          .map(
              one ->
                  new Step(
                      this,
                      "triage judges revision %d of %d".formatted(one.revision(), one.number()),
                      town -> town.judge(one)));
    }
  },

  ACCEPT(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return answers(state, "accepts", "acceptance", "");
    }
  },
  DECLINE(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return answers(state, "declines", "declination", "{'reason': 'BUSY'}");
    }
  },
  SET_OUT(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return reports(
          state,
          one -> one.state().equals("ACCEPTED") && one.exclusive(),
          "sets out",
          "{'status': 'EN_ROUTE'}");
    }
  },
  MEET(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return reports(
          state,
          one -> one.isTaken() && !one.state().equals("WITH_PATIENT"),
          "meets the patient",
          "{'status': 'WITH_PATIENT', 'mode': 'VISIT'}");
    }
  },
  COMPLETE(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return reports(
          state,
          Choice::isThere,
          "completes",
          "{'status': 'COMPLETED', 'outcome': 'STAYED_HOME', 'journalReference': 'J-1'}");
    }
  },
  /** Without saying where it is documented. */
  COMPLETE_UNDOCUMENTED(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return reports(
          state,
          Choice::isThere,
          "completes and documents nothing",
          "{'status': 'COMPLETED', 'outcome': 'STAYED_HOME'}");
    }
  },
  FIND_NOBODY(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return reports(
          state,
          one -> one.state().equals("EN_ROUTE"),
          "finds nobody there",
          "{'status': 'COMPLETED', 'outcome': 'NOBODY_THERE', 'journalReference': 'J-1'}");
    }
  },
  FAIL(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return reports(
          state, Work::isTaken, "cannot go on", "{'status': 'FAILED', 'cause': 'VEHICLE'}");
    }
  },
  /** Two hours later than the promise. */
  DELAY(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return reports(
          state,
          one -> one.state().equals("ACCEPTED") || one.state().equals("EN_ROUTE"),
          "is delayed",
          "{'status': 'DELAYED', 'eta': '%s'}".formatted(state.now().plus(Cast.LATE)));
    }
  },
  HAND_TO_COLLEAGUE(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return state.work().stream()
          .filter(one -> one.isTaken() && Cast.colleagueOf(one.responder()).isPresent())
          .map(
              one ->
                  call(
                      said(
                          one,
                          "wants to hand over to "
                              + Cast.colleagueOf(one.responder()).orElseThrow()),
                      one.responder(),
                      "PUT",
                      "/assessment-requests/%s/assignments/%s/handover",
                      idOf(state, one),
                      one.id(),
                      "{'to': 'RESPONDER', 'responder': '%s', 'sbar': %s}"
                          .formatted(Cast.colleagueOf(one.responder()).orElseThrow(), SBAR)));
    }
  },
  TAKE_HANDOVER_BACK(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return state.work().stream()
          .filter(Work::isHandoverOffer)
          .flatMap(
              offer ->
                  state.work().stream()
                      .filter(giver -> giver.isTaken() && giver.need().equals(offer.need())))
          .map(
              one ->
                  call(
                      said(one, "takes the hand-over back"),
                      one.responder(),
                      "DELETE",
                      "/assessment-requests/%s/assignments/%s/handover",
                      idOf(state, one),
                      one.id(),
                      ""));
    }
  },
  HAND_TO_AMBULANCE(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return state.work().stream()
          .filter(Choice::isThere)
          .map(
              one ->
                  call(
                      said(one, "hands over to an ambulance"),
                      one.responder(),
                      "PUT",
                      "/assessment-requests/%s/assignments/%s/handover",
                      idOf(state, one),
                      one.id(),
                      "{'to': 'AMBULANCE', 'unit': '331-9010', 'receivedBy': 'Eva', 'sbar': %s}"
                          .formatted(SBAR)));
    }
  },
  DOCUMENT(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return Stream.of(new Step(this, "where it is documented is said", Town::document))
          .filter(
              _ -> state.requests().stream().anyMatch(one -> one.state().equals("DOCUMENTING")));
    }
  },

  /** What is measured raises the level when triage has judged it. */
  TELL_NEWS(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return nurse(state, "tells news", "POST", "observations", "{'id': '%s', 'note': 'Sämre'}");
    }
  },
  /** Lactate of 4.2 means RING 112. */
  TELL_LACTATE(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return nurse(
          state,
          "tells of a lactate of 4.2",
          "POST",
          "observations",
          "{'id': '%s', 'pointOfCare': {'lactate': 4.2}}");
    }
  },
  CANCEL(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return nurse(state, "cancels", "PUT", "cancellation", "{'reason': 'CARED_FOR_ELSEWHERE'}");
    }
  },
  ACKNOWLEDGE_CALLED(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return acknowledges(state, "has called 112", "'CALLED'");
    }
  },
  ACKNOWLEDGE_TAPPED(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return acknowledges(state, "has tapped 112", "'CALLED', 'provisional': true");
    }
  },
  ACKNOWLEDGE_DECLINED(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return acknowledges(
          state,
          "says the patient declines 112",
          "'PATIENT_DECLINES', 'reason': 'Vill stanna hemma'");
    }
  },

  /** A physician speaks with the patient, before any yes. */
  TELEPHONE(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return physician(
          state,
          "rings the patient",
          "contacts",
          "{'id': '%s', 'mode': 'PHONE', 'with': 'PATIENT', 'reached': true}");
    }
  },
  ORDER_TEAM(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return physician(
          state,
          "orders a team",
          "assessments",
          """
          {'id': '%s', 'mode': 'PHONE', 'conclusion': {'code': 'VISIT_NEEDED', 'text': 'Behöver ses'},
           'orders': [{'kind': 'NEED', 'need': 'TEAM_VISIT', 'level': 'MOBILE_TEAM_2H', 'capabilities': []}]}
          """);
    }
  },
  ORDER_AMBULANCE(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return physician(
          state,
          "orders an ambulance",
          "assessments",
          """
          {'id': '%s', 'mode': 'PHONE', 'conclusion': {'code': 'EMERGENCY_CARE', 'text': 'Sepsis'},
           'orders': [{'kind': 'AMBULANCE'}]}
          """);
    }
  },

  /** The nurse who has raised it does herself what a nurse is needed for. */
  KEEP(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return nurse(state, "keeps the visit", "PUT", "own-task", "{'id': '%s'}");
    }
  },
  DO_KEPT(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return ownTask(
          state,
          "has done what she kept",
          "completion",
          "{'outcome': 'STAYED_HOME', 'journalReference': 'J-1'}");
    }
  },
  GIVE_BACK(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return ownTask(state, "gives back what she kept", "return", "{'reason': 'NO_TIME'}");
    }
  },
  RAISE_LEVEL(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return level(state, "raises the level", "PHYSICIAN_NOW", "CONCERN");
    }
  },
  LOWER_LEVEL(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return level(state, "lowers the level", "PHYSICIAN_TODAY", "IMPROVED");
    }
  },

  RESOLVE_RESERVE(ONCE) {
    @Override
    Stream<Step> in(State state) {
      return state.requests().stream()
          .filter(one -> !one.routine().isEmpty())
          .map(
              one ->
                  call(
                      "the manager resolves the reserve routine of " + one.number(),
                      Cast.MANAGER,
                      "PUT",
                      "/assessment-requests/%s/reserve-routine/resolution%s",
                      one.id(),
                      "",
                      "{'routine': '%s', 'cause': 'ALL_BUSY'}".formatted(one.routine())));
    }
  },

  /** So much time passes that an emergency is over, before anything else comes. */
  EMERGENCY_ENDS(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return state.distant().stream()
          .filter(one -> !one.onlyTells())
          .map(one -> comes("%s of %d comes".formatted(one.what(), one.request()), List.of(one)));
    }
  },
  /**
   * Hours pass before anything else comes, and everybody is told of what is only told; what is due
   * already is done before. The last of all steps, so that where it leads can be compared with
   * where the others led before.
   */
  HOURS_PASS(ALWAYS) {
    @Override
    Stream<Step> in(State state) {
      return Stream.of(state.distant().stream().filter(Deadline::onlyTells).toList())
          .filter(telling -> !telling.isEmpty() && state.due().isEmpty())
          .map(telling -> comes("hours pass", telling));
    }
  };

  /** How often people do it on one path. */
  enum Frequency {
    ALWAYS,
    ONCE
  }

  private static final String SBAR =
      "{'situation': 'S', 'background': 'B', 'assessment': 'A', 'recommendation': 'R'}";

  private final Frequency frequency;

  Choice(Frequency frequency) {
    this.frequency = frequency;
  }

  /** What of this there is to do in a state. */
  abstract Stream<Step> in(State state);

  boolean isOnce() {
    return frequency == ONCE;
  }

  /** Returns whether it happens though nobody does anything. */
  boolean isTime() {
    return isDistant() || List.of(TIME_PASSES, DEADLINE_COMES, SWEEP).contains(this);
  }

  /** Returns whether it happens after hours, if nothing else does. */
  boolean isDistant() {
    return this == HOURS_PASS || this == EMERGENCY_ENDS;
  }

  Step comes(String words, List<Deadline> due) {
    return new Step(
        this,
        words,
        town -> {
          due.forEach(town::bring);
          town.sweep();
          return Answer.NOBODY_ASKED;
        });
  }

  Stream<Step> answers(State state, String verb, String answer, String body) {
    return state.work().stream()
        .filter(one -> one.isOffer() || one.isHandoverOffer())
        .map(
            one ->
                call(
                    said(one, one.isOffer() ? verb : verb + " the hand-over"),
                    one.responder(),
                    "PUT",
                    "/assessment-requests/%s/offers/%s/" + answer,
                    idOf(state, one),
                    one.token(),
                    body));
  }

  Stream<Step> reports(State state, Predicate<Work> who, String verb, String body) {
    return state.work().stream()
        .filter(who)
        .map(
            one ->
                call(
                    said(one, verb),
                    one.responder(),
                    "PUT",
                    "/assessment-requests/%s/assignments/%s/status",
                    idOf(state, one),
                    one.id(),
                    body));
  }

  Stream<Step> nurse(State state, String verb, String method, String path, String body) {
    return of(state.requests().stream(), "the nurse " + verb, Cast.NURSE, method, path, body);
  }

  Stream<Step> physician(State state, String verb, String path, String body) {
    return of(
        state.requests().stream(), "the physician " + verb, Cast.PHYSICIAN, "POST", path, body);
  }

  Stream<Step> ownTask(State state, String verb, String what, String body) {
    return state.requests().stream()
        .filter(one -> !one.ownTask().isEmpty())
        .map(
            one ->
                call(
                    "the nurse %s of %d".formatted(verb, one.number()),
                    Cast.NURSE,
                    "PUT",
                    "/assessment-requests/%s/own-task/%s/" + what,
                    one.id(),
                    one.ownTask(),
                    body));
  }

  /** A physician says so, who may go below floors. */
  Stream<Step> level(State state, String verb, String level, String reason) {
    return state.requests().stream()
        .filter(one -> !one.hasEnded() && !one.level().isEmpty())
        .map(
            one ->
                call(
                    "the physician %s of %d".formatted(verb, one.number()),
                    Cast.PHYSICIAN,
                    "PUT",
                    "/assessment-requests/%s/level%s",
                    one.id(),
                    "",
                    "{'id': '%s', 'from': '%s', 'level': '%s', 'reason': '%s'}"
                        .formatted(idOf(one), one.level(), level, reason)));
  }

  /** What is said once has one id, as a device makes it. */
  private UUID idOf(Request request) {
    return UUID.nameUUIDFromBytes((name() + request.number()).getBytes(UTF_8));
  }

  Stream<Step> acknowledges(State state, String verb, String said) {
    return state.requests().stream()
        .filter(one -> one.alarm() > 0)
        .flatMap(
            one ->
                of(
                    Stream.of(one),
                    "the nurse " + verb,
                    Cast.NURSE,
                    "PUT",
                    "emergency-acknowledgement",
                    "{'id': '%%s', 'alarm': %d, 'acknowledgement': %s}"
                        .formatted(one.alarm(), said)));
  }

  private Stream<Step> of(
      Stream<Request> requests, String words, String who, String method, String path, String body) {
    return requests
        .filter(one -> !one.hasEnded())
        .map(
            one ->
                call(
                    "%s of %d".formatted(words, one.number()),
                    who,
                    method,
                    "/assessment-requests/%s/" + path + "%s",
                    one.id(),
                    "",
                    body.formatted(idOf(one))));
  }

  Step call(
      String words,
      String who,
      String method,
      String path,
      String request,
      String part,
      String body) {
    return new Step(
        this,
        words,
        town -> town.call(who, method, path.formatted(request, part), body.replace('\'', '"')));
  }

  private static String said(Work one, String verb) {
    return "%s %s (%s of %d)".formatted(one.responder(), verb, one.kind(), one.request());
  }

  private static String idOf(State state, Work one) {
    return state.request(one.request()).id();
  }

  private static boolean isThere(Work one) {
    return one.state().equals("WITH_PATIENT");
  }
}
