/** What whoever runs Gatehouse puts in place of our name, our looks and a few of our words: a folder that is mounted. */
@NullMarked
package dev.gatehouse.common.theme;

import org.jspecify.annotations.NullMarked;
