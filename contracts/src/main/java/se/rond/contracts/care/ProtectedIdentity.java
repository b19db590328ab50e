package se.rond.contracts.care;

/**
 * Why a person's identity and whereabouts are not for everybody who works with the request. The
 * names are stored and told: add, never rename.
 */
public enum ProtectedIdentity {
  /**
   * <i>Skyddad folkbokföring</i> (folkbokföringslagen 16 §): where the person lives is not in the
   * population register. HL7 Sweden's label {@code skyddadFolkbokforing}.
   */
  PROTECTED_POPULATION_REGISTRATION,
  /**
   * <i>Sekretessmarkering</i> (OSL 22:1): whoever tells of the person weighs the harm first. HL7
   * Sweden's label {@code sekretessmarkering}.
   */
  SECRECY_MARKING
}
