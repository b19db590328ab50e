/** Who a bearer token says is calling, and whom it is believed. */
@NullMarked
package se.rond.access.login;

import org.jspecify.annotations.NullMarked;
