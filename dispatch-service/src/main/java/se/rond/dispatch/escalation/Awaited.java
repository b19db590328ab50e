package se.rond.dispatch.escalation;

import se.rond.contracts.care.Need;

/**
 * What is awaited for an open need. That a promise has a time to come does not mean it: who has
 * called has kept it before, and a level may be about something else by now.
 *
 * @param kind who is to come
 * @param common whether nobody has met the patient as the request promises, and its level is about
 *     this need
 * @param ordered whether nobody has met the patient as is promised for the need by itself
 */
public record Awaited(Need kind, boolean common, boolean ordered) {}
