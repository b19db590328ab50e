/** Takes contacts and assessments over HTTP. */
@NullMarked
package se.rond.dispatch.assessment.web;

import org.jspecify.annotations.NullMarked;
