/** Documents in YAML, read into texts, lists and mappings that know where they stand. */
@NullMarked
package se.rond.clinical.yaml;

import org.jspecify.annotations.NullMarked;
