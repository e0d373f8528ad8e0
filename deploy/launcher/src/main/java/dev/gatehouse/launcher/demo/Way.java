package dev.gatehouse.launcher.demo;

/** One way of saying who is calling. */
interface Way {
    String title();

    /** Walks it from the first call to the last. @throws Unexpected at the first answer that is wrong */
    void walk();
}
