package dev.gatehouse.launcher.suite;

import dev.gatehouse.launcher.process.LaunchFailure;
import dev.gatehouse.launcher.process.ManagedProcess;
import dev.gatehouse.launcher.process.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for services to say that they are ready. */
record Readiness(SuiteOptions options) {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    /** One that ends is started again: on a busy machine a server may not answer it soon enough. */
    private static final int ATTEMPTS = 3;

    private static final int LOG_LINES = 30;
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** @throws LaunchFailure where the service ends three times, or is not ready after two minutes; the end of its log is with it */
    void await(Service service, ManagedProcess process) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!ready(service)) {
                if (process.exits() >= ATTEMPTS) {
                    throw failure(service, process, "ended " + ATTEMPTS + " times while it started");
                }
                if (System.nanoTime() > end) {
                    throw failure(service, process, "is not ready after " + PATIENCE.toSeconds() + " s");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(service, process, "was not waited for");
        }
    }

    private static LaunchFailure failure(Service service, ManagedProcess process, String what) {
        return new LaunchFailure(
                service.module() + " " + what + "; its log is " + process.log() + " and ends so:",
                PrivateFiles.tail(process.log(), LOG_LINES));
    }

    /** Whether it answers its readiness check now. */
    boolean ready(Service service) throws InterruptedException {
        var ask = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + options.managementPort(service) + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return HTTP.send(ask, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
