/** Who spoke with the patient or about the patient. */
@NullMarked
package se.rond.dispatch.assessment;

import org.jspecify.annotations.NullMarked;
