package dev.gatehouse.common.footprint;

import org.graalvm.nativeimage.c.function.CFunction;
import org.graalvm.word.PointerBase;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/** What a native service tells the kernel of its memory; not to be loaded by a JVM. */
final class Advice {
    /** Linux's MADV_DONTNEED. */
    private static final int DONT_NEED = 4;

    private Advice() {}

    /** The pages of the mapping are not kept; its file still has them. */
    static void dontNeed(Mapping mapping) {
        madvise(WordFactory.pointer(mapping.start()), WordFactory.unsigned(mapping.length()), DONT_NEED);
    }

    @CFunction
    private static native int madvise(PointerBase start, UnsignedWord length, int advice);
}
