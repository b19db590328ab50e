package se.rond.contracts.care;

/**
 * A warning sign the nurse found: one code per sign of clinical reference 2.9 and 2.12. A sign that
 * stands at several causes has one code.
 *
 * <p>What a sign leads to (112, or a physician now) is a clinical rule and stands in
 * clinical-rules. Signs that are a measured value alone have no code: the value tells.
 */
public enum Finding {
  // Airway and breathing: RF-A1, RF-B1.
  STRIDOR("Stridor", "Stridor"),
  CHOKING("Sätter i halsen", "Choking"),
  CANNOT_CLEAR_AIRWAY("Kan inte hålla fri luftväg", "Cannot clear the airway"),
  CANNOT_SPEAK_IN_SENTENCES("Kan inte tala i hela meningar", "Cannot speak in sentences"),
  CYANOSIS("Cyanos", "Cyanosis"),
  EXHAUSTION("Utmattad av andningsarbetet", "Exhausted by breathing"),

  // Bleeding: RF-C3.
  BLEEDING_NOT_STOPPABLE("Blödning som inte går att stoppa", "Bleeding that cannot be stopped"),
  HAEMATEMESIS_OR_MELAENA_WITH_SYMPTOMS(
      "Blodig kräkning eller svart avföring med symtom", "Haematemesis or melaena with symptoms"),
  ANTICOAGULANT_BLEEDING_WITH_CIRCULATORY_EFFECT(
      "Blödning vid antikoagulantia med cirkulationspåverkan",
      "Bleeding on an anticoagulant with circulatory effect"),

  // Chest pain and syncope: RF-C4, RF-C5.
  CHEST_PAIN_OVER_15_MIN("Pågående bröstsmärta över 15 min", "Chest pain going on for over 15 min"),
  CHEST_PAIN_WITH_COLD_SWEAT("Bröstsmärta med kallsvett", "Chest pain with cold sweat"),
  CHEST_PAIN_WITH_DYSPNOEA("Bröstsmärta med andnöd", "Chest pain with breathlessness"),
  CHEST_PAIN_WITH_RADIATION("Bröstsmärta med utstrålning", "Chest pain that radiates"),
  CHEST_PAIN_WITH_SYNCOPE("Bröstsmärta och svimning", "Chest pain and syncope"),
  SYNCOPE_ON_EXERTION("Svimning vid ansträngning", "Syncope on exertion"),
  SYNCOPE_WITH_PALPITATIONS("Svimning med hjärtklappning", "Syncope with palpitations"),
  SYNCOPE_WITH_HEART_DISEASE("Svimning vid känd hjärtsjukdom", "Syncope with known heart disease"),
  SYNCOPE_WITH_LOW_PRESSURE(
      "Svimning med kvarstående lågt blodtryck", "Syncope with persisting low blood pressure"),

  // Limb: RF-C6.
  ISCHAEMIC_LIMB(
      "Plötsligt kall, blek, pulslös och smärtande extremitet",
      "Suddenly cold, pale, pulseless and painful limb"),

  // Brain: RF-D2 to RF-D4.
  AKUT_POSITIVE(
      "AKUT-test positivt: ansikte, kroppsdel eller uttal",
      "Positive stroke test: face, arm or speech"),
  STROKE_SYMPTOMS_PASSED_WITHIN_24_H(
      "Strokesymtom senaste dygnet som gått över", "Stroke symptoms that passed within 24 h"),
  OTHER_SUDDEN_FOCAL_DEFICIT(
      "Annat plötsligt bortfall (syn, balans, kraft, känsel)",
      "Other sudden focal deficit (sight, balance, strength, sensation)"),
  ONGOING_SEIZURE("Pågående krampanfall", "Ongoing seizure"),
  FIRST_SEIZURE("Första krampanfallet", "First seizure"),
  SEIZURE_OVER_5_MIN("Krampanfall längre än 5 min", "Seizure longer than 5 min"),
  REPEATED_SEIZURES(
      "Upprepade krampanfall utan återhämtning", "Repeated seizures without recovery"),
  NOT_AT_BASELINE_AFTER_30_MIN(
      "Inte återställd 30 min efter anfallet", "Not back to baseline 30 min after the seizure"),
  THUNDERCLAP_HEADACHE("Plötslig maximal huvudvärk", "Sudden maximal headache"),
  HEADACHE_NECK_STIFFNESS_FEVER(
      "Huvudvärk, nackstelhet och feber", "Headache, neck stiffness and fever"),

  // Head injury: RF-D6, and row HEAD_TRAUMA.
  HEAD_INJURY_ON_ANTICOAGULANT(
      "Skallskada vid antikoagulantia eller dubbel trombocythämning",
      "Head injury on an anticoagulant or dual antiplatelets"),
  HEAD_INJURY_WITH_LOSS_OF_CONSCIOUSNESS(
      "Skallskada med medvetslöshet", "Head injury with loss of consciousness"),
  HEAD_INJURY_WITH_VOMITING("Skallskada med kräkning", "Head injury with vomiting"),
  HEAD_INJURY_WORSENING("Försämras efter skallskada", "Getting worse after a head injury"),
  DOUBLE_VISION("Dubbelseende", "Double vision"),
  AMNESIA("Minneslucka efter skallskada", "Amnesia after a head injury"),
  HEAD_INJURY_WITHIN_2_WEEKS("Skallskada senaste två veckorna", "Head injury within two weeks"),

  // Anaphylaxis: RF-E3.
  ANAPHYLAXIS(
      "Påverkad luftväg, andning eller cirkulation efter exponering",
      "Airway, breathing or circulation affected after exposure"),

  // Fracture: RF-E4, and rows FALL_NO_INJ, FALL_INJ, HIP_PAIN.
  SHORTENED_ROTATED_LEG("Förkortat och utåtroterat ben", "Shortened and outward-rotated leg"),
  DEFORMITY("Felställning", "Deformity"),
  OPEN_FRACTURE("Öppen fraktur", "Open fracture"),
  LOST_PULSE_OR_SENSATION("Bortfall av distal puls eller känsel", "Lost distal pulse or sensation"),
  HIGH_ENERGY_TRAUMA("Högenergitrauma", "High-energy trauma"),
  CANNOT_LIFT_LEG("Kan inte lyfta benet", "Cannot lift the leg"),
  HIP_SIGNS("Tecken på höftskada", "Signs of a hip injury"),
  LONG_LIE("Legat längre än 1 h", "Lay for more than 1 h"),
  LOSS_OF_CONSCIOUSNESS_BEFORE_FALL(
      "Medvetslös före fallet", "Loss of consciousness before the fall"),
  PAIN_ON_WEIGHT_BEARING("Ny smärta vid belastning", "New pain on weight-bearing"),

  // Abdomen: RF-E5, and rows ABDO_PAIN, CONSTIPATION.
  ABDOMINAL_OR_BACK_PAIN_WITH_COLLAPSE(
      "Plötslig svår buk- eller ryggsmärta med kollaps",
      "Sudden severe abdominal or back pain with collapse"),
  RIGID_ABDOMEN("Bukhård", "Rigid abdomen"),
  PULSATING_MASS("Pulserande resistens i buken", "Pulsating mass in the abdomen"),
  VOMITING_WITHOUT_FLATUS("Kräkning och ingen gasavgång", "Vomiting without flatus"),
  IRREDUCIBLE_HERNIA("Bråck som inte går att reponera", "Irreducible hernia"),
  FALLING_SYSTOLIC_PRESSURE("Sjunkande blodtryck", "Falling systolic pressure"),
  CONSTIPATION_WITH_VOMITING("Förstoppning med kräkning", "Constipation with vomiting"),
  DISTENDED_TENDER_ABDOMEN("Uppspänd och öm buk", "Distended and tender abdomen"),
  OVERFLOW_WITH_PAIN("Spilldiarré med smärta", "Overflow with pain"),

  // Poisoning, self-harm, medicines: RF-E6, and rows PSYCH_BPSD, MED_ERROR.
  OVERDOSE("Överdos", "Overdose"),
  SELF_HARM("Självskada", "Self-harm"),
  ACUTE_SUICIDE_PLAN("Uttalad akut suicidplan", "Expressed acute plan of suicide"),
  DANGER_TO_OTHERS("Fara för andra", "Danger to others"),
  NEW_ONSET_PSYCHIATRIC("Nydebuterade psykiska symtom", "New onset of psychiatric symptoms"),
  OPIOID_WITH_SLOW_BREATHING_OR_DROWSINESS(
      "Opioid och andningsfrekvens under 10 eller slöhet",
      "Opioid and respiration rate below 10 or drowsiness"),
  DIGOXIN_OR_LITHIUM_ERROR("Fel dos digoxin eller litium", "Error with digoxin or lithium"),
  INSULIN_ERROR("Fel dos insulin", "Error with insulin"),

  // Breathing and heart: rows DYSPNOEA, COPD_EXAC, HEART_FAIL, CHEST_PAIN, ARRHYTHMIA, LEG_SWELL.
  PULMONARY_EMBOLISM_SIGNS(
      "Tecken på lungemboli: andnöd eller bröstsmärta med plötslig debut eller svullet ben",
      "Signs of pulmonary embolism: breathlessness or chest pain, sudden or with a swollen leg"),
  SILENT_CHEST("Tyst thorax", "Silent chest"),
  DROWSY_FROM_CO2("Slö, misstänkt koldioxidretention", "Drowsy, suspected CO2 retention"),
  NO_EFFECT_OF_INHALATION("Ingen effekt av två inhalationer", "No effect of two inhalations"),
  PINK_FROTH("Rosa skummiga upphostningar", "Pink froth"),
  REST_DYSPNOEA("Andnöd i vila", "Breathlessness at rest"),
  CHEST_PAIN_LAST_24_H("Bröstsmärta senaste dygnet", "Chest pain within 24 h"),
  PALPITATIONS_WITH_CHEST_PAIN("Hjärtklappning med bröstsmärta", "Palpitations with chest pain"),
  NEW_HEART_FAILURE_SIGNS("Nya tecken på hjärtsvikt", "New signs of heart failure"),

  // Infection: rows FEVER_INF, PNEUMONIA, UTI, CATHETER, WOUND_PU, SKIN_INF.
  PETECHIAE("Petekier", "Petechiae"),
  MOTTLED_SKIN("Marmorerad hud", "Mottled skin"),
  RIGORS("Frossa", "Rigors"),
  CRB65_2_OR_MORE("CRB-65 minst 2", "CRB-65 of 2 or more"),
  FEVER_AND_FLANK_PAIN("Feber och flanksmärta", "Fever and flank pain"),
  CATHETER_AND_FEVER("Kateter och feber", "Catheter and fever"),
  NO_URINE_6_H_AND_PAIN("Ingen urin på över 6 h och smärta", "No urine for over 6 h, and pain"),
  GROSS_BLOOD_IN_URINE("Tydligt blod i urinen", "Gross blood in the urine"),
  SPREADING_REDNESS_AND_FEVER("Spridande rodnad och feber", "Spreading redness and fever"),
  BLACK_OR_FOUL_WOUND("Svart eller illaluktande sår", "Black or foul wound"),
  EXPOSED_BONE("Blottat ben i såret", "Exposed bone"),
  PAIN_OUT_OF_PROPORTION(
      "Smärta som inte står i proportion till hudinfektionen",
      "Pain out of proportion to the skin infection"),
  VERY_FAST_SPREAD(
      "Mycket snabb spridning av hudinfektionen", "Very fast spread of skin infection"),
  PERIORBITAL_INFECTION("Infektion kring ögat", "Infection around the eye"),

  // Urine and back: rows RETENTION, HAEMATURIA, PAIN.
  CAUDA_EQUINA_SIGNS(
      "Bensvaghet eller ridbyxanestesi", "Leg weakness or saddle numbness (cauda equina)"),
  OVER_800_ML_ON_SCAN("Över 800 ml på blåsscan", "Over 800 ml on bladder scan"),
  CLOTS_AND_RETENTION("Koagler och urinstämma", "Clots and retention"),
  ANTICOAGULANT_AND_PALE("Antikoagulantia och blek", "On an anticoagulant and pale"),
  CANCER_AND_NEW_WEAKNESS("Cancer och ny svaghet", "Cancer and new weakness"),
  BACK_PAIN_AND_FEVER("Svår smärta eller ryggsmärta och feber", "Severe or back pain, and fever"),

  // General: rows CONFUSION, GEN_DETERIOR, SYNCOPE, DIZZINESS, VOMIT_DIARR, DEHYDRATION.
  CONFUSION_AND_FEVER("Förvirring och feber", "Confusion and fever"),
  NEW_ANTICOAGULANT("Nyinsatt antikoagulantia", "New anticoagulant"),
  CANNOT_BE_ROUSED("Går inte att väcka", "Cannot be roused"),
  NO_INTAKE_24_H("Inget intag på ett dygn", "No intake for 24 h"),
  SYNCOPE_WITH_INJURY("Svimning med skada", "Syncope with injury"),
  HB_DROP("Hb-fall", "Drop of haemoglobin"),
  SUDDEN_DIZZINESS_WITH_HEADACHE(
      "Plötslig yrsel med ny huvudvärk", "Sudden dizziness with new headache"),
  CANNOT_STAND("Kan inte stå", "Cannot stand"),
  DROWSY("Slö", "Drowsy"),
  DEHYDRATED("Uttorkad av kräkning eller diarré", "Dehydrated by vomiting or diarrhoea"),
  ANURIA_12_H("Ingen urin på 12 h", "No urine for 12 h"),

  // Blood glucose: rows HYPOGLYC, HYPERGLYC.
  SULFONYLUREA_OR_LONG_ACTING_INSULIN(
      "Sulfonylurea eller långverkande insulin (risk för nytt fall)",
      "Sulfonylurea or long-acting insulin (risk of relapse)"),
  HYPERGLYCAEMIA_WITH_VOMITING("Högt blodsocker och kräkning", "High blood glucose and vomiting"),
  FAST_BREATHING("Snabb andning vid högt blodsocker", "Fast breathing with high blood glucose"),

  // Palliative care: row PALLIATIVE.
  PALLIATIVE_NEW_BLEEDING("Ny blödning i palliativ vård", "New bleeding in palliative care"),
  CORD_COMPRESSION_SIGNS("Tecken på medullakompression", "Signs of cord compression"),
  PLAN_INSUFFICIENT("Den palliativa planen räcker inte", "The palliative plan does not suffice"),

  // What they are about is the contact cause.
  /** With CHEST_PAIN: the pain is there now. With SEIZURE: the seizure is. */
  ONGOING("Pågår nu", "Going on now"),
  /** There is pallor, cold sweat or dizziness with a bleeding: RF-C3, whatever the cause. */
  SYMPTOMATIC("Blödningen ger symtom", "The bleeding gives symptoms");

  private final String swedish;
  private final String english;

  Finding(String swedish, String english) {
    this.swedish = swedish;
    this.english = english;
  }

  /** The Swedish label. */
  public String swedish() {
    return swedish;
  }

  /** The English label. */
  public String english() {
    return english;
  }
}
