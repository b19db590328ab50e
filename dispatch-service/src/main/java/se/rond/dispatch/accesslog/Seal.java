package se.rond.dispatch.accesslog;

import java.util.UUID;
import se.rond.contracts.accesslog.SealHash;

/**
 * An entry's place in the chain.
 *
 * @param sequence from 1, without gaps
 */
public record Seal(long sequence, UUID entry, SealHash hash) {}
