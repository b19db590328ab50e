package se.rond.dispatch.accesslog;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.dispatch.request.RequestTouched;

/**
 * Enters each request that a call has held, once and just before the commit: no desk can forget it,
 * since none changes a request that it does not hold.
 */
@Component
class ChangesLogged {

  private final AccessLog log;

  ChangesLogged(AccessLog log) {
    this.log = log;
  }

  @EventListener
  void on(RequestTouched touched) {
    BeforeCommit.ofTransaction(log).touched.add(touched.request());
  }

  /** The requests of one transaction. */
  private static final class BeforeCommit implements TransactionSynchronization {
    private final AccessLog log;
    private final Set<AssessmentRequestId> touched = new LinkedHashSet<>();

    private BeforeCommit(AccessLog log) {
      this.log = log;
    }

    static BeforeCommit ofTransaction(AccessLog log) {
      return TransactionSynchronizationManager.getSynchronizations().stream()
          .filter(BeforeCommit.class::isInstance)
          .map(BeforeCommit.class::cast)
          .findFirst()
          .orElseGet(
              () -> {
                var fresh = new BeforeCommit(log);
                TransactionSynchronizationManager.registerSynchronization(fresh);
                return fresh;
              });
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      log.change(touched);
    }
  }
}
