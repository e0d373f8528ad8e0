/** What the charts tell the services, told to the packaged services themselves. */
@NullMarked
package dev.gatehouse.charts.start;

import org.jspecify.annotations.NullMarked;
