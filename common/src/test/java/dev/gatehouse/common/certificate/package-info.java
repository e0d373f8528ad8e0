/** Tests of what a proxy tells of certificates. */
@NullMarked
package dev.gatehouse.common.certificate;

import org.jspecify.annotations.NullMarked;
