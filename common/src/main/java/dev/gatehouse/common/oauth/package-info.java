/** What every OAuth endpoint reads and answers alike. */
@NullMarked
package dev.gatehouse.common.oauth;

import org.jspecify.annotations.NullMarked;
