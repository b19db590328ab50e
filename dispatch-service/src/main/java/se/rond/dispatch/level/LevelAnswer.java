package se.rond.dispatch.level;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import se.rond.contracts.care.AssessmentRequestId;
import se.rond.contracts.care.Level;
import se.rond.dispatch.request.Advice;
import se.rond.dispatch.request.RequestState;

/**
 * The answer to another level: stored with it, and repeated to whoever sends it again.
 *
 * @param id the request that was changed; for one that was joined to another, that other one
 * @param neededLevel the level in force from now on
 * @param alarm the number of the alarm that the advice is about; null without one
 */
public record LevelAnswer(
    AssessmentRequestId id,
    int revision,
    RequestState state,
    Level neededLevel,
    Advice advice,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer alarm) {}
