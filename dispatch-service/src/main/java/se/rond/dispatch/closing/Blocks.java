package se.rond.dispatch.closing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.rond.access.Caller;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.PatientReference;

/** The blocks there are. What is written here closes and opens with the writer's commit. */
public interface Blocks {

  /** Adds a block, if its id is free and no other of the same is in force. */
  void add(Block block);

  Optional<Block> find(UUID id);

  /** Finds the one in force of that patient, unit and provider. */
  Optional<Block> findSame(Block block);

  /** Lists those of a patient at a care provider, the newest first. */
  List<Block> list(PatientReference patient, HsaId provider);

  /** Lifts one; what was lifted before stays as it is. */
  void lift(UUID id, Instant now, Caller caller);
}
