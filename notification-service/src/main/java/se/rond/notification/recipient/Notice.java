package se.rond.notification.recipient;

/**
 * One event, told to one recipient.
 *
 * @param sequence counts the recipient's notices: 1, 2, 3 and so on, without a gap
 * @param type the event's type, such as {@code ResponderOffered}
 * @param payload the event as one line of JSON, with its {@code type}; nothing clinical
 */
public record Notice(long sequence, String type, String payload) {}
