/** What has to be known of a run to make sense of its figures: versions, the machine, the servers' settings. */
@NullMarked
package dev.gatehouse.bench.facts;

import org.jspecify.annotations.NullMarked;
