/** Where the people of the demonstration log in, and what their tokens say. */
@NullMarked
package se.rond.login;

import org.jspecify.annotations.NullMarked;
