/** What the specifications share: the running suites, people, clients and a browser. */
@NullMarked
package dev.gatehouse.suite.setup;

import org.jspecify.annotations.NullMarked;
