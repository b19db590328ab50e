package se.rond.contracts.care;

/**
 * Why help is asked for (<i>kontaktorsak</i>): the 36 default causes of clinical reference 2.12 and
 * the four further codes below its table. Never call it {@code sökorsak}.
 */
public enum ContactCause {
  FALL_NO_INJ("Fall utan säker skada", "Fall, no clear injury"),
  FALL_INJ("Fall med misstänkt skada", "Fall with suspected injury"),
  HIP_PAIN("Höft-/ljumsksmärta efter fall", "Hip/groin pain after fall"),
  HEAD_TRAUMA("Skallskada", "Head injury"),
  DYSPNOEA("Andningsbesvär", "Breathlessness"),
  COPD_EXAC("Försämrad KOL/astma", "COPD/asthma exacerbation"),
  HEART_FAIL("Försämrad hjärtsvikt", "Worsening heart failure"),
  CHEST_PAIN("Bröstsmärta", "Chest pain"),
  ARRHYTHMIA("Hjärtklappning / oregelbunden puls", "Palpitations"),
  FEVER_INF("Feber / misstänkt infektion", "Fever/infection"),
  PNEUMONIA("Hosta / misstänkt lunginflammation", "Cough/pneumonia"),
  UTI("Urinvägssymtom", "Urinary symptoms"),
  CATHETER("Kateterstopp / KAD-problem", "Catheter problem"),
  RETENTION("Urinstämma", "Urinary retention"),
  HAEMATURIA("Blod i urin", "Haematuria"),
  CONFUSION("Akut förvirring (konfusion)", "Acute confusion"),
  GEN_DETERIOR("Nedsatt allmäntillstånd", "General deterioration"),
  STROKE_TIA("Misstänkt stroke/TIA", "Stroke/TIA"),
  SEIZURE("Kramper", "Seizure"),
  SYNCOPE("Svimning", "Syncope"),
  DIZZINESS("Yrsel", "Dizziness/vertigo"),
  HYPOGLYC("Lågt blodsocker", "Hypoglycaemia"),
  HYPERGLYC("Högt blodsocker", "Hyperglycaemia"),
  ABDO_PAIN("Buksmärta", "Abdominal pain"),
  VOMIT_DIARR("Kräkning/diarré", "Vomiting/diarrhoea"),
  CONSTIPATION("Förstoppning", "Constipation"),
  GI_BLEED("Blödning från mag-tarm", "GI bleeding"),
  DEHYDRATION("Vätskebrist / sväljer dåligt", "Dehydration/poor intake"),
  WOUND_PU("Sår / trycksår", "Wound/pressure ulcer"),
  SKIN_INF("Rosfeber / hudinfektion", "Erysipelas/skin infection"),
  LEG_SWELL("Svullet ben / misstänkt DVT", "Leg swelling/DVT"),
  PAIN("Svår smärta / rygg", "Severe pain / back pain"),
  PALLIATIVE("Palliativ symtomlindring", "Palliative symptom crisis"),
  MED_ERROR("Läkemedelsfel/biverkning", "Medication error/adverse effect"),
  BLEED_AC("Blödning vid antikoagulantia", "Bleeding on anticoagulant"),
  PSYCH_BPSD("Oro, BPSD, psykisk ohälsa", "Anxiety, BPSD, mental ill-health"),
  ALLERGY("Allergisk reaktion", "Allergic reaction"),
  DEVICE_PEG_CVK("PEG, CVK eller annan utrustning", "PEG, central line or other device"),
  EXPECTED_DEATH("Väntat dödsfall", "Expected death"),
  OTHER("Annat", "Other");

  private final String swedish;
  private final String english;

  ContactCause(String swedish, String english) {
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
