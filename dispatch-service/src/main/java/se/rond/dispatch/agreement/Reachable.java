package se.rond.dispatch.agreement;

import se.rond.dispatch.roster.ResponderKind;

/**
 * Who can be reached in which hours.
 *
 * @param name what people in the region call them, such as {@code Sekundärjour}
 */
public record Reachable(ResponderKind kind, String name, CalendarName calendar) {}
