package se.rond.dispatch.accesslog;

import java.util.Optional;

/** Knows which call is being answered. */
public interface Calls {

  /** Returns the call that this thread answers; nothing where Rond does something by itself. */
  Optional<Call> find();

  /** Keeps that an entry about the call is committed. */
  void committed();
}
