/** The Helm charts, rendered and judged: what Kubernetes takes of them, and that they open nothing that is to be closed. */
@NullMarked
package dev.gatehouse.charts;

import org.jspecify.annotations.NullMarked;
