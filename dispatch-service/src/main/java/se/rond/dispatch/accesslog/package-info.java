/** Who did what with whose data, kept so that nobody can change it unseen. */
@NullMarked
package se.rond.dispatch.accesslog;

import org.jspecify.annotations.NullMarked;
