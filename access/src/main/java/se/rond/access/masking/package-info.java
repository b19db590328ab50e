/** What a reader is shown of a patient whose identity is protected: docs/decisions/0035. */
@NullMarked
package se.rond.access.masking;

import org.jspecify.annotations.NullMarked;
