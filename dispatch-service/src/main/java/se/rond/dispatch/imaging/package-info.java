/** X-rays at the patient's home, from the question to what was done about the answer. */
@NullMarked
package se.rond.dispatch.imaging;

import org.jspecify.annotations.NullMarked;
