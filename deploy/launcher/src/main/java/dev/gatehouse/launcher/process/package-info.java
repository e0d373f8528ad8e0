/** Child processes, their records on disk, and the ports they take. */
@NullMarked
package dev.gatehouse.launcher.process;

import org.jspecify.annotations.NullMarked;
