package se.rond.dispatch.closing;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.rond.access.Caller;
import se.rond.contracts.care.HsaId;
import se.rond.contracts.care.PatientReference;
import se.rond.contracts.intake.PatientIdentifier;
import se.rond.dispatch.accesslog.AccessLog;
import se.rond.dispatch.request.Patients;

/** Takes blocks and their ends. A block may stand before the first request of a patient. */
@Service
public class BlockDesk {

  private final Blocks blocks;
  private final Patients patients;
  private final AccessLog log;
  private final InstantSource clock;
  private final Supplier<UUID> freshIds;

  BlockDesk(
      Blocks blocks,
      Patients patients,
      AccessLog log,
      InstantSource clock,
      Supplier<UUID> freshIds) {
    this.blocks = blocks;
    this.patients = patients;
    this.log = log;
    this.clock = clock;
    this.freshIds = freshIds;
  }

  /**
   * What is asked for.
   *
   * @param unit which unit's data; the caller's if null and the scope is one
   */
  public record Wish(
      UUID id,
      PatientIdentifier patient,
      Scope scope,
      @Nullable HsaId unit,
      AskedBy askedBy,
      Instant informedAt) {}

  /** What became of it. */
  public sealed interface Result {
    /** It is in force, by this wish or by the same before. */
    record InForce(Block block) implements Result {}

    /** It is lifted, now or before. */
    record Lifted(Block block) implements Result {}

    /** A guardian may not block a child's data. */
    record GuardianMayNot() implements Result {}

    /** Only the patient blocks and lifts. */
    record OnlyThePatient() implements Result {}

    /** The id stands for something else. */
    record IdTaken() implements Result {}
  }

  /** Takes a block of data of the caller's care provider. */
  @Transactional
  public Result record(Wish wish, Caller caller) {
    return switch (wish.askedBy()) {
      case GUARDIAN -> new Result.GuardianMayNot();
      case OTHER -> new Result.OnlyThePatient();
      case PATIENT -> recorded(wish, caller);
    };
  }

  private Result recorded(Wish wish, Caller caller) {
    var patient = patients.referenceAndLock(wish.patient(), new PatientReference(freshIds.get()));
    var block =
        new Block(
            wish.id(),
            patient,
            switch (wish.scope()) {
              case UNIT -> wish.unit() == null ? caller.unit() : wish.unit();
              case CARE_PROVIDER -> null;
            },
            caller.careProvider(),
            clock.instant(),
            wish.informedAt(),
            caller.person(),
            null);
    blocks.add(block);
    log.changeOf(patient, wish.id());
    var earlier = blocks.find(wish.id());
    if (earlier.isPresent() && earlier.get().liftedAt() != null) {
      // What is sent again does not close again what was lifted meanwhile.
      return new Result.Lifted(earlier.get());
    }
    return blocks.findSame(block).<Result>map(Result.InForce::new).orElseGet(Result.IdTaken::new);
  }

  /** Lists the blocks of a patient at the caller's care provider, lifted ones too. */
  @Transactional
  public List<Block> list(PatientIdentifier identifier, Caller caller) {
    var patient = patients.find(identifier);
    log.searchAbout(patient);
    return patient.map(known -> blocks.list(known, caller.careProvider())).orElse(List.of());
  }

  /**
   * Lifts a block.
   *
   * @return nothing if the caller's care provider has no such block
   */
  @Transactional
  public Optional<Result> lift(UUID id, AskedBy askedBy, Caller caller) {
    return blocks
        .find(id)
        .filter(block -> block.provider().value().equalsIgnoreCase(caller.careProvider().value()))
        .map(
            block ->
                switch (askedBy) {
                  case PATIENT -> lifted(block, caller);
                  case GUARDIAN, OTHER -> new Result.OnlyThePatient();
                });
  }

  private Result lifted(Block block, Caller caller) {
    blocks.lift(block.id(), clock.instant(), caller);
    log.changeOf(block.patient(), block.id());
    return new Result.Lifted(blocks.find(block.id()).orElseThrow());
  }
}
