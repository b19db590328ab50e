package se.rond.reliability.storm;

import java.util.Random;

/** In which order things arrive, and what goes wrong on the way. */
sealed interface Weather {

  /** What can go wrong, and how often it does in a storm, in percent. */
  enum Mishap {
    /** A message arrives once more, soon. */
    MESSAGE_REPEATED(25),
    /** A message arrives once more in a later round, as when a parked record is replayed. */
    MESSAGE_REPLAYED_LATE(15),
    /** A message is lost on the way and replayed when somebody misses it. */
    MESSAGE_LOST(15),
    /** At the end, as after a loss of the broker's data, a message is sent once more. */
    MESSAGE_SENT_AGAIN(50),
    /** A device sends the same once more, soon: its answer was lost in a tunnel. */
    CALL_REPEATED(20),
    /** A device sends the same once more in a later round. */
    CALL_REPEATED_LATE(15),
    /** A responder who kept silent answers after all, too late. */
    LATE_ANSWER(60),
    /** A responder who has answered says the opposite on another device. */
    SECOND_THOUGHT(20),
    /** A device reports a status before its acceptance has arrived. */
    STATUS_BEFORE_ANSWER(15),
    /** Two instances sweep at once. */
    SECOND_SWEEP(30),
    /** What was held back for a later round comes in this one. */
    RELEASED(40);

    private final int percent;

    Mishap(int percent) {
      this.percent = percent;
    }
  }

  /** Which of that many waiting things comes next, from 0. */
  int next(int waiting);

  /** Whether it goes wrong this time. */
  boolean brings(Mishap mishap);

  /** Everything arrives once and in order. */
  record Calm() implements Weather {
    @Override
    public int next(int waiting) {
      return 0;
    }

    @Override
    public boolean brings(Mishap mishap) {
      return false;
    }
  }

  /**
   * Anything may overtake anything, also what has the same key; the same seed brings the same
   * storm.
   */
  record Storm(Random random) implements Weather {
    @Override
    public int next(int waiting) {
      return random.nextInt(waiting);
    }

    @Override
    public boolean brings(Mishap mishap) {
      return random.nextInt(100) < mishap.percent;
    }
  }
}
