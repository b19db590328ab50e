package se.rond.notification.recipient;

import java.util.Set;

/** Said inside this process when recipients have something new to read, once committed. */
public record NoticesAdded(Set<RecipientId> recipients) {

  public NoticesAdded {
    recipients = Set.copyOf(recipients);
  }
}
