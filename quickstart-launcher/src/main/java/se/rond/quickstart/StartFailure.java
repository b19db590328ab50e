package se.rond.quickstart;

/** Why the quickstart cannot go on, said to the person at the keyboard as it stands. */
final class StartFailure extends RuntimeException {
  StartFailure(String message) {
    super(message);
  }

  StartFailure(String message, Exception cause) {
    super(message, cause);
  }
}
