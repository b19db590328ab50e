/** Who spoke with the patient or about the patient, and what a professional concluded. */
@NullMarked
package se.rond.dispatch.assessment;

import org.jspecify.annotations.NullMarked;
