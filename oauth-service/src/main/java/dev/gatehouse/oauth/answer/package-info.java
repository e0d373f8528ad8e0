/** How clients are answered by way of the browser. */
@NullMarked
package dev.gatehouse.oauth.answer;

import org.jspecify.annotations.NullMarked;
